namespace HelpDesk.Handoff.Sla.Calendars;

/// <summary>One unfolded content line: <c>NAME;PARAM=value:value</c>.</summary>
/// <param name="Number">Of its first physical line, from 1.</param>
internal sealed record IcalLine(int Number, string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    public static IEnumerable<(int Number, string Text)> Unfold(string text)
    {
        (int Number, string Text)? open = null;
        foreach (var (i, raw) in text.TrimStart('\uFEFF').Split('\n').Index())
        {
            var line = raw.TrimEnd('\r');
            if (line.Length > 0 && line[0] is ' ' or '\t' && open is { } folded)
            {
                open = folded with { Text = folded.Text + line[1..] };
                continue;
            }

            if (open is { Text.Length: > 0 } whole)
                yield return whole;
            open = (i + 1, line);
        }

        if (open is { Text.Length: > 0 } last)
            yield return last;
    }

    /// <summary>Null where the text is no content line.</summary>
    public static IcalLine? Parse(int number, string text)
    {
        var colon = OutsideQuotes(text, ':', 0);
        if (colon <= 0)
            return null;
        var parts = new List<string>();
        for (int from = 0, to; from <= colon; from = to + 1)
        {
            to = OutsideQuotes(text[..colon], ';', from);
            to = to < 0 ? colon : to;
            parts.Add(text[from..to]);
        }

        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts.Skip(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                return null;
            parameters[part[..equals]] = part[(equals + 1)..].Trim('"');
        }

        return new(number, parts[0].ToUpperInvariant(), parameters, text[(colon + 1)..]);
    }

    private static int OutsideQuotes(string text, char wanted, int from)
    {
        var quoted = false;
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == wanted && !quoted)
                return i;
        }

        return -1;
    }
}
