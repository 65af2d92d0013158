using Markdig.Syntax;

namespace HelpDesk.Knowledge.Articles.Markdown;

/// <summary>An article's text as sections, in order, the text before the first heading first.</summary>
/// <param name="PlainText">All words of the body, bounded; what the index reads.</param>
public sealed record ArticleBody(IReadOnlyList<Section> Sections, string PlainText)
{
    public static ArticleBody Parse(string body, LinkPolicy links)
    {
        var document = SafeMarkdown.Parse(body);
        var plain = new SafeRenderer(links, plain: true);
        return new ArticleBody(new SectionReader(links, plain).Read(document), plain.Render(document));
    }

    /// <summary>The first heading of the first level, or null.</summary>
    public static string? FirstHeading(string body)
    {
        var heading = SafeMarkdown.Parse(body).OfType<HeadingBlock>().FirstOrDefault(h => h.Level == 1);
        var text = heading is null ? "" : new SafeRenderer(LinkPolicy.Own, plain: true).Inline(heading);
        return text.Length == 0 ? null : text;
    }
}

/// <summary>The part of an article below one heading, up to the next heading of any level.</summary>
/// <param name="Heading">Plain text; empty before the first heading.</param>
/// <param name="Level">1 to 6, 0 before the first heading.</param>
/// <param name="Parents">Headings that this one stands under, outermost first.</param>
/// <param name="Line">The heading's line in the body, from 1.</param>
/// <param name="Lead">Card Markdown before the steps; all of the section where it has no steps.</param>
/// <param name="Steps">Numbered steps as card Markdown, with what is nested in them.</param>
/// <param name="Text">All words of the section, its heading aside.</param>
public sealed record Section(
    string Heading, int Level, IReadOnlyList<string> Parents, int Line, string Lead, IReadOnlyList<string> Steps, string? Image, string? ImageAlt, string Text);
