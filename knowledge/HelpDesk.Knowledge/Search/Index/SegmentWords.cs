using System.Numerics;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>Words as written and the number of the term that each is indexed as, while a segment is built.</summary>
internal sealed class WordLog
{
    private readonly HashSet<(string, int)> _seen = [];

    public List<(string Surface, int Term)> Words { get; } = [];

    public void Add(string surface, int term)
    {
        if (term >= 0 && _seen.Add((surface, term))) Words.Add((surface, term));
    }
}

/// <summary>
/// The words of a segment by length, with a set of letters each: two words that differ by an edit differ by at most two letters of the set, so
/// that nearly all others are ruled out by one comparison of bits.
/// </summary>
internal sealed class SegmentWords
{
    public const int Longest = 32;
    private const int Shortest = 2;

    private readonly int[] _lengthStarts = new int[Longest + 2];
    private int[] _letters = [];
    private int[] _terms = [];
    private string[] _surfaces = [];

    public static SegmentWords Freeze(WordLog log)
    {
        var words = log.Words.Where(word => word.Surface.Length is >= Shortest and <= Longest && word.Surface.All(char.IsLetter)).OrderBy(word => word.Surface.Length).ToArray();
        var frozen = new SegmentWords
        {
            _surfaces = [.. words.Select(word => word.Surface)],
            _terms = [.. words.Select(word => word.Term)],
            _letters = [.. words.Select(word => Letters(word.Surface))],
        };
        foreach (var (surface, _) in words) frozen._lengthStarts[surface.Length + 1]++;
        for (var length = 1; length < frozen._lengthStarts.Length; length++) frozen._lengthStarts[length] += frozen._lengthStarts[length - 1];
        return frozen;
    }

    public void CopyTo(WordLog log, int[] numbers)
    {
        for (var i = 0; i < _surfaces.Length; i++) log.Add(_surfaces[i], numbers[_terms[i]]);
    }

    /// <summary>Calls back with every word at most <paramref name="maxEdits"/> away: word, term, edits.</summary>
    public void Near(string word, int maxEdits, Action<string, int, int> found)
    {
        var letters = Letters(word);
        var (from, to) = (Math.Max(word.Length - maxEdits, Shortest), Math.Min(word.Length + maxEdits, Longest));
        if (from > to) return;
        for (var i = _lengthStarts[from]; i < _lengthStarts[to + 1]; i++)
        {
            if (BitOperations.PopCount((uint)(_letters[i] ^ letters)) > 2 * maxEdits) continue;
            var edits = Spelling.Distance(word, _surfaces[i], maxEdits);
            if (edits <= maxEdits) found(_surfaces[i], _terms[i], edits);
        }
    }

    private static int Letters(string word)
    {
        var letters = 0;
        foreach (var c in word) letters |= 1 << (c & 31);
        return letters;
    }
}
