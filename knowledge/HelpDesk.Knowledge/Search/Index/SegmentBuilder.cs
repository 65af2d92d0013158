using HelpDesk.Knowledge.Search.Analysis;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>Collects documents and freezes them into a segment, each term's postings in one piece.</summary>
internal sealed class SegmentBuilder
{
    private readonly PostingLog _log = new();
    private readonly WordLog _words = new();
    private readonly DocumentWords _document;
    private readonly List<IndexEntry> _entries = [];
    private readonly List<int> _lengths = [];
    private readonly Dictionary<string, Analyzer> _analyzers = new(StringComparer.OrdinalIgnoreCase);

    public SegmentBuilder() => _document = new DocumentWords(_log, _words);

    public int Count => _entries.Count;

    public void Add(IndexEntry entry)
    {
        if (!_analyzers.TryGetValue(entry.Language, out var analyzer)) _analyzers.Add(entry.Language, analyzer = new Analyzer(entry.Language));
        var document = Start(entry);
        _document.Begin();
        _lengths.Add(_document.Read(analyzer, Field.Title, entry.Title));
        _lengths.Add(_document.Read(analyzer, Field.Headings, entry.Headings));
        _lengths.Add(_document.Read(analyzer, Field.Keywords, entry.Keywords));
        _lengths.Add(_document.Read(analyzer, Field.Body, entry.Body));
        _document.End(document);
    }

    /// <summary>Takes over the documents of a segment that are still alive, without analysing them again.</summary>
    public void Add(SegmentView view)
    {
        var segment = view.Segment;
        var renumbered = new int[segment.Count];
        for (var document = 0; document < segment.Count; document++)
        {
            renumbered[document] = view.IsAlive(document) ? Start(segment.Entries[document]) : -1;
            if (renumbered[document] < 0) continue;
            foreach (var length in segment.LengthsOf(document)) _lengths.Add(length);
        }
        var numbers = new int[segment.Terms.Count];
        foreach (var (text, term) in segment.Terms) numbers[term] = _log.Copy(segment, term, text, renumbered);
        segment.Words.CopyTo(_words, numbers);
    }

    public Segment Build()
    {
        var numbers = new Dictionary<Articles.ArticleId, int>(_entries.Count);
        for (var i = 0; i < _entries.Count; i++) numbers.Add(_entries[i].Id, i);
        return _log.Freeze([.. _entries], numbers, [.. _lengths], _words);
    }

    private int Start(IndexEntry entry)
    {
        _entries.Add(entry.Body.Length + entry.Title.Length + entry.Headings.Length + entry.Keywords.Length == 0 ? entry : entry with { Title = "", Headings = "", Keywords = "", Body = "" });
        return _entries.Count - 1;
    }
}
