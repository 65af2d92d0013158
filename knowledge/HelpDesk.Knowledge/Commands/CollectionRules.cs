using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Markdown;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HelpDesk.Knowledge.Commands;

/// <summary>What holds between articles: ids and titles are unique, links lead somewhere.</summary>
internal static class CollectionRules
{
    public static IEnumerable<Problem> Check(IReadOnlyList<LintedArticle> articles, IEnumerable<string> paths)
    {
        var files = paths.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var ids = articles.Select(article => article.Article.Id.Value).ToHashSet(StringComparer.Ordinal);
        return Twice(articles.Where(article => article.Read.HasOwnId), article => article.Article.Id.Value, "id", ProblemLevel.Error)
            .Concat(Twice(articles, article => article.Article.Title, "title", ProblemLevel.Warning))
            .Concat(articles.SelectMany(article => Related(article, ids, files)))
            .Concat(articles.SelectMany(article => Links(article, files)));
    }

    private static IEnumerable<Problem> Twice(IEnumerable<LintedArticle> articles, Func<LintedArticle, string> of, string what, ProblemLevel level) =>
        from same in articles.GroupBy(of, StringComparer.OrdinalIgnoreCase)
        from second in same.Skip(1)
        select second.Warn(what, $"The {what} '{same.Key}' is also that of {same.First().Path}.", $"Give one of the two another {what}.") with { Level = level };

    private static IEnumerable<Problem> Related(LintedArticle article, HashSet<string> ids, HashSet<string> files) =>
        from related in article.Article.Related
        where !ids.Contains(related) && !files.Contains(Resolve(article.Path, related))
        select article.Warn("related", $"The related article '{related}' does not exist.", "Use the id of an article.");

    private static IEnumerable<Problem> Links(LintedArticle article, HashSet<string> files) =>
        from link in SafeMarkdown.Parse(article.Article.Body).Descendants<LinkInline>()
        where !link.IsImage && link.Url is { Length: > 0 } url && IsRelativeArticle(url) && !files.Contains(Resolve(article.Path, url))
        select article.At(article.Read.BodyLine + link.Line, $"The link to '{link.Url}' leads nowhere.", "Correct the path, or remove the link.");

    private static bool IsRelativeArticle(string url) =>
        url[0] is not ('/' or '#') && !url.Contains(':', StringComparison.Ordinal) && Path.GetExtension(url.Split('#', '?')[0]).Equals(".md", StringComparison.OrdinalIgnoreCase);

    private static string Resolve(string from, string url)
    {
        var parts = new List<string>(from.Split('/')[..^1]);
        foreach (var part in Uri.UnescapeDataString(url.Split('#', '?')[0]).Split('/'))
        {
            if (part is "..") parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            else if (part is not ".") parts.Add(part);
        }
        return string.Join('/', parts);
    }
}
