using System.Runtime.InteropServices;
using HelpDesk.Knowledge.Articles;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>Postings in the order in which they come, document by document; frozen, they lie term by term.</summary>
internal sealed class PostingLog
{
    private const uint TitleCount = 0xFF;

    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);
    private readonly Buffered<Entry> _entries = new(1024);
    private readonly Buffered<byte> _positions = new(4096);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(int Term, int Document, uint Counts, int Offset);

    public int TermNumber(string term)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_terms, term, out var known);
        if (!known) number = _terms.Count - 1;
        return number;
    }

    /// <summary>Starts a posting; its positions follow, as differences within each field.</summary>
    public void Begin(int term, int document, uint counts) => _entries.Add(new Entry(term, document, counts, _positions.Count));

    public void AddPosition(int difference) => Varint.Write(_positions, difference);

    /// <summary>Takes over a term's postings in documents that have a new number.</summary>
    /// <returns>The term's number here, -1 where none of its documents is left.</returns>
    public int Copy(Segment segment, int term, string text, int[] renumbered)
    {
        var number = -1;
        for (var posting = segment.Starts[term]; posting < segment.Starts[term + 1]; posting++)
        {
            var document = renumbered[segment.Documents[posting]];
            if (document < 0) continue;
            if (number < 0) number = TermNumber(text);
            Begin(number, document, segment.Counts[posting]);
            _positions.AddRange(segment.PositionBytes(posting));
        }
        return number;
    }

    public Segment Freeze(IndexEntry[] entries, Dictionary<ArticleId, int> numbers, int[] lengths, WordLog words)
    {
        var count = _entries.Count;
        var (documents, counts, offsets, positions) = (new int[count], new uint[count], new int[count], new byte[_positions.Count]);
        var titles = new int[_terms.Count];
        var starts = Starts();
        var order = Order(starts);
        var at = 0;
        for (var to = 0; to < count; to++)
        {
            ref readonly var entry = ref _entries[order[to]];
            (documents[to], counts[to], offsets[to]) = (entry.Document, entry.Counts, at);
            if ((entry.Counts & TitleCount) != 0) titles[entry.Term]++;
            var end = order[to] + 1 < count ? _entries[order[to] + 1].Offset : _positions.Count;
            _positions.Items[entry.Offset..end].CopyTo(positions.AsSpan(at));
            at += end - entry.Offset;
        }
        return new Segment
        {
            Terms = _terms, Starts = starts, Documents = documents, Counts = counts, Offsets = offsets, Positions = positions, Titles = titles,
            Entries = entries, Numbers = numbers, Lengths = lengths, Words = SegmentWords.Freeze(words), Texts = Texts(),
            Languages = entries.Select(entry => Analysis.Languages.CodeOf(entry.Language)).ToHashSet(StringComparer.Ordinal),
        };
    }

    private string[] Texts()
    {
        var texts = new string[_terms.Count];
        foreach (var (text, number) in _terms) texts[number] = text;
        return texts;
    }

    private int[] Starts()
    {
        var starts = new int[_terms.Count + 1];
        foreach (ref readonly var entry in _entries.Items) starts[entry.Term + 1]++;
        for (var term = 1; term < starts.Length; term++) starts[term] += starts[term - 1];
        return starts;
    }

    // A counting sort by term; documents stay in their order.
    private int[] Order(int[] starts)
    {
        var next = (int[])starts.Clone();
        var order = new int[_entries.Count];
        for (var i = 0; i < order.Length; i++) order[next[_entries[i].Term]++] = i;
        return order;
    }
}
