using HelpDesk.Knowledge.Search.Analysis;
using YamlDotNet.RepresentationModel;

namespace HelpDesk.Knowledge.Search;

/// <summary>Groups of words that mean the same to a help desk. A phrase stands for its words in this order.</summary>
public sealed class Synonyms
{
    private readonly Dictionary<string, List<Entry>> _byFirst = new(StringComparer.Ordinal);

    private sealed record Entry(string[] Phrase, string[] Words);

    public static readonly Synonyms None = new([]);

    /// <summary>The list that comes with the product, <c>knowledge/synonyms.yaml</c>.</summary>
    public static readonly Synonyms Default = Embedded();

    /// <param name="groups">Each a list of words or phrases that mean the same.</param>
    public Synonyms(IEnumerable<IReadOnlyList<string>> groups)
    {
        var analyzer = new Analyzer(Languages.English);
        foreach (var group in groups.Select(members => members.Select(member => Terms(analyzer, member)).Where(terms => terms.Length > 0).ToList()))
            foreach (var phrase in group) Add(phrase, group);
    }

    /// <summary>Reads a list as authors write it: a key <c>groups</c> with a list of lists, or only the list of lists.</summary>
    public static Synonyms Parse(TextReader yaml)
    {
        var stream = new YamlStream();
        stream.Load(yaml);
        var root = stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
        if (root is YamlMappingNode map && map.Children.TryGetValue("groups", out var groups)) root = groups;
        return root is YamlSequenceNode list
            ? new Synonyms(list.OfType<YamlSequenceNode>().Select(group => (IReadOnlyList<string>)[.. group.Select(member => member.ToString())]))
            : None;
    }

    /// <summary>Adds words that mean what the question's terms from <paramref name="at"/> on say.</summary>
    public void Find(IReadOnlyList<string> terms, int at, ICollection<string> alike)
    {
        if (!_byFirst.TryGetValue(terms[at], out var entries)) return;
        foreach (var entry in entries)
            if (Matches(entry.Phrase, terms, at))
                foreach (var word in entry.Words) alike.Add(word);
    }

    private static bool Matches(string[] phrase, IReadOnlyList<string> terms, int at)
    {
        if (at + phrase.Length > terms.Count) return false;
        for (var i = 0; i < phrase.Length; i++)
            if (phrase[i] != terms[at + i]) return false;
        return true;
    }

    private void Add(string[] phrase, List<string[]> group)
    {
        // Only single words can stand in for a word of the question.
        var words = group.Where(other => other.Length == 1 && !other.SequenceEqual(phrase, StringComparer.Ordinal)).Select(other => other[0]).Distinct(StringComparer.Ordinal).ToArray();
        if (words.Length == 0) return;
        if (!_byFirst.TryGetValue(phrase[0], out var entries)) _byFirst.Add(phrase[0], entries = []);
        entries.Add(new Entry(phrase, words));
    }

    private static Synonyms Embedded()
    {
        using var stream = typeof(Synonyms).Assembly.GetManifestResourceStream("synonyms.yaml") ?? throw new InvalidOperationException("synonyms.yaml is not embedded.");
        using var reader = new StreamReader(stream);
        return Parse(reader);
    }

    private static string[] Terms(Analyzer analyzer, string phrase)
    {
        var words = new WordList();
        analyzer.Analyze(phrase, 0, words);
        return [.. words.Where(word => !word.IsExtra).Select(word => word.Word.Term)];
    }
}
