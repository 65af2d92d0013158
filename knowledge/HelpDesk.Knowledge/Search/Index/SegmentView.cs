using HelpDesk.Knowledge.Articles;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>A segment with the documents that were removed from it since; a removal makes a new view.</summary>
internal sealed class SegmentView
{
    private readonly ulong[]? _removed;

    public SegmentView(Segment segment) : this(segment, null, segment.Count, Sum(segment)) { }

    private SegmentView(Segment segment, ulong[]? removed, int alive, long[] words) => (Segment, _removed, Alive, Words) = (segment, removed, alive, words);

    public Segment Segment { get; }

    public int Alive { get; }

    /// <summary>Words of the documents alive, by field.</summary>
    public long[] Words { get; }

    public bool IsAlive(int document) => _removed is null || (_removed[document >> 6] & 1UL << document) == 0;

    /// <summary>Without these articles; itself where it has none of them.</summary>
    public SegmentView Without(IEnumerable<ArticleId> gone)
    {
        ulong[]? removed = null;
        var (alive, words) = (Alive, (long[])Words.Clone());
        foreach (var id in gone)
        {
            if (!Segment.Numbers.TryGetValue(id, out var document) || !IsAlive(document)) continue;
            removed ??= _removed is null ? new ulong[(Segment.Count + 63) / 64] : (ulong[])_removed.Clone();
            removed[document >> 6] |= 1UL << document;
            alive--;
            for (var field = 0; field < words.Length; field++) words[field] -= Segment.Length(document, field);
        }
        return removed is null ? this : new SegmentView(Segment, removed, alive, words);
    }

    public TermStatistics Statistics(string term)
    {
        if (!Segment.Terms.TryGetValue(term, out var id)) return default;
        var documents = Segment.DocumentsOf(id);
        if (_removed is null) return new TermStatistics(documents.Length, Segment.Titles[id]);
        var alive = 0;
        foreach (var document in documents)
            if (IsAlive(document)) alive++;
        return new TermStatistics(alive, Math.Min(alive, Segment.Titles[id]));
    }

    private static long[] Sum(Segment segment)
    {
        var words = new long[Bm25F.Fields];
        for (var i = 0; i < segment.Lengths.Length; i++) words[i % Bm25F.Fields] += segment.Lengths[i];
        return words;
    }
}
