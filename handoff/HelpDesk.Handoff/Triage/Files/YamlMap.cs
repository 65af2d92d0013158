using HelpDesk.Handoff.Policy;
using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HelpDesk.Handoff.Triage.Files;

/// <summary>
/// One mapping of a file. A wrong value is reported and stood in for by the default, so that one reading finds every error;
/// <see cref="Close"/> reports the keys that nobody asked for.
/// </summary>
internal sealed class YamlMap(string file, string path, YamlMappingNode node, ICollection<PolicyError> errors)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>The file's one document as a mapping; null, and reported, when it is none.</summary>
    public static YamlMap? Read(string file, string text, ICollection<PolicyError> errors)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            errors.Add(new PolicyError(file, (int)e.Start.Line, "file", $"This is not YAML: {e.Message}", "Mind the indentation, and quote texts with a colon in them."));
            return null;
        }
        if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            return new YamlMap(file, "", root, errors);
        errors.Add(new PolicyError(file, 1, "file", "One mapping of keys to values is expected.", "Begin with 'version: 1'."));
        return null;
    }

    public string Text(string key) => Scalar(key) is { Length: > 0 } text ? text : Missing(key);

    public string? TextOrNull(string key) => Scalar(key);

    public ImmutableArray<string> Texts(string key) => Find(key) switch
    {
        null => [],
        YamlSequenceNode list when list.All(i => i is YamlScalarNode) => [.. list.Select(i => ((YamlScalarNode)i).Value ?? "")],
        var other => Wrong<ImmutableArray<string>>(key, other, "A list of texts is expected.", $"Write '{key}: [one, another]'.", []),
    };

    public T Parsed<T>(string key, T otherwise, Func<string, T?> parse, string expected) where T : struct =>
        ParsedOrNull(key, parse, expected) ?? otherwise;

    public T? ParsedOrNull<T>(string key, Func<string, T?> parse, string expected) where T : struct
    {
        if (Find(key) is not { } found)
            return null;
        return found is YamlScalarNode { Value: { } text } && parse(text) is { } value ? value : Wrong<T?>(key, found, $"'{found}' is not {expected}.", $"Write {expected}.", null);
    }

    public int Number(string key, int otherwise, int from, int to) =>
        Parsed(key, otherwise, t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= from && n <= to ? n : (int?)null, $"a whole number from {from} to {to}");


    public YamlMap? Map(string key) => Find(key) switch
    {
        null => null,
        YamlMappingNode map => new YamlMap(file, PathOf(key), map, errors),
        var other => Wrong<YamlMap?>(key, other, "Keys and values are expected.", "Indent them below it.", null),
    };

    public IEnumerable<YamlMap> Maps(string key) => Find(key) switch
    {
        null => [],
        YamlSequenceNode list when list.All(i => i is YamlMappingNode) =>
            [.. list.Select((item, i) => new YamlMap(file, $"{PathOf(key)}[{i + 1}]", (YamlMappingNode)item, errors))],
        var other => Wrong<YamlMap[]>(key, other, "A list of entries is expected.", "Begin each with '- '.", []),
    };

    public void Report(string key, string problem, string fix) => Wrong<object?>(key, Find(key) ?? node, problem, fix, null);

    /// <summary>Reports keys that were never asked for.</summary>
    public void Close()
    {
        foreach (var (key, _) in node)
            if (key is YamlScalarNode { Value: { } name } && !_asked.Contains(name))
                errors.Add(new PolicyError(file, (int)key.Start.Line, PathOf(name), "This key is not known.", $"Known: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}."));
    }

    private string? Scalar(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode scalar => scalar.Value,
        var other => Wrong<string?>(key, other, "A text is expected.", "Write it on one line.", null),
    };

    private string Missing(string key)
    {
        Report(key, "This is missing.", $"Add '{key}: ...'.");
        return "";
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;
    }

    private T Wrong<T>(string key, YamlNode at, string problem, string fix, T standIn)
    {
        errors.Add(new PolicyError(file, (int)at.Start.Line, PathOf(key), problem, fix));
        return standIn;
    }

    private string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";
}
