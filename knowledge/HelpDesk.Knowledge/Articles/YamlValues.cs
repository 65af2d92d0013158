using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HelpDesk.Knowledge.Articles;

/// <summary>Reads one field's YAML by its events, so that nothing is ever built up from anchors or deep nesting.</summary>
internal static class YamlValues
{
    private const int MaxDepth = 16;
    private const int MaxEvents = 5_000;

    private enum Danger { None, Anchor, Depth, Size }

    /// <summary>False, with an error, for anchors, aliases and absurd depth or size; YAML that does not parse is read loosely.</summary>
    public static bool TryParse(string path, int line, string key, string raw, List<Problem> problems, out IReadOnlyList<string> values)
    {
        values = [];
        try
        {
            var danger = Read(Tidy(raw), out values);
            if (danger == Danger.None) return true;
            problems.Add(new Problem(path, line, ProblemLevel.Error, $"The field '{key}' {Describe(danger)}.", "Write the value out plainly."));
            return false;
        }
        catch (YamlException sloppy)
        {
            problems.Add(new Problem(path, line, ProblemLevel.Warning, $"The field '{key}' is not valid YAML ({FirstLine(sloppy.Message)}); it was read as plain text.", "Put the value in double quotes."));
            values = Loose(raw);
            return true;
        }
    }

    // YAML forbids tabs for indentation, editors put them there all the same.
    private static string Tidy(string raw) => "v:" + Spaced(raw).Replace("\t", "  ", StringComparison.Ordinal);

    private static string Spaced(string raw) => raw.Length > 0 && !char.IsWhiteSpace(raw[0]) ? " " + raw : raw;

    private static Danger Read(string yaml, out IReadOnlyList<string> values)
    {
        var found = new List<string>();
        values = found;
        var parser = new Parser(new StringReader(yaml));
        var (depth, mappings, events, scalars) = (0, 0, 0, 0);
        while (parser.MoveNext())
        {
            if (++events > MaxEvents) return Danger.Size;
            switch (parser.Current)
            {
                case AnchorAlias: return Danger.Anchor;
                case NodeEvent { Anchor.IsEmpty: false }: return Danger.Anchor;
                case MappingStart: depth++; mappings++; break;
                case SequenceStart: depth++; break;
                case MappingEnd: depth--; mappings--; break;
                case SequenceEnd: depth--; break;
                // The first scalar is our own key; scalars of inner mappings are structure, not values.
                case Scalar scalar when scalars++ > 0 && mappings == 1 && scalar.Value.Length > 0 && !IsNull(scalar): found.Add(scalar.Value); break;
            }
            if (depth > MaxDepth) return Danger.Depth;
        }
        return Danger.None;
    }

    private static bool IsNull(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null";

    private static string Describe(Danger danger) => danger switch
    {
        Danger.Anchor => "uses a YAML anchor or alias, which is refused",
        Danger.Depth => $"is nested deeper than {MaxDepth} levels",
        _ => "has too many values",
    };

    private static string FirstLine(string message) => message.Split('\n')[0].Trim().TrimEnd('.');

    private static List<string> Loose(string raw) => [.. raw.Split('\n')
        .Select(line => line.Trim().TrimStart('-').Trim().Trim('"', '\'').Trim())
        .Where(line => line.Length > 0 && line[0] != '#')];
}
