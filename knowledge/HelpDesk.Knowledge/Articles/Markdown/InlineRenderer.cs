using System.Text;
using Markdig.Syntax.Inlines;

namespace HelpDesk.Knowledge.Articles.Markdown;

/// <summary>Writes the inside of a paragraph: words, bold, italic and allowed links; all other markup is dropped or escaped.</summary>
internal sealed class InlineRenderer(LinkPolicy links, bool plain)
{
    private const int MaxDepth = 24;

    public string Render(ContainerInline? inline)
    {
        var text = new StringBuilder();
        if (inline is not null) Append(text, inline, 0);
        return text.ToString();
    }

    /// <summary>Text that a Markdown renderer shows as it is.</summary>
    public string Escape(string text)
    {
        if (plain) return text;
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            // An underscore inside of a word, as in a file's name, is no markup.
            var inWord = i > 0 && i + 1 < text.Length && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1]);
            if (text[i] is '*' or '[' or ']' or '<' or '`' || text[i] == '_' && !inWord || text[i] == '\\' && i + 1 < text.Length && char.IsPunctuation(text[i + 1]))
                escaped.Append('\\');
            escaped.Append(text[i]);
        }
        return escaped.ToString();
    }

    private void Append(StringBuilder text, ContainerInline container, int depth)
    {
        if (depth > MaxDepth) return;
        foreach (var inline in container) AppendOne(text, inline, depth);
    }

    private void AppendOne(StringBuilder text, Inline inline, int depth)
    {
        switch (inline)
        {
            case LiteralInline literal: text.Append(Escape(literal.Content.ToString())); break;
            case CodeInline code: AppendMarked(text, "**", Escape(code.Content)); break;
            case LineBreakInline broken: text.Append(broken.IsHard ? '\n' : ' '); break;
            case HtmlEntityInline entity: text.Append(Escape(entity.Transcoded.ToString())); break;
            case HtmlInline html: if (IsBreak(html.Tag)) text.Append('\n'); break;
            case AutolinkInline auto: AppendLink(text, auto.IsEmail ? "mailto:" + auto.Url : auto.Url, Escape(auto.Url)); break;
            // Pictures have their own place on a card.
            case LinkInline { IsImage: true }: break;
            case LinkInline link: AppendLink(text, link.GetDynamicUrl?.Invoke() ?? link.Url, Inner(link, depth)); break;
            case EmphasisInline { DelimiterChar: '*' or '_' } emphasis: AppendMarked(text, emphasis.DelimiterCount >= 2 ? "**" : "_", Inner(emphasis, depth)); break;
            case ContainerInline container: Append(text, container, depth + 1); break;
            default: break;
        }
    }

    private string Inner(ContainerInline container, int depth)
    {
        var inner = new StringBuilder();
        Append(inner, container, depth + 1);
        return inner.ToString();
    }

    private void AppendMarked(StringBuilder text, string mark, string inner)
    {
        var bare = inner.Trim();
        if (plain || bare.Length == 0 || bare.Contains(mark, StringComparison.Ordinal)) text.Append(inner);
        else text.Append(mark).Append(bare).Append(mark);
    }

    private void AppendLink(StringBuilder text, string? url, string label)
    {
        if (!plain && label.Trim() is { Length: > 0 } shown && links.TryLink(url, out var safe)) text.Append('[').Append(shown).Append("](").Append(safe).Append(')');
        else text.Append(label);
    }

    private static bool IsBreak(string tag) => tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("</p", StringComparison.OrdinalIgnoreCase);
}
