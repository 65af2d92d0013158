using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Guides;

namespace HelpDesk.Tests.Knowledge.Articles;

public sealed class GuideReaderTests
{
    private const string End = "\n  z: { end: solved, say: Fine. }";

    [Theory]
    [InlineData("\n start: a\n nodes:\n  a: { ask: Q, answers: [ { say: Yes, next: z }, { say: No, next: b } ] }" + End, "Node 'a' leads to 'b', which is no node.")]
    [InlineData("\n start: a\n nodes:\n  a: { ask: Q, answers: [ { say: Yes, next: z }, { say: No, next: a } ] }" + End, "Node 'a' leads back to 'a'")]
    [InlineData("\n start: b\n nodes:" + End, "'start' names 'b', which is no node.")]
    [InlineData("\n start: z\n nodes:\n  y: { end: person, say: Bye. }" + End, "No answer leads to node 'y'.")]
    [InlineData("\n start: a\n nodes:\n  a: { ask: Q, answers: [ { say: Yes, next: z } ] }" + End, "Node 'a' has 1 answers; give 2 to 4.")]
    [InlineData("\n start: a\n nodes:\n  a: { ask: Q, answers: [ Yes, { say: No, next: z } ] }" + End, "Node 'a' has an answer without 'say' and 'next'.")]
    [InlineData("\n start: a\n nodes:\n  a: { answers: [ { say: Yes, next: z }, { say: No, next: z } ] }" + End, "Node 'a' says nothing")]
    [InlineData("\n start: a\n nodes:\n  a: { end: party, say: Hi. }", "Node 'a' ends with 'party'")]
    [InlineData("\n start: a\n nodes:\n  a: { end: article, say: Hi. }", "does not name it")]
    [InlineData("\n start: a\n nodes:\n  a: { end: solved }", "ends without a word")]
    [InlineData("\n nodes:" + End, "'start' is missing")]
    [InlineData("\n start: a", "'nodes' is missing")]
    [InlineData(" just words", "It is not a map")]
    [InlineData("\n start: [", "It is not valid YAML")]
    public void A_guide_with_a_problem_is_not_walked_and_says_why(string yaml, string problem)
    {
        var article = ArticleWith(yaml);

        Assert.False(GuideReader.TryRead(article, out _));
        Assert.Contains(GuideReader.Check(article), p => p.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_guides_text_is_as_safe_as_an_articles()
    {
        var article = ArticleWith("\n start: z\n nodes:\n  z: { end: solved, say: \"All **Good** [bad](javascript:alert(1)) <script>x</script>\" }");

        Assert.True(GuideReader.TryRead(article, out var guide));
        Assert.DoesNotContain("javascript", guide.Nodes["z"].Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", guide.Nodes["z"].Text, StringComparison.Ordinal);
        Assert.Contains("**Good**", guide.Nodes["z"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_nodes_are_refused_without_being_walked()
    {
        var nodes = string.Concat(Enumerable.Range(0, 3000).Select(i => $"\n  n{i}: {{ ask: Q, answers: [ {{ say: Yes, next: n{i + 1} }}, {{ say: No, next: n{i + 1} }} ] }}"));

        Assert.Contains(GuideReader.Check(ArticleWith("\n start: n0\n nodes:" + nodes)), p => p.StartsWith("There are 3000 nodes", StringComparison.Ordinal));
    }

    [Fact]
    public void An_article_without_a_guide_has_neither_guide_nor_problem()
    {
        var article = new Article { Id = new ArticleId("a"), Title = "A", Body = "" };

        Assert.False(GuideReader.TryRead(article, out _));
        Assert.Empty(GuideReader.Check(article));
    }

    private static Article ArticleWith(string guide) => new()
    {
        Id = new ArticleId("a"), Title = "A", Body = "", Other = new Dictionary<string, string>(StringComparer.Ordinal) { ["guide"] = guide },
    };
}
