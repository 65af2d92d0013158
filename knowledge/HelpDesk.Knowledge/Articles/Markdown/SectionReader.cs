using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HelpDesk.Knowledge.Articles.Markdown;

/// <summary>Cuts a document at its headings and finds each section's lead, steps and picture.</summary>
internal sealed class SectionReader(LinkPolicy links, SafeRenderer plain)
{
    private readonly SafeRenderer _card = new(links, plain: false);

    public IReadOnlyList<Section> Read(MarkdownDocument document)
    {
        var sections = new List<Section>();
        var parents = new List<(int Level, string Text)>();
        HeadingBlock? heading = null;
        var blocks = new List<Block>();
        foreach (var block in document)
        {
            if (block is not HeadingBlock next)
            {
                blocks.Add(block);
                continue;
            }
            Close();
            heading = next;
            blocks = [];
        }
        Close();
        return sections;

        void Close()
        {
            var name = heading is null ? "" : plain.Inline(heading);
            if (heading is not null) parents.RemoveAll(parent => parent.Level >= heading.Level);
            if (heading is not null || blocks.Count > 0)
                sections.Add(Make(name, heading?.Level ?? 0, [.. parents.Select(parent => parent.Text)], 1 + (heading?.Line ?? 0), blocks));
            if (heading is not null) parents.Add((heading.Level, name));
        }
    }

    private Section Make(string heading, int level, IReadOnlyList<string> parents, int line, List<Block> blocks)
    {
        var firstList = blocks.FindIndex(IsSteps);
        var lead = firstList < 0 ? blocks : blocks[..firstList];
        var image = blocks.SelectMany(Links).FirstOrDefault(link => link.IsImage && links.TryImage(link.Url, out _));
        string? url = null;
        if (image is not null && links.TryImage(image.Url, out var safe)) url = safe;
        return new Section(heading, level, parents, line, _card.Render(lead), Steps(blocks), url, image is null ? null : Alt(image), plain.Render(blocks));
    }

    private static bool IsSteps(Block block) => block is ListBlock { IsOrdered: true };

    // Notes and code between two numbered lists belong to the step above them: authors forget to indent them.
    private List<string> Steps(List<Block> blocks)
    {
        var steps = new List<string>();
        var (first, last) = (blocks.FindIndex(IsSteps), blocks.FindLastIndex(IsSteps));
        for (var i = first; i >= 0 && i <= last; i++)
        {
            if (IsSteps(blocks[i])) steps.AddRange(((ListBlock)blocks[i]).OfType<ListItemBlock>().Select(item => _card.Render((ContainerBlock)item)).Where(text => text.Length > 0));
            else if (steps.Count > 0 && _card.Render([blocks[i]]) is { Length: > 0 } note) steps[^1] += "\n\n" + note;
        }
        return steps;
    }

    private static IEnumerable<LinkInline> Links(Block block) =>
        block is LeafBlock leaf ? leaf.Inline?.Descendants<LinkInline>() ?? [] : block.Descendants<LinkInline>();

    private static string? Alt(LinkInline image) =>
        image.Descendants<LiteralInline>().Select(literal => literal.Content.ToString()).FirstOrDefault(text => text.Length > 0);
}
