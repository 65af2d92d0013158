using HelpDesk.Bot.Accounts;

namespace HelpDesk.Tests.Bot.Accounts;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("Läuse mögen Käse")]
    [InlineData("xK3#vv9!pQz0")]
    [InlineData("warum nicht am Montag")]
    public void A_few_words_are_a_good_password(string password) => Assert.Null(PasswordRules.Fault(password, "mia.berg@example.com", "Mia Berg"));

    [Theory]
    [InlineData(null, "12 to 128")]
    [InlineData("", "12 to 128")]
    [InlineData("elevenchars", "12 to 128")]
    [InlineData("aaaaaaaaaaaaaaa", "repeats")]
    [InlineData("abababababab", "repeats")]
    [InlineData("password1234", "tried first")]
    [InlineData("qwertyuiop1234", "tried first")]
    [InlineData("Welcome12345678", "tried first")]
    [InlineData("miaberg12345678", "tried first")]
    [InlineData("poiuytrewq98765", "tried first")]
    public void What_would_be_tried_first_is_refused_with_the_reason(string? password, string reason) =>
        Assert.Contains(reason, PasswordRules.Fault(password, "mia.berg@example.com", "Mia Berg"), StringComparison.Ordinal);

    [Fact]
    public void Length_has_an_end() => Assert.NotNull(PasswordRules.Fault(new string('x', 129), "mia@example.com"));
}
