using HelpDesk.Knowledge.Search.Analysis;
using YamlDotNet.RepresentationModel;

namespace HelpDesk.Knowledge.Search;

/// <summary>Groups of words that mean the same to a help desk. A phrase stands for its words in this order.</summary>
public sealed class Synonyms
{
    private readonly Dictionary<string, List<(string[] Phrase, string[] Words)>> _byFirst = new(StringComparer.Ordinal);

    public static readonly Synonyms None = new([]);

    /// <summary>The list that comes with the product, <c>knowledge/synonyms.yaml</c>.</summary>
    public static readonly Synonyms Default = Load();

    /// <param name="groups">Each a list of words or phrases that mean the same.</param>
    public Synonyms(IEnumerable<IReadOnlyList<string>> groups)
    {
        foreach (var group in groups.Select(members => members.Select(Terms).Where(terms => terms.Length > 0).ToList()))
        {
            foreach (var phrase in group)
            {
                // Only single words can stand in for a word of the question.
                var words = group.Where(other => other.Length == 1 && !other.SequenceEqual(phrase, StringComparer.Ordinal)).Select(other => other[0]).Distinct(StringComparer.Ordinal).ToArray();
                if (!_byFirst.TryGetValue(phrase[0], out var list)) _byFirst.Add(phrase[0], list = []);
                if (words.Length > 0) list.Add((phrase, words));
            }
        }
    }

    /// <summary>Words that mean what the question's terms from <paramref name="at"/> on say.</summary>
    public IEnumerable<string> For(IReadOnlyList<string> terms, int at) =>
        _byFirst.TryGetValue(terms[at], out var list)
            ? list.Where(entry => at + entry.Phrase.Length <= terms.Count && entry.Phrase.SequenceEqual(terms.Skip(at).Take(entry.Phrase.Length), StringComparer.Ordinal)).SelectMany(entry => entry.Words)
            : [];

    private static Synonyms Load()
    {
        using var stream = typeof(Synonyms).Assembly.GetManifestResourceStream("synonyms.yaml") ?? throw new InvalidOperationException("synonyms.yaml is not embedded.");
        using var reader = new StreamReader(stream);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return new Synonyms(((YamlSequenceNode)yaml.Documents[0].RootNode).Cast<YamlSequenceNode>().Select(group => (IReadOnlyList<string>)[.. group.Select(member => member.ToString())]));
    }

    private static string[] Terms(string phrase)
    {
        var terms = new List<string>();
        new Analyzer("en").Analyze(phrase, 0, (_, term, _, extra) =>
        {
            if (!extra) terms.Add(term.ToString());
        });
        return [.. terms];
    }
}
