using System.Text;
using HelpDesk.Knowledge.Articles;
using NodaTime;

namespace HelpDesk.Tests.Knowledge.Articles;

public sealed class FrontMatterTests
{
    private const string Ours = """
        ---
        id: vpn-drops
        title: "VPN: keeps dropping"
        summary: Get a steady connection.
        category: troubleshooting
        audience: everyone
        products: [VPN, Windows 11]
        keywords: [vpn, disconnects, "drops out"]
        related: [wifi-slow]
        owner: network-team
        state: validated
        reviewed: 2026-01-31
        reviewEvery: 6 months
        language: en-GB
        guide:
          start: one
          nodes:
            one: { ask: "Is Wi-Fi on?" }
        x-legacy: 12
        ---

        Two sentences. Of lead.

        ## Steps
        1. One
        """;

    private const string Learn = """
        ---
        title: "Outlook prompts for password"
        description: Describes why: and what to do.
        author: someone
        ms.author: team
        ms.topic: troubleshooting
        ms.date: 06/06/2024
        audience: ITPro
        search.appverid:
          - MET150
        appliesto:
          - Outlook 2019
          - Outlook for Microsoft 365
        keywords: password, prompt
        ---
        # Outlook prompts

        Text.
        """;

    [Fact]
    public void Our_own_fields_are_read()
    {
        var article = Read(Ours).Article!;
        Assert.Equal("vpn-drops", article.Id.Value);
        Assert.Equal("VPN: keeps dropping", article.Title);
        Assert.Equal((ArticleCategory.Troubleshooting, ArticleState.Validated), (article.Category, article.State));
        Assert.Equal(["vpn", "disconnects", "drops out"], article.Keywords);
        Assert.Equal(new LocalDate(2026, 1, 31), article.Reviewed);
        Assert.Equal(180, article.ReviewEveryDays);
        Assert.Equal(["guide", "x-legacy"], article.Other.Keys.Order(StringComparer.Ordinal));
        Assert.StartsWith("Two sentences.", article.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Microsoft_Learns_fields_map_onto_ours_and_the_rest_survives()
    {
        var read = Read(Learn);
        var article = read.Article!;
        Assert.False(read.HasOwnId);
        Assert.Equal("a-file", article.Id.Value);
        Assert.Equal("Describes why: and what to do.", article.Summary);
        Assert.Equal(ArticleCategory.Troubleshooting, article.Category);
        Assert.Equal(["Outlook 2019", "Outlook for Microsoft 365"], article.Products);
        Assert.Equal(["password", "prompt"], article.Keywords);
        Assert.Equal(new LocalDate(2024, 6, 6), article.Reviewed);
        Assert.Contains("search.appverid", article.Other.Keys);
    }

    [Theory]
    [InlineData(Ours)]
    [InlineData(Learn)]
    public void Writing_and_reading_again_gives_an_equal_article(string file)
    {
        var first = Read(file).Article!;
        var second = Read(ArticleFile.Write(first)).Article!;
        Assert.Equivalent(first with { SourceHash = null }, second with { SourceHash = null, Id = first.Id }, strict: true);
        Assert.Equal(ArticleFile.Write(first), ArticleFile.Write(second));
    }

    [Theory]
    [InlineData("---\ntitle: Fix this: now\n---\nText", "Fix this: now")]
    [InlineData("---\ntitle:\tTabbed\n---\nText", "Tabbed")]
    [InlineData("\uFEFF---\r\ntitle: Windows\r\n---\r\nText", "Windows")]
    [InlineData("---\ntitle: First\ntitle: Second\n---\nText", "First")]
    [InlineData("---\ndescription: x\n---\n# From the heading\n\nText", "From the heading")]
    [InlineData("---\ntitle: \"unclosed\nowner: me\n---\nText", "unclosed")]
    [InlineData("---\ntitle: Q&A, 100% [sure] @home\n---\nText", "Q&A, 100% [sure] @home")]
    public void Sloppy_front_matter_is_read_all_the_same(string file, string title) => Assert.Equal(title, Read(file).Article?.Title);

    [Theory]
    [InlineData("---\ntitle: a\nx: &a [1]\ny: *a\n---\nText", 3, "anchor")]
    [InlineData("---\ntitle: a\nx: [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]\n---\nText", 3, "nested")]
    [InlineData("---\ntitle: a\nText", 1, "never closed")]
    [InlineData("---\ntitle: a\n---\nOne\nTwo\0", 5, "null byte")]
    [InlineData("---\nowner: a\n---\nNo heading", 1, "neither a title")]
    [InlineData("Only words.", 1, "fragment")]
    [InlineData("---\ntitle: a\n---\n\n", 4, "no text")]
    public void A_file_that_cannot_be_taken_says_where_and_why(string file, int line, string why)
    {
        var read = Read(file);
        Assert.Null(read.Article);
        var problem = Assert.Single(read.Problems, p => p.Level == ProblemLevel.Error);
        Assert.Equal(("a-file.md", line), (problem.Path, problem.Line));
        Assert.Contains(why, problem.Text, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Fix);
    }

    [Theory]
    [InlineData("state: finished", "state")]
    [InlineData("category: misc", "category")]
    [InlineData("reviewed: soon", "not a date")]
    [InlineData("reviewEvery: often", "not a period")]
    public void An_unknown_value_is_told_with_its_line(string field, string why)
    {
        var read = Read($"---\ntitle: a\n{field}\n---\nText");
        Assert.NotNull(read.Article);
        Assert.Contains(read.Problems, p => p.Line == 3 && p.Text.Contains(why, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("180d", 180)]
    [InlineData("6 months", 180)]
    [InlineData("2 weeks", 14)]
    [InlineData("1 year", 365)]
    [InlineData("90", 90)]
    [InlineData("often", 0)]
    [InlineData("0d", 0)]
    [InlineData("999 years", 0)]
    public void A_review_period_is_read_in_days(string text, int days) => Assert.Equal(days, ReviewPeriod.TryParse(text, out var read) ? read : 0);

    private static ArticleRead Read(string file) => ArticleFile.Read("a-file.md", Encoding.UTF8.GetBytes(file));
}
