using Markdig;
using Markdig.Syntax;
using Parser = Markdig.Markdown;

namespace HelpDesk.Knowledge.Articles.Markdown;

/// <summary>Article Markdown made safe to show: no HTML, no scripts, only https, mailto and site links, bounded in size and nesting.</summary>
public static class SafeMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <summary>The subset that a card's text block renders: bold, italic, links and lists; everything else becomes words.</summary>
    public static string ToCard(string markdown, LinkPolicy links) => new SafeRenderer(links, plain: false).Render(Parse(markdown));

    /// <summary>Words only: for channels without cards and for the index.</summary>
    public static string ToPlainText(string markdown) => new SafeRenderer(LinkPolicy.Own, plain: true).Render(Parse(markdown));

    internal static MarkdownDocument Parse(string markdown)
    {
        var limited = MarkdownGuard.Limit(LearnSyntax.ToCommonMark(markdown.Length > MarkdownGuard.MaxCharacters ? markdown[..MarkdownGuard.MaxCharacters] : markdown));
        try
        {
            return Parser.Parse(limited, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's own limit of nesting: shown as the text that it is.
            return Parser.Parse("```\n" + limited.Replace("```", "", StringComparison.Ordinal) + "\n```", Pipeline);
        }
    }
}
