using System.Globalization;
using HelpDesk.Handoff.Tickets;
using NodaTime;
using YamlDotNet.RepresentationModel;

namespace HelpDesk.Handoff.Policy.Reading;

/// <summary>
/// One mapping of a policy file. Each question reports what is wrong with the answer and goes on with a stand-in, so that one reading finds
/// every error; a key that nobody asked for is unknown, and <see cref="Done"/> says so.
/// </summary>
internal sealed class MapReader(Findings findings, string file, string path, YamlMappingNode node)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public string File => file;
    public int Line => LineOf(node);

    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? "");

    public bool Has(string key) => Find(key) is not null;

    /// <summary>The text of a key that must be there; empty, and reported, where it is not.</summary>
    public string Text(string key, string example = "some text")
    {
        if (Find(key) is null)
        {
            Wrong(Line, key, "This is missing.", $"Add '{key}: {example}'.");
            return "";
        }
        return TextOr(key, "");
    }

    public string? TextOrNull(string key) => Has(key) ? TextOr(key, "") : null;

    private string TextOr(string key, string otherwise)
    {
        if (Find(key) is not { } found) return otherwise;
        if (found is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value)) return value.Trim();
        Wrong(LineOf(found), key, "A text is expected here.", $"Write '{key}: some text'.");
        return otherwise;
    }

    public bool IsMap(string key) => Find(key) is YamlMappingNode;

    public Sequence<string> Texts(string key, bool required = false)
    {
        if (Find(key) is not { } found)
        {
            if (required) Wrong(Line, key, "This is missing.", $"Add '{key}: [one, another]'.");
            return [];
        }
        if (found is YamlSequenceNode list && list.All(i => i is YamlScalarNode { Value.Length: > 0 }))
            return [.. list.Select(i => ((YamlScalarNode)i).Value!.Trim())];
        Wrong(LineOf(found), key, "A list of texts is expected here.", $"Write '{key}: [one, another]'.");
        return [];
    }

    public int Number(string key, int from, int to, int otherwise)
    {
        if (Find(key) is not { } found) return otherwise;
        if (int.TryParse((found as YamlScalarNode)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
            return number;
        Wrong(LineOf(found), key, $"{Shown(found)} is not a whole number from {from} to {to}.", $"Write a number from {from} to {to}.");
        return otherwise;
    }

    public bool Flag(string key, bool otherwise)
    {
        if (Find(key) is not { } found) return otherwise;
        if (found is YamlScalarNode { Value: "true" }) return true;
        if (found is YamlScalarNode { Value: "false" }) return false;
        Wrong(LineOf(found), key, $"{Shown(found)} is neither true nor false.", "Write true or false.");
        return otherwise;
    }

    public Duration Span(string key, Duration otherwise) => SpanOrNull(key) ?? otherwise;

    public Duration? SpanOrNull(string key)
    {
        if (Find(key) is not { } found) return null;
        if (found is YamlScalarNode { Value: { } text } && Spans.TryRead(text, out var span)) return span;
        Wrong(LineOf(found), key, $"{Shown(found)} is not a length of time.", Spans.Example);
        return null;
    }

    /// <summary>One of a closed set of words; <paramref name="otherwise"/> where the key is absent, required where that is null.</summary>
    public T One<T>(string key, IReadOnlyDictionary<string, T> words, T? otherwise = null) where T : struct
    {
        if (Find(key) is not { } found)
        {
            if (otherwise is null) Wrong(Line, key, "This is missing.", $"Add '{key}', one of: {string.Join(", ", words.Keys)}.");
            return otherwise ?? default;
        }
        if (found is YamlScalarNode { Value: { } value } && words.TryGetValue(value, out var meant)) return meant;
        Wrong(LineOf(found), key, $"{Shown(found)} is not one of: {string.Join(", ", words.Keys)}.", Findings.Suggest((found as YamlScalarNode)?.Value ?? "", [.. words.Keys]));
        return otherwise ?? default;
    }

    public DateTimeZone Zone(string key)
    {
        var name = Text(key, "Europe/Berlin");
        if (name.Length == 0) return DateTimeZone.Utc;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } zone) return zone;
        Wrong(LineAt(key), key, $"There is no time zone '{name}'.", Findings.Suggest(name, DateTimeZoneProviders.Tzdb.Ids));
        return DateTimeZone.Utc;
    }

    /// <summary>Defines a name that others may refer to.</summary>
    public string Id(string key, string kind)
    {
        var id = Text(key, "my-id");
        if (id.Length == 0) return id;
        if (!id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            Wrong(LineAt(key), key, $"'{id}' is not an id.", "Use letters, digits and hyphens, such as 'service-desk'.");
        findings.Define(kind, id, file, LineAt(key), PathOf(key));
        return id;
    }

    /// <summary>A name that must be defined somewhere, which is checked when all files are read.</summary>
    public string Reference(string key, string kind)
    {
        var name = Text(key, $"a {kind}");
        if (name.Length > 0) findings.Refer(kind, name, file, LineAt(key), PathOf(key));
        return name;
    }

    /// <summary>The key itself is such a name.</summary>
    public void Refer(string key, string kind) => findings.Refer(kind, key, file, LineAt(key), PathOf(key));

    public string? ReferenceOrNull(string key, string kind) => Has(key) ? Reference(key, kind) : null;

    public Sequence<string> References(string key, string kind)
    {
        var names = Texts(key);
        foreach (var name in names)
            findings.Refer(kind, name, file, LineAt(key), PathOf(key));
        return names;
    }

    public MapReader? Map(string key, bool required = false)
    {
        if (Find(key) is not { } found)
        {
            if (required) Wrong(Line, key, "This is missing.", $"Add '{key}:' with its settings below it.");
            return null;
        }
        return AsMap(found, key);
    }

    public IReadOnlyList<MapReader> Maps(string key, bool required = false)
    {
        if (Find(key) is not { } found)
        {
            if (required) Wrong(Line, key, "This list is missing.", $"Add '{key}:' with one '- …' for each.");
            return [];
        }
        if (found is YamlSequenceNode list)
            return [.. list.Select((item, i) => AsMap(item, $"{key}[{i + 1}]")).OfType<MapReader>()];
        Wrong(LineOf(found), key, "A list is expected here.", $"Write '{key}:' and below it one '- …' for each.");
        return [];
    }

    private MapReader? AsMap(YamlNode found, string key)
    {
        if (found is YamlMappingNode map) return new(findings, file, PathOf(key), map);
        Wrong(LineOf(found), key, "Settings (key: value) are expected here.", "Write one 'key: value' per line below it.");
        return null;
    }

    public void Wrong(string key, string problem, string fix) => Wrong(LineAt(key), key, problem, fix);

    public void Odd(string key, string problem, string fix) => findings.Warn(file, LineAt(key), PathOf(key), problem, fix);

    /// <summary>Reports every key that nothing has asked for, with the known key that was probably meant.</summary>
    public void Done()
    {
        foreach (var key in node.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!_asked.Contains(name))
                Wrong(LineOf(key), name, $"There is no setting '{name}' here.", Findings.Suggest(name, _asked));
        }
    }

    private void Wrong(int line, string key, string problem, string fix) => findings.Report(file, line, PathOf(key), problem, fix);

    /// <summary>An empty value (<c>key:</c>) counts as absent: people leave keys to be filled in later.</summary>
    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var found) && found is not YamlScalarNode { Value: "" or "~" or "null", Style: YamlDotNet.Core.ScalarStyle.Plain } ? found : null;
    }

    private int LineAt(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? LineOf(found) : Line;

    private string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string Shown(YamlNode found) => found is YamlScalarNode scalar ? $"'{scalar.Value}'" : "That";

    private static int LineOf(YamlNode found) => (int)found.Start.Line;
}
