using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Import;

namespace HelpDesk.Knowledge.Commands;

/// <summary>What the commands print with <c>--json</c>: one object, UTF-8, one line.</summary>
public static class KbJson
{
    /// <summary><c>{"decision":"answer|clarify|none","confidence":0.0,"results":[{"id","title","score","explain":{…}}]}</c></summary>
    public static string ToJson(this Answer answer) => JsonSerializer.Serialize(new SearchJson(
        answer.Decision switch { AnswerDecision.Answer => "answer", AnswerDecision.Clarify => "clarify", _ => "none" },
        Math.Round(answer.Confidence, 4),
        [.. answer.Results.Select(r => new SearchResultJson(r.Article.Id.Value, r.Article.Title, Math.Round(r.Score, 6),
            r.Explain.ToDictionary(e => e.Key, e => Math.Round(e.Value, 6), StringComparer.Ordinal)))]), KbJsonContext.Default.SearchJson);

    public static string ToJson(this ImportResult result) => JsonSerializer.Serialize(new ImportJson(
        Files(result.Added), Files(result.Updated), result.Unchanged.Count, Problems(result.Skipped), Files(result.Conflicts), Files(result.Missing),
        Files(result.Retired), Problems(result.Warnings)), KbJsonContext.Default.ImportJson);

    public static string ToJson(this LintResult result) => JsonSerializer.Serialize(new LintJson(result.Articles, Problems(result.Problems)), KbJsonContext.Default.LintJson);

    private static List<FileJson> Files(IReadOnlyList<ImportedFile> files) => [.. files.Select(file => new FileJson(file.Id.Value, file.Path))];

    private static List<ProblemJson> Problems(IReadOnlyList<Problem> problems) =>
        [.. problems.Select(p => new ProblemJson(p.Path, p.Line, p.Level == ProblemLevel.Error ? "error" : "warning", p.Text, p.Fix))];
}

internal sealed record SearchJson(string Decision, double Confidence, IReadOnlyList<SearchResultJson> Results);

internal sealed record SearchResultJson(string Id, string Title, double Score, IReadOnlyDictionary<string, double> Explain);

internal sealed record FileJson(string Id, string Path);

internal sealed record ProblemJson(string Path, int Line, string Level, string Problem, string Fix);

internal sealed record ImportJson(
    IReadOnlyList<FileJson> Added, IReadOnlyList<FileJson> Updated, int Unchanged, IReadOnlyList<ProblemJson> Skipped, IReadOnlyList<FileJson> Conflicts,
    IReadOnlyList<FileJson> Missing, IReadOnlyList<FileJson> Retired, IReadOnlyList<ProblemJson> Warnings);

internal sealed record LintJson(int Articles, IReadOnlyList<ProblemJson> Problems);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SearchJson))]
[JsonSerializable(typeof(ImportJson))]
[JsonSerializable(typeof(LintJson))]
internal sealed partial class KbJsonContext : JsonSerializerContext;
