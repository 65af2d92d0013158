using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace HelpDesk.Handoff.Sla.Terms;

/// <summary>A mapping of a policy file, read key by key; what is wrong goes to one list with its line, and reading goes on.</summary>
internal sealed class YamlKeys(string file, string path, int line, YamlMappingNode node, List<SlaProblem> problems)
{
    public IEnumerable<string> Names => node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    public void Only(params IReadOnlyCollection<string> known)
    {
        foreach (var key in node.Children.Keys.Where(key => key is not YamlScalarNode { Value: { } name } || !known.Contains(name)))
            problems.Add(new(file, (int)key.Start.Line, Full(key.ToString()), "is not a known key", $"Known here: {string.Join(", ", known)}."));
    }

    public bool Has(string key) => Node(key) is not (null or YamlScalarNode { Value: "" or "null" or "~" });

    public bool IsText(string key, string value) => Node(key) is YamlScalarNode text && text.Value == value;

    public void Problem(string key, string problem, string fix) =>
        problems.Add(new(file, LineOf(key), Full(key), problem, fix));

    public string? Text(string key, string fix)
    {
        if (Node(key) is YamlScalarNode { Value: { Length: > 0 } value })
            return value;
        Problem(key, Node(key) is null ? "is missing" : "is no text", fix);
        return null;
    }

    public string? OptionalText(string key, string fix) => Has(key) ? Text(key, fix) : null;

    public int? Number(string key, int from, int to, string fix)
    {
        if (Text(key, fix) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
            return number;
        Problem(key, $"'{text}' is no number from {from} to {to}", fix);
        return null;
    }

    /// <summary>An empty value is an empty mapping.</summary>
    public YamlKeys? Section(string key, string fix)
    {
        switch (Node(key))
        {
            case YamlMappingNode mapping: return new(file, Full(key), LineOf(key), mapping, problems);
            case not null when !Has(key): return new(file, Full(key), LineOf(key), [], problems);
            case null: Problem(key, "is missing", fix); return null;
            default: Problem(key, "is no mapping", fix); return null;
        }
    }

    public YamlKeys? OptionalSection(string key, string fix) => Has(key) ? Section(key, fix) : null;

    /// <summary>A list of texts with their lines; nothing where the key is absent or empty.</summary>
    public IReadOnlyList<(string Text, int Line)> Texts(string key, string fix)
    {
        switch (Node(key))
        {
            case YamlSequenceNode list when list.All(item => item is YamlScalarNode):
                return [.. list.OfType<YamlScalarNode>().Select(item => (item.Value ?? "", (int)item.Start.Line))];
            case not null when Has(key):
                Problem(key, "is no list of texts", fix);
                return [];
            default:
                return [];
        }
    }

    /// <summary>A list whose items are texts or mappings with <paramref name="main"/>; gives that text and its line.</summary>
    public IReadOnlyList<(string Text, int Line)> TextsOrKey(string key, string main, string fix)
    {
        if (Node(key) is not YamlSequenceNode list)
            return Texts(key, fix);
        var found = new List<(string, int)>();
        foreach (var item in list)
        {
            var text = item as YamlScalarNode ?? (item is YamlMappingNode map && map.Children.TryGetValue(main, out var inner) ? inner as YamlScalarNode : null);
            if (text?.Value is { } value)
                found.Add((value, (int)item.Start.Line));
            else
                problems.Add(new(file, (int)item.Start.Line, Full(key), $"an item without '{main}'", fix));
        }

        return found;
    }

    public void ProblemAt(int at, string key, string problem, string fix) => problems.Add(new(file, at, Full(key), problem, fix));

    private string Full(string key) => path.Length == 0 ? key : $"{path}.{key}";

    // A missing key is told at the line of the mapping that should have it.
    private int LineOf(string key) =>
        (int)(node.Children.Keys.OfType<YamlScalarNode>().FirstOrDefault(k => k.Value == key)?.Start.Line ?? line);

    private YamlNode? Node(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
}
