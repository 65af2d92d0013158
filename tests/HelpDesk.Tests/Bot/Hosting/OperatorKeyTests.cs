using HelpDesk.Bot.Hosting;
using HelpDesk.Tests.Storage;
using Microsoft.Extensions.Options;

namespace HelpDesk.Tests.Bot.Hosting;

public sealed class OperatorKeyTests
{
    private static readonly string Key = Convert.ToBase64String([.. Enumerable.Repeat((byte)3, 32)]);

    [Fact]
    public void Without_a_setting_a_file_is_made_once_and_only_its_user_may_read_it()
    {
        using var folder = new TemporaryFolder();
        var text = OperatorKey.Open(new SecretOptions(), folder.Path, isShared: false).Seal("x"u8, "p");
        Assert.True(OperatorKey.Open(new SecretOptions(), folder.Path, isShared: false).TryOpen(text, "p", out _));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "operator-key")));
    }

    [Fact]
    public void A_setting_wins_over_the_file_and_makes_none()
    {
        using var folder = new TemporaryFolder();
        OperatorKey.Open(new SecretOptions { Key = Key }, folder.Path, isShared: true);
        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    [Theory]
    [InlineData(null, null, true, "Secrets:Key is missing")]
    [InlineData("short", null, false, "Secrets:Key is not 32 bytes")]
    [InlineData(null, "AAAA", false, "Secrets:EarlierKey is not 32 bytes")]
    public void A_wrong_setting_is_named_with_its_fix(string? key, string? earlier, bool shared, string problem)
    {
        using var folder = new TemporaryFolder();
        var refused = Assert.Throws<OptionsValidationException>(() => OperatorKey.Open(new SecretOptions { Key = key, EarlierKey = earlier }, folder.Path, shared));
        Assert.StartsWith(problem, Assert.Single(refused.Failures), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void A_damaged_file_is_told_and_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "operator-key");
        File.WriteAllText(path, "garbage");
        var refused = Assert.Throws<OptionsValidationException>(() => OperatorKey.Open(new SecretOptions(), folder.Path, isShared: false));
        Assert.Contains(path, Assert.Single(refused.Failures), StringComparison.Ordinal);
        Assert.Equal("garbage", File.ReadAllText(path));
    }
}
