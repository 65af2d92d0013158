using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Import;

namespace HelpDesk.Knowledge.Commands;

/// <param name="Articles">How many files were articles.</param>
/// <param name="Problems">By path and line.</param>
public sealed record LintResult(int Articles, IReadOnlyList<Problem> Problems)
{
    public bool HasErrors => Problems.Any(problem => problem.Level == ProblemLevel.Error);
}

/// <summary><c>helpdesk kb lint FOLDER</c>: what an author should mend, file by file and between files. Reads only.</summary>
public static class KbLint
{
    public static async Task<LintResult> RunAsync(string folder, CancellationToken ct)
    {
        var problems = new List<Problem>();
        var files = ArticleFolder.Find(folder, problems);
        var articles = new List<LintedArticle>();
        foreach (var file in files)
        {
            var source = await SourceReader.ReadAsync(file, null, ct);
            if (source.Skipped is not null) problems.Add(source.Skipped);
            if (source.Read is not { } read) continue;
            problems.AddRange(read.Problems.Where(problem => problem != source.Skipped));
            if (read.Article is not null && source.Skipped is null) articles.Add(new LintedArticle(file.Path, read.Article, read));
        }
        foreach (var article in articles) problems.AddRange(ArticleRules.Check(article));
        problems.AddRange(CollectionRules.Check(articles, files.Select(file => file.Path)));
        return new LintResult(articles.Count, [.. problems.OrderBy(p => p.Path, StringComparer.Ordinal).ThenBy(p => p.Line)]);
    }
}

internal sealed record LintedArticle(string Path, Article Article, ArticleRead Read)
{
    public bool Has(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            if (Read.FieldLines.ContainsKey(key)) return true;
        return false;
    }

    public Problem Warn(string key, string text, string fix) => At(Read.FieldLines.GetValueOrDefault(key, 1), text, fix);

    public Problem At(int line, string text, string fix) => new(Path, line, ProblemLevel.Warning, text, fix);
}
