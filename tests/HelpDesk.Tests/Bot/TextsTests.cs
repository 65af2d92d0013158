using System.Reflection;
using HelpDesk.Bot.Resources;

namespace HelpDesk.Tests.Bot;

public sealed class TextsTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Every_text_exists_in_every_language(string language)
    {
        var texts = Texts.For(language);
        var properties = typeof(Texts).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name != nameof(Texts.Culture));

        Assert.All(properties, p => Assert.NotEmpty(p.GetValue(texts) as System.Collections.IEnumerable ?? ""));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("xx-invalid-locale-that-is-much-too-long-to-be-one")]
    [InlineData("q!")]
    [InlineData("ja-JP")]
    public void A_locale_that_is_not_translated_is_answered_in_English(string? locale) => Assert.Equal(Texts.English.Miss, Texts.For(locale).Miss);

    [Fact]
    public void A_regional_locale_uses_its_language() => Assert.Equal(Texts.For("de").Miss, Texts.For("de-AT").Miss);
}
