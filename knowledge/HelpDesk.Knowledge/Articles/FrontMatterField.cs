using System.Text;

namespace HelpDesk.Knowledge.Articles;

/// <summary>One top-level field. Fields are cut by lines and parsed one by one, so that one sloppy value cannot hide the others.</summary>
/// <param name="Line">Of the key, from 1.</param>
/// <param name="Raw">Everything behind the colon, as it stands in the file.</param>
/// <param name="Values">A scalar as one value, a list as its scalars; empty for nothing and for mappings.</param>
internal sealed record FrontMatterField(string Key, int Line, string Raw, IReadOnlyList<string> Values)
{
    private const int MaxFields = 500;

    public string? Value => Values.Count > 0 ? Values[0] : null;

    /// <summary>Null, with an error, where the YAML is dangerous; sloppy YAML only gives warnings.</summary>
    public static IReadOnlyList<FrontMatterField>? Cut(string path, string yaml, int firstLine, List<Problem> problems)
    {
        var fields = new List<FrontMatterField>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, line, raw) in Chunks(path, yaml, firstLine, problems))
        {
            if (!YamlValues.TryParse(path, line, key, raw, problems, out var values)) return null;
            if (!seen.Add(key))
                problems.Add(new Problem(path, line, ProblemLevel.Warning, $"The field '{key}' is there twice; the first one counts.", "Remove one of them."));
            else if (fields.Count < MaxFields)
                fields.Add(new FrontMatterField(key, line, raw, values));
        }
        return fields;
    }

    private static List<(string Key, int Line, string Raw)> Chunks(string path, string yaml, int firstLine, List<Problem> problems)
    {
        var chunks = new List<(string, int, string)>();
        string? key = null;
        var keyLine = 0;
        var raw = new StringBuilder();
        var line = firstLine;
        foreach (var text in yaml.Split('\n'))
        {
            if (TryKey(text, out var found, out var rest))
            {
                Close();
                (key, keyLine) = (found, line);
                raw.Append(rest);
            }
            else if (key is not null)
            {
                raw.Append('\n').Append(text);
            }
            else if (text.Trim() is { Length: > 0 } stray && stray[0] != '#')
            {
                problems.Add(new Problem(path, line, ProblemLevel.Warning, "This line of the front matter is not 'key: value'.", "Write it as 'key: value' or remove it."));
            }
            line++;
        }
        Close();
        return chunks;

        void Close()
        {
            if (key is not null) chunks.Add((key, keyLine, raw.ToString().TrimEnd()));
            raw.Clear();
        }
    }

    private static bool TryKey(string line, out string key, out string rest)
    {
        key = rest = "";
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || char.IsWhiteSpace(line[0]) || line[0] is '-' or '#') return false;
        if (colon + 1 < line.Length && !char.IsWhiteSpace(line[colon + 1]) && line[colon + 1] is not ('"' or '\'' or '[')) return false;
        key = line[..colon].Trim().Trim('"', '\'');
        rest = line[(colon + 1)..];
        return key.Length is > 0 and <= 80 && key.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or ' ');
    }
}
