using System.Text;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Markdown;

namespace HelpDesk.Tests.Knowledge.Articles;

public sealed class SafeMarkdownTests
{
    [Theory]
    [InlineData("**bold** and *soft*", "**bold** and _soft_")]
    [InlineData("[ok](https://example.com/a)", "[ok](https://example.com/a)")]
    [InlineData("[mail](mailto:it@example.com)", "[mail](mailto:it@example.com)")]
    [InlineData("[site](/kb/a)", "[site](/kb/a)")]
    [InlineData("[bad](javascript:alert(1))", "bad")]
    [InlineData("[bad](JaVaScRiPt:alert)", "bad")]
    [InlineData("[bad](data:text/html,x)", "bad")]
    [InlineData("[plain](http://example.com)", "plain")]
    [InlineData("[other host](//evil.example)", "other host")]
    [InlineData("[relative](../other.md)", "relative")]
    [InlineData("a <b onclick=x>b</b> c", "a b c")]
    [InlineData("<script>alert(1)</script>\n\nText", "Text")]
    [InlineData("<div>Hi <i>there</i></div>", "Hi there")]
    [InlineData("Type `a_b` here", "Type **a_b** here")]
    [InlineData("1. One\n2. Two", "1. One\n2. Two")]
    [InlineData("# Title", "**Title**")]
    [InlineData("![pic](https://example.com/a.png) after", "after")]
    [InlineData("> [!NOTE]\n> Mind this", "**Note:** Mind this")]
    [InlineData("[!INCLUDE [x](../includes/x.md)]", "")]
    [InlineData("::: zone pivot=\"a\"\nInside\n::: zone-end", "Inside")]
    public void Card_Markdown_keeps_only_what_is_safe(string markdown, string card) => Assert.Equal(card, SafeMarkdown.ToCard(markdown, LinkPolicy.Own));

    [Fact]
    public void Escaped_markup_stays_text() =>
        Assert.Equal(@"\<img src=x> \*not bold\* \[x\](y)", SafeMarkdown.ToCard(@"\<img src=x> \*not bold\* \[x\](y)", LinkPolicy.Own));

    [Fact]
    public void Site_links_of_Learn_lead_to_Learn() =>
        Assert.Equal("[a](https://learn.microsoft.com/azure/a)", SafeMarkdown.ToCard("[a](/azure/a)", LinkPolicy.MicrosoftLearn));

    [Fact]
    public void A_huge_table_becomes_a_few_readable_lines()
    {
        var table = new StringBuilder("| Code | Meaning |\n|---|---|\n");
        for (var i = 0; i < 900; i++) table.Append("| c | m |\n");
        var lines = SafeMarkdown.ToCard(table.ToString(), LinkPolicy.Own).Split('\n');
        Assert.Equal("- Code: c; Meaning: m", lines[0]);
        Assert.InRange(lines.Length, 2, 25);
        Assert.Contains("more rows", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("*")]
    [InlineData("**a ")]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("`")]
    [InlineData("<")]
    [InlineData("![](")]
    [InlineData("_a_")]
    [InlineData("|a")]
    [InlineData("[a](<b")]
    [InlineData("[a]: b\n")]
    [InlineData("&amp;")]
    [InlineData("\n- a\n  ")]
    [InlineData("a\n> ")]
    [InlineData("<div>\n")]
    [InlineData("| - |\n")]
    public void Five_megabytes_of_one_thing_are_cut_down_and_read(string what)
    {
        var hostile = new StringBuilder(5_000_000).Insert(0, what, 5_000_000 / what.Length).ToString();
        var plain = SafeMarkdown.ToPlainText(hostile);
        var body = ArticleBody.Parse(hostile, LinkPolicy.Own);
        Assert.True(plain.Length <= MarkdownGuard.MaxCharacters * 2);
        Assert.DoesNotContain("<div", SafeMarkdown.ToCard(hostile, LinkPolicy.Own), StringComparison.Ordinal);
        Assert.True(body.PlainText.Length <= MarkdownGuard.MaxCharacters * 2);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_with_its_size()
    {
        var read = ArticleFile.Read("big.md", new byte[ArticleFile.MaxBytes + 1]);
        Assert.Null(read.Article);
        Assert.Contains("2,097,153", read.Problems[0].Text, StringComparison.Ordinal);
    }
}
