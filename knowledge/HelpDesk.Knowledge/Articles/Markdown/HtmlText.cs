using System.Net;
using System.Text;

namespace HelpDesk.Knowledge.Articles.Markdown;

/// <summary>The words of a piece of HTML, without any markup; scripts and styles have none.</summary>
internal static class HtmlText
{
    public static string Strip(string html)
    {
        var text = new StringBuilder(html.Length);
        var rest = html.AsSpan();
        while (rest.Length > 0)
        {
            var open = rest.IndexOf('<');
            text.Append(open < 0 ? rest : rest[..open]);
            if (open < 0) break;
            rest = rest[open..];
            if (Skipped(rest, "script") is var script and > 0) rest = rest[script..];
            else if (Skipped(rest, "style") is var style and > 0) rest = rest[style..];
            else rest = rest[TagLength(rest)..];
            if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
        }
        return WebUtility.HtmlDecode(text.ToString()).Trim();
    }

    private static int TagLength(ReadOnlySpan<char> tag)
    {
        var end = tag.StartsWith("<!--", StringComparison.Ordinal) ? tag.IndexOf("-->", StringComparison.Ordinal) + 2 : tag.IndexOf('>');
        return end <= 1 ? tag.Length : end + 1;
    }

    private static int Skipped(ReadOnlySpan<char> tag, string name)
    {
        if (tag.Length <= name.Length || !tag[1..].StartsWith(name, StringComparison.OrdinalIgnoreCase)) return 0;
        var end = tag.IndexOf("</" + name, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? tag.Length : end + TagLength(tag[end..]);
    }
}
