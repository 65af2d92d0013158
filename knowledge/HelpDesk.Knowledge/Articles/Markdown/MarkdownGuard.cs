using System.Text;

namespace HelpDesk.Knowledge.Articles.Markdown;

/// <summary>
/// Cuts a text down to what any Markdown parser reads in linear time: a bounded length, bounded nesting at the start of a line, and a
/// bounded number of inline openers in a paragraph. Real articles stay as they are (the longest of 2,445 has 121 kB).
/// </summary>
internal static class MarkdownGuard
{
    public const int MaxCharacters = 256 * 1024;
    private const int MaxLine = 16 * 1024;
    private const int MaxNesting = 12;
    private const int MaxIndent = 48;
    private const int MaxOpeners = 300;
    private const int MaxParagraphLines = 400;

    public static string Limit(string text)
    {
        var limited = new StringBuilder(Math.Min(text.Length, MaxCharacters) + 16);
        var (openers, paragraphLines) = (0, 0);
        foreach (var whole in text.AsSpan(0, Math.Min(text.Length, MaxCharacters)).EnumerateLines())
        {
            var line = whole.Length > MaxLine ? whole[..MaxLine] : whole;
            if (line.IsWhiteSpace()) (openers, paragraphLines) = (0, 0);
            else if (++paragraphLines % MaxParagraphLines == 0 && line.TrimStart() is not ['|', ..]) limited.Append('\n');
            AppendInline(limited, AppendMarkers(limited, line), ref openers);
            limited.Append('\n');
        }
        return limited.ToString();
    }

    // "> > - 1. - >": block openers in front of the text; those beyond the limit are dropped.
    private static ReadOnlySpan<char> AppendMarkers(StringBuilder limited, ReadOnlySpan<char> line)
    {
        var (at, markers, indent) = (0, 0, 0);
        while (at < line.Length)
        {
            var length = MarkerLength(line[at..]);
            if (length > 0)
            {
                if (++markers <= MaxNesting) limited.Append(line.Slice(at, length));
                at += length;
            }
            else if (line[at] is ' ' or '\t')
            {
                if (++indent <= MaxIndent) limited.Append(line[at]);
                at++;
            }
            else
            {
                break;
            }
        }
        return line[at..];
    }

    private static int MarkerLength(ReadOnlySpan<char> text)
    {
        if (text[0] == '>') return 1;
        if (text.Length < 2) return 0;
        if (text[0] is '-' or '*' or '+') return text[1] is ' ' or '\t' ? 2 : 0;
        var digits = 0;
        while (digits < text.Length && digits < 9 && char.IsAsciiDigit(text[digits])) digits++;
        return digits > 0 && digits + 1 < text.Length && text[digits] is '.' or ')' && text[digits + 1] is ' ' or '\t' ? digits + 2 : 0;
    }

    private static void AppendInline(StringBuilder limited, ReadOnlySpan<char> text, ref int openers)
    {
        foreach (var c in text)
            if (c is not ('[' or '*' or '_' or '`' or '<' or '~' or '!' or '|' or '&') || ++openers <= MaxOpeners * Weight(c)) limited.Append(c);
    }

    // Pipes make table cells and underscores sit in names: they may come more often before they are a threat.
    private static int Weight(char c) => c is '|' or '_' ? 10 : c is '*' or '`' or '<' ? 3 : 1;
}
