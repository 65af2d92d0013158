using System.Globalization;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace HelpDesk.Knowledge.Articles.Markdown;

/// <summary>Writes Markdown blocks as the small safe subset, or as plain words.</summary>
internal sealed class SafeRenderer(LinkPolicy links, bool plain)
{
    private const int MaxDepth = 24;
    private const int MaxRows = 20;
    private const int MaxCell = 200;

    private readonly InlineRenderer _inlines = new(links, plain);

    public string Render(ContainerBlock blocks) => Render((IEnumerable<Block>)blocks);

    public string Render(IEnumerable<Block> blocks) => Blocks(blocks, 0).Trim();

    public string Inline(LeafBlock block) => _inlines.Render(block.Inline).Trim();

    private string Blocks(IEnumerable<Block> blocks, int depth) =>
        depth > MaxDepth ? "" : string.Join("\n\n", blocks.Select(block => One(block, depth)).Where(text => text.Length > 0));

    private string One(Block block, int depth) => block switch
    {
        HeadingBlock heading => Bold(Inline(heading)),
        CodeBlock code => Code(code),
        HtmlBlock html => _inlines.Escape(HtmlText.Strip(html.Lines.ToString())),
        LinkReferenceDefinitionGroup or ThematicBreakBlock => "",
        Table table => Rows(table),
        ListBlock list => List(list, depth),
        LeafBlock leaf => Inline(leaf),
        ContainerBlock container => Blocks(container, depth + 1),
        _ => "",
    };

    private string Bold(string text) => plain || text.Length == 0 ? text : $"**{text.Replace("**", "", StringComparison.Ordinal)}**";

    private string Code(CodeBlock code) => _inlines.Escape(code.Lines.ToString().Trim('\n'));

    private string List(ListBlock list, int depth)
    {
        var number = list.IsOrdered && int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start) ? start : 1;
        var lines = new List<string>();
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var mark = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            var text = Blocks(item, depth + 1).Replace("\n\n", "\n", StringComparison.Ordinal);
            lines.Add(mark + text.Replace("\n", "\n" + new string(' ', mark.Length), StringComparison.Ordinal));
        }
        return string.Join('\n', lines);
    }

    // A table becomes one line a row, each cell with its column's name: readable where no table can be drawn.
    private string Rows(Table table)
    {
        var rows = table.OfType<TableRow>().ToList();
        var names = rows.FirstOrDefault(row => row.IsHeader)?.OfType<TableCell>().Select(Cell).ToList() ?? [];
        var lines = rows.Where(row => !row.IsHeader).Take(plain ? int.MaxValue : MaxRows).Select(row => Row(row, names)).Where(line => line.Length > 0).ToList();
        var left = rows.Count(row => !row.IsHeader) - MaxRows;
        if (!plain && left > 0) lines.Add(string.Create(CultureInfo.InvariantCulture, $"… {left} more rows"));
        return plain && names.Count > 0 && lines.Count == 0 ? string.Join("; ", names) : string.Join('\n', lines);
    }

    private string Row(TableRow row, List<string> names)
    {
        var cells = row.OfType<TableCell>().Select(Cell).Select((text, i) =>
            text.Length == 0 ? "" : i < names.Count && names[i].Length > 0 ? $"{names[i]}: {text}" : text);
        var line = string.Join("; ", cells.Where(cell => cell.Length > 0));
        return line.Length == 0 || plain ? line : "- " + line;
    }

    private string Cell(TableCell cell)
    {
        var text = Blocks(cell, MaxDepth - 2).Replace('\n', ' ');
        return plain || text.Length <= MaxCell ? text : text[..MaxCell] + "…";
    }
}
