namespace HelpDesk.Knowledge.Articles;

/// <summary>The YAML between the first two '---' lines, cut into its top-level fields, and the text below it.</summary>
/// <param name="BodyLine">Line number of the body's first line in the file, from 1.</param>
internal sealed record FrontMatter(IReadOnlyList<FrontMatterField> Fields, string Body, int BodyLine)
{
    private const int MaxCharacters = 64 * 1024;

    /// <summary>Null, with an error, where the front matter is not acceptable.</summary>
    public static FrontMatter? Read(string path, string text, List<Problem> problems)
    {
        var start = text.Length - text.TrimStart().Length;
        if (!IsFence(LineAt(text, start))) return new FrontMatter([], text, 1);
        var firstLine = 1 + text.AsSpan(0, start).Count('\n');
        var at = Next(text, start);
        var yamlStart = at;
        while (at < text.Length && !IsFence(LineAt(text, at))) at = Next(text, at);
        if (at >= text.Length || at - yamlStart > MaxCharacters)
        {
            problems.Add(at >= text.Length
                ? new Problem(path, firstLine, ProblemLevel.Error, "The front matter is never closed.", "End it with a line of three dashes.")
                : new Problem(path, firstLine, ProblemLevel.Error, "The front matter is over 64 KiB.", "Keep only fields there; text belongs below it."));
            return null;
        }
        var yaml = text[yamlStart..at];
        var fields = FrontMatterField.Cut(path, yaml, firstLine + 1, problems);
        if (fields is null) return null;
        var bodyAt = Next(text, at);
        return new FrontMatter(fields, text[Math.Min(bodyAt, text.Length)..].TrimStart('\n'), firstLine + 2 + yaml.AsSpan().Count('\n'));
    }

    private static bool IsFence(ReadOnlySpan<char> line) => line.TrimEnd() is "---";

    private static ReadOnlySpan<char> LineAt(string text, int at)
    {
        var rest = text.AsSpan(at);
        var end = rest.IndexOf('\n');
        return end < 0 ? rest : rest[..end];
    }

    private static int Next(string text, int at)
    {
        var end = text.AsSpan(at).IndexOf('\n');
        return end < 0 ? text.Length : at + end + 1;
    }
}
