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

    public bool HasRemoved => _removed is not null;

    public bool IsAlive(int document) => _removed is null || (_removed[document >> 6] & 1UL << document) == 0;

    /// <summary>The number of an article alive here, or -1.</summary>
    public int Find(ArticleId id) => Segment.Numbers.TryGetValue(id, out var document) && IsAlive(document) ? document : -1;

    public SegmentView Without(int document)
    {
        if (!IsAlive(document)) return this;
        var removed = _removed is null ? new ulong[(Segment.Count + 63) / 64] : (ulong[])_removed.Clone();
        removed[document >> 6] |= 1UL << document;
        return new SegmentView(Segment, removed, Alive - 1, [.. Words.Select((words, field) => words - Segment.Length(document, field))]);
    }

    public int DocumentFrequency(string term)
    {
        if (!Segment.Terms.TryGetValue(term, out var id)) return 0;
        var documents = Segment.DocumentsOf(id);
        if (_removed is null) return documents.Length;
        var alive = 0;
        foreach (var document in documents)
            if (IsAlive(document)) alive++;
        return alive;
    }

    private static long[] Sum(Segment segment)
    {
        var words = new long[Bm25F.Fields];
        for (var i = 0; i < segment.Lengths.Length; i++) words[i % Bm25F.Fields] += segment.Lengths[i];
        return words;
    }
}
