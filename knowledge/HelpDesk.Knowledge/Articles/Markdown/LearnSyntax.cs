using System.Text;

namespace HelpDesk.Knowledge.Articles.Markdown;

/// <summary>Turns what Microsoft Learn adds to Markdown into plain CommonMark, line by line and outside of code fences.</summary>
internal static class LearnSyntax
{
    private static readonly (string Mark, string Word)[] Alerts =
        [("[!NOTE]", "Note"), ("[!TIP]", "Tip"), ("[!IMPORTANT]", "Important"), ("[!WARNING]", "Warning"), ("[!CAUTION]", "Caution")];

    public static string ToCommonMark(string text)
    {
        var result = new StringBuilder(text.Length);
        string? fence = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var trimmed = line.TrimStart(" \t>");
            if (IsFence(trimmed, ref fence) || fence is not null) result.Append(line);
            else Append(result, line, trimmed);
            result.Append('\n');
        }
        return result.ToString();
    }

    private static bool IsFence(ReadOnlySpan<char> trimmed, ref string? fence)
    {
        var mark = trimmed.StartsWith("```", StringComparison.Ordinal) ? "```" : trimmed.StartsWith("~~~", StringComparison.Ordinal) ? "~~~" : null;
        if (mark is null || fence is not null && !string.Equals(fence, mark, StringComparison.Ordinal)) return false;
        fence = fence is null ? mark : null;
        return true;
    }

    private static void Append(StringBuilder result, ReadOnlySpan<char> line, ReadOnlySpan<char> trimmed)
    {
        var before = line[..^trimmed.Length];
        if (trimmed.StartsWith(":::", StringComparison.Ordinal)) AppendTripleColon(result, before, trimmed);
        else if (trimmed.StartsWith('#') && line.Contains("](#tab/", StringComparison.Ordinal)) AppendTab(result, trimmed);
        else if (trimmed.Contains("[!", StringComparison.Ordinal)) AppendMarks(result.Append(before), trimmed);
        else result.Append(line);
    }

    // :::image type="content" source="media/a.png" alt-text="What it shows":::  - other blocks only group, their content stays.
    private static void AppendTripleColon(StringBuilder result, ReadOnlySpan<char> before, ReadOnlySpan<char> trimmed)
    {
        if (trimmed.TrimStart(": ").StartsWith("image ", StringComparison.Ordinal))
            result.Append(before).Append("![").Append(Attribute(trimmed, "alt-text").Trim("[]")).Append("](<").Append(Attribute(trimmed, "source").Trim("<>")).Append(">)");
    }

    private static ReadOnlySpan<char> Attribute(ReadOnlySpan<char> text, string name)
    {
        var at = text.IndexOf(name + "=\"", StringComparison.Ordinal);
        if (at < 0) return "";
        var rest = text[(at + name.Length + 2)..];
        var end = rest.IndexOf('"');
        return end < 0 ? "" : rest[..end];
    }

    // "# [Windows](#tab/windows)" is a tab's title, not a heading of the article's first level.
    private static void AppendTab(StringBuilder result, ReadOnlySpan<char> trimmed)
    {
        var open = trimmed.IndexOf('[') + 1;
        var close = trimmed.IndexOf("](#tab/", StringComparison.Ordinal);
        result.Append("#### ").Append(open > 0 && open < close ? trimmed[open..close] : "");
    }

    private static void AppendMarks(StringBuilder result, ReadOnlySpan<char> trimmed)
    {
        foreach (var (mark, word) in Alerts)
            if (trimmed.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
            {
                result.Append("**").Append(word).Append(":** ").Append(trimmed[mark.Length..].TrimStart());
                return;
            }
        if (trimmed.StartsWith("[!div", StringComparison.OrdinalIgnoreCase) || trimmed.StartsWith("[!VIDEO", StringComparison.OrdinalIgnoreCase)) return;
        var include = trimmed.IndexOf("[!INCLUDE", StringComparison.OrdinalIgnoreCase);
        if (include < 0)
        {
            result.Append(trimmed);
            return;
        }
        // What would be included is not here; the text around the mark is.
        var rest = trimmed[include..];
        var end = rest.IndexOf(")]", StringComparison.Ordinal);
        result.Append(trimmed[..include]).Append(end < 0 ? "" : rest[(end + 2)..]);
    }
}
