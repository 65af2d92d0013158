using HelpDesk.Knowledge.Commands;

namespace HelpDesk.Tests.Knowledge.Commands;

public sealed class LintTests
{
    private const string Good = "---\nid: {0}\ntitle: {0}\nsummary: Do it.\ncategory: how-to\nowner: desk\nreviewed: 2026-01-01\nkeywords: [a]\n---\nDo this.\n\n## Steps\n1. One\n2. Two\n3. Three\n";

    [Fact]
    public async Task A_good_article_has_no_problems()
    {
        await using var scratch = await Scratch.CreateAsync();
        scratch.Write("good.md", Good.Replace("{0}", "good", StringComparison.Ordinal));
        var result = await KbLint.RunAsync(scratch.Folder, TestContext.Current.CancellationToken);
        Assert.Empty(result.Problems);
        Assert.Equal(1, result.Articles);
    }

    [Theory]
    [InlineData("category: how-to\n", "", 1, "no category")]
    [InlineData("category: how-to", "category: misc", 5, "is unknown")]
    [InlineData("owner: desk\n", "", 1, "no owner")]
    [InlineData("reviewed: 2026-01-01\n", "", 1, "no review date")]
    [InlineData("reviewed: 2026-01-01", "reviewed: 2026-13-01", 7, "not a date")]
    [InlineData("keywords: [a]\n", "", 1, "no keywords")]
    [InlineData("owner: desk", "state: finished", 6, "state 'finished' is unknown")]
    [InlineData("3. Three\n", "", 10, "more than 2 numbered steps")]
    [InlineData("3. Three\n", "3. C\n4. D\n5. E\n6. F\n7. G\n8. H\n9. I\n", 12, "has 9 steps")]
    [InlineData("owner: desk", "related: [nowhere]", 6, "'nowhere' does not exist")]
    [InlineData("Do this.", "See [that](gone.md).", 10, "leads nowhere")]
    public async Task A_flaw_is_told_with_its_line_and_a_fix(string good, string bad, int line, string text)
    {
        await using var scratch = await Scratch.CreateAsync();
        scratch.Write("a.md", Good.Replace("{0}", "a", StringComparison.Ordinal).Replace(good, bad, StringComparison.Ordinal));
        var result = await KbLint.RunAsync(scratch.Folder, TestContext.Current.CancellationToken);
        var problem = Assert.Single(result.Problems, p => p.Text.Contains(text, StringComparison.Ordinal));
        Assert.Equal(("a.md", line), (problem.Path, problem.Line));
        Assert.NotEmpty(problem.Fix);
    }

    [Fact]
    public async Task Ids_and_titles_that_are_there_twice_are_told()
    {
        await using var scratch = await Scratch.CreateAsync();
        foreach (var name in new[] { "a.md", "b.md" }) scratch.Write(name, Good.Replace("{0}", "same", StringComparison.Ordinal));
        var result = await KbLint.RunAsync(scratch.Folder, TestContext.Current.CancellationToken);
        Assert.True(result.HasErrors);
        Assert.Equal(["The id 'same' is also that of a.md.", "The title 'same' is also that of a.md."], result.Problems.Select(p => p.Text).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("The cat sat on the mat. The dog ran to the park. We ate some cake. It was a good day. The sun was hot. We went home at six.", 80, 130)]
    [InlineData("Organizational administrators facilitating comprehensive infrastructure modernization initiatives necessitate interdepartmental communication regarding authentication configuration, authorization delegation, virtualization prerequisites, telecommunication availability, documentation responsibilities, implementation considerations, organizational accountability, synchronization capabilities, interoperability characteristics and functionality.", -300, 10)]
    public void Reading_ease_tells_plain_from_hard(string text, double low, double high) => Assert.InRange(ReadingEase.Of(text)!.Value, low, high);
}
