using System.Reflection;
using HelpDesk.Bot.Resources;

namespace HelpDesk.Tests.Bot;

public sealed class TextsTests
{
    [Fact]
    public void Every_text_exists()
    {
        var properties = typeof(Texts).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name != nameof(Texts.Culture));

        Assert.All(properties, p => Assert.NotEmpty(p.GetValue(Texts.English) as System.Collections.IEnumerable ?? ""));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("xx-invalid-locale-that-is-much-too-long-to-be-one")]
    [InlineData("q!")]
    [InlineData("ja-JP")]
    public void A_locale_that_is_not_translated_is_answered_in_English(string? locale) => Assert.Equal(Texts.English.Miss, Texts.For(locale).Miss);

    [Fact]
    public void Names_are_put_into_sentences() => Assert.Contains("“VPN”", Texts.English.Solved("VPN"), StringComparison.Ordinal);
}
