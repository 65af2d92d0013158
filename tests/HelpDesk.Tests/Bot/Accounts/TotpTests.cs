using System.Text;
using HelpDesk.Bot.Accounts;
using NodaTime;

namespace HelpDesk.Tests.Bot.Accounts;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, SHA-1, the last six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_standards_own_examples_come_out(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Secret, Totp.StepAt(Instant.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void A_clock_may_be_off_by_one_step(int offset, bool taken)
    {
        var now = Instant.FromUnixTimeSeconds(1_800_000_000);
        var code = Totp.CodeAt(Secret, Totp.StepAt(now + Duration.FromSeconds(offset)));
        Assert.Equal(taken, Totp.Check(Secret, code, 0, now) is not null);
    }

    [Fact]
    public void A_code_works_once()
    {
        var now = Instant.FromUnixTimeSeconds(1_800_000_000);
        var code = Totp.CodeAt(Secret, Totp.StepAt(now));
        var step = Totp.Check(Secret, code, 0, now);
        Assert.NotNull(step);
        Assert.Null(Totp.Check(Secret, code, step.Value, now + Duration.FromSeconds(10)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("abcdef")]
    [InlineData("1234567")]
    public void Anything_else_is_wrong(string code) => Assert.Null(Totp.Check(Secret, code, 0, Instant.FromUnixTimeSeconds(59)));

    [Fact]
    public void Spaces_in_a_code_do_not_matter() => Assert.NotNull(Totp.Check(Secret, "287 082", 0, Instant.FromUnixTimeSeconds(59)));

    // RFC 4648, section 10, without the padding that apps do not want.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_told_in_base_32(string text, string told) => Assert.Equal(told, Totp.ToBase32(Encoding.ASCII.GetBytes(text)));
}
