using HelpDesk.Knowledge.Search.Analysis;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Knowledge.Search;

/// <summary>The words of a question, with what its neighbours make of each. Kept by a thread from question to question.</summary>
internal sealed class QuestionWords
{
    private const int Remembered = 4_096;

    private readonly Dictionary<string, Analyzer> _analyzers = new(StringComparer.Ordinal);
    private readonly WordList _all = [];
    private readonly List<PlacedWord> _words = [];
    private readonly List<string> _terms = [];
    private readonly List<string> _found = [];
    private readonly Dictionary<string, IReadOnlyList<NearWord>> _near = new(StringComparer.Ordinal);

    /// <summary>Where the variants of one word are gathered.</summary>
    public List<TermVariant> Variants { get; } = [];

    public string Language { get; private set; } = Languages.English;

    public int Count => _words.Count;

    public PlacedWord this[int at] => _words[at];

    public void Read(ReadOnlySpan<char> question, string language, IIndexSnapshot index)
    {
        Language = language;
        _all.Clear();
        _words.Clear();
        _terms.Clear();
        _near.Clear();
        Analyzer(language).Analyze(question, 0, _all);
        foreach (var word in _all)
        {
            // A whole path or version is a word of its own; folded and joined forms stand for the word at their position.
            if (!word.IsExtra) AddWord(word, index);
            else if (!_words.Exists(other => other.Position == word.Position)) _words.Add(word);
        }
        foreach (var word in _words) _terms.Add(word.Word.Term);
    }

    /// <summary>What a word is in another language.</summary>
    public Word In(string language, string surface) => Analyzer(language).Find(surface);

    /// <summary>Whether the word was not said before.</summary>
    public bool IsFirst(int at) => _terms.IndexOf(_terms[at]) == at;

    /// <summary>Further forms of a word: joined, a whole path, without accents. Like the next two, good until one of them is asked again.</summary>
    public List<string> Extras(int at)
    {
        _found.Clear();
        foreach (var word in _all)
            if (word.IsExtra && word.Position == _words[at].Position) _found.Add(word.Word.Term);
        return _found;
    }

    /// <summary>The word written together with the one before or behind it.</summary>
    public List<string> Joined(int at)
    {
        _found.Clear();
        if (at > 0) Join(at - 1);
        if (at + 1 < Count) Join(at);
        return _found;
    }

    public List<string> Alike(int at, Synonyms synonyms)
    {
        _found.Clear();
        synonyms.Find(_terms, at, _found);
        return _found;
    }

    /// <summary>What a word that no article has may mean.</summary>
    public IReadOnlyList<NearWord> Near(string surface, IIndexSnapshot index)
    {
        if (!_near.TryGetValue(surface, out var near)) _near.Add(surface, near = Spelling.Suggest(index, surface));
        return near;
    }

    private void Join(int first)
    {
        var (a, b) = (_words[first], _words[first + 1]);
        if (b.Position - a.Position != 1) return;
        Span<char> joined = stackalloc char[a.Word.Surface.Length + b.Word.Surface.Length];
        a.Word.Surface.CopyTo(joined);
        b.Word.Surface.CopyTo(joined[a.Word.Surface.Length..]);
        _found.Add(Analyzer(Language).Find(joined).Term);
    }

    // Two words typed as one are two words, where the articles have both and not the one.
    private void AddWord(PlacedWord word, IIndexSnapshot index)
    {
        var cut = index.Statistics(word.Word.Term).Articles > 0 || Near(word.Word.Surface, index).Count > 0
            ? 0
            : Spelling.Split(word.Word.Surface, half => index.Statistics(Analyzer(Language).Find(half).Term).Articles);
        if (cut == 0)
        {
            _words.Add(word);
            return;
        }
        _words.Add(word with { Word = Analyzer(Language).Find(word.Word.Surface.AsSpan(0, cut)) });
        _words.Add(word with { Word = Analyzer(Language).Find(word.Word.Surface.AsSpan(cut)) });
    }

    private Analyzer Analyzer(string language)
    {
        if (!_analyzers.TryGetValue(language, out var analyzer)) _analyzers.Add(language, analyzer = new Analyzer(language, Remembered));
        return analyzer;
    }
}
