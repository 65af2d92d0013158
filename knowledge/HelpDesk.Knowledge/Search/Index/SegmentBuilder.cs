using HelpDesk.Knowledge.Search.Analysis;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>Collects documents and freezes them into a segment, each term's postings in one piece.</summary>
internal sealed class SegmentBuilder
{
    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);
    private readonly List<List<(int Document, int Offset, int Length)>> _postings = [];
    private readonly List<byte> _bytes = [];
    private readonly List<IndexEntry> _entries = [];
    private readonly List<int> _lengths = [];
    private readonly Dictionary<int, List<int>[]> _document = [];
    private readonly Dictionary<string, Analyzer> _analyzers = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _entries.Count;

    public void Add(IndexEntry entry)
    {
        if (!_analyzers.TryGetValue(entry.Language, out var analyzer)) _analyzers.Add(entry.Language, analyzer = new Analyzer(entry.Language));
        _document.Clear();
        string[] texts = [entry.Title, entry.Headings, entry.Keywords, entry.Body];
        var document = Start(entry);
        for (var field = 0; field < texts.Length; field++)
        {
            var of = field;
            _lengths.Add(analyzer.Analyze(texts[field], 0, (_, term, position, _) => Positions(term, of).Add(position)));
        }
        foreach (var (term, positions) in _document) Append(term, document, positions);
    }

    /// <summary>Takes over the documents of a segment that are still alive, without analysing them again.</summary>
    public void Add(SegmentView view)
    {
        var segment = view.Segment;
        var renumbered = new int[segment.Count];
        for (var document = 0; document < segment.Count; document++)
        {
            renumbered[document] = view.IsAlive(document) ? Start(segment.Entries[document]) : -1;
            if (renumbered[document] >= 0) _lengths.AddRange(segment.Lengths.AsSpan(document * Bm25F.Fields, Bm25F.Fields));
        }
        foreach (var (text, term) in segment.Terms)
            for (var posting = segment.Starts[term]; posting < segment.Starts[term + 1]; posting++)
            {
                var document = renumbered[segment.Documents[posting]];
                if (document < 0) continue;
                var bytes = segment.Bytes(posting);
                _postings[TermId(text)].Add((document, _bytes.Count, bytes.Length));
                _bytes.AddRange(bytes);
            }
    }

    public Segment Build()
    {
        var total = _postings.Sum(list => list.Count);
        var (starts, documents, offsets, bytes) = (new int[_postings.Count + 1], new int[total], new int[total], new byte[_bytes.Count]);
        var source = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes);
        var (next, at) = (0, 0);
        for (var term = 0; term < _postings.Count; term++)
        {
            starts[term] = next;
            foreach (var (document, offset, length) in _postings[term])
            {
                (documents[next], offsets[next++]) = (document, at);
                source.Slice(offset, length).CopyTo(bytes.AsSpan(at));
                at += length;
            }
        }
        starts[^1] = next;
        return new Segment
        {
            Terms = _terms,
            Starts = starts,
            Documents = documents,
            Offsets = offsets,
            Postings = bytes,
            Entries = [.. _entries],
            Numbers = _entries.Select((entry, number) => (entry.Id, number)).ToDictionary(pair => pair.Id, pair => pair.number),
            Lengths = [.. _lengths],
        };
    }

    private int Start(IndexEntry entry)
    {
        _entries.Add(entry with { Title = "", Headings = "", Keywords = "", Body = "" });
        return _entries.Count - 1;
    }

    private int TermId(ReadOnlySpan<char> term)
    {
        var lookup = _terms.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(term, out var id)) return id;
        id = _postings.Count;
        _terms.Add(term.ToString(), id);
        _postings.Add([]);
        return id;
    }

    private List<int> Positions(ReadOnlySpan<char> term, int field)
    {
        var id = TermId(term);
        if (!_document.TryGetValue(id, out var fields)) _document.Add(id, fields = [[], [], [], []]);
        return fields[field];
    }

    private void Append(int term, int document, List<int>[] fields)
    {
        var offset = _bytes.Count;
        var mask = 0;
        for (var field = 0; field < fields.Length; field++)
            if (fields[field].Count > 0) mask |= 1 << field;
        _bytes.Add((byte)mask);
        foreach (var positions in fields)
            if (positions.Count > 0) Varint.Write(_bytes, positions.Count);
        foreach (var positions in fields)
        {
            var last = 0;
            foreach (var position in positions)
            {
                Varint.Write(_bytes, position - last);
                last = position;
            }
        }
        _postings[term].Add((document, offset, _bytes.Count - offset));
    }
}
