namespace HelpDesk.Knowledge.Search.Index;

/// <summary>One published state: segments as they are scored, and the figures over all of them.</summary>
internal sealed class MemorySnapshot : IIndexSnapshot
{
    private const int MaxTerms = 64;

    [ThreadStatic]
    private static SearchMemory? _memory;

    private readonly SegmentScorer[] _scorers;
    private readonly Lazy<string[]> _sortedTerms;

    public MemorySnapshot(IReadOnlyList<SegmentView> views, Bm25F formula)
    {
        Views = views;
        Count = views.Sum(view => view.Alive);
        var averages = new double[Bm25F.Fields];
        for (var field = 0; field < averages.Length && Count > 0; field++) averages[field] = (double)views.Sum(view => view.Words[field]) / Count;
        _scorers = [.. views.Select(view => new SegmentScorer(view, formula, averages))];
        Languages = views.SelectMany(view => view.Segment.Languages).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        _sortedTerms = new Lazy<string[]>(() => [.. views.SelectMany(view => view.Segment.Terms.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    public IReadOnlyList<SegmentView> Views { get; }

    public int Count { get; }

    public IReadOnlyList<string> Languages { get; }

    /// <summary>The same articles under another formula.</summary>
    public MemorySnapshot With(Bm25F formula) => new(Views, formula);

    public TermStatistics Statistics(string term)
    {
        var (articles, titles) = (0, 0);
        foreach (var view in Views)
        {
            var own = view.Statistics(term);
            articles += own.Articles;
            titles += own.Titles;
        }
        return new TermStatistics(articles, titles);
    }

    public void Near(string word, int maxEdits, ICollection<NearWord> found)
    {
        foreach (var view in Views) view.Segment.Words.Near(word, maxEdits, (surface, term, edits) => found.Add(new NearWord(surface, view.Segment.Texts[term], edits)));
    }

    public IReadOnlyList<string> Prefixed(string prefix, int max)
    {
        var terms = _sortedTerms.Value;
        var from = Array.BinarySearch(terms, prefix, StringComparer.Ordinal);
        if (from < 0) from = ~from;
        var to = from;
        while (to < terms.Length && terms[to].StartsWith(prefix, StringComparison.Ordinal)) to++;
        return [.. terms[from..to].OrderByDescending(term => Statistics(term).Articles).ThenBy(term => term, StringComparer.Ordinal).Take(max)];
    }

    public void Search(SearchQuery query, int max, Candidates found)
    {
        Span<double> idfs = stackalloc double[MaxTerms];
        idfs = idfs[..Math.Min(query.Terms.Count, MaxTerms)];
        for (var i = 0; i < idfs.Length; i++) idfs[i] = Idf(query.Terms[i]);
        found.Reset(idfs);
        if (idfs.Length == 0 || Count == 0 || max <= 0) return;
        var memory = _memory ??= new SearchMemory();
        memory.Begin(max);
        for (var segment = 0; segment < _scorers.Length; segment++) _scorers[segment].Collect(query, idfs, memory, segment);
        foreach (ref readonly var hit in memory.Best) _scorers[hit.Segment].Describe(hit, query, found);
    }

    // A word that the articles have counts as rare as it is; for one that they lack, its likeliest stand-in decides.
    private double Idf(QueryTerm term)
    {
        for (var i = 0; i < term.Variants.Length; i++)
            if (Statistics(term.Variants[i].Term).Articles is var articles and > 0) return Bm25F.Idf(Count, articles);
        return Bm25F.Idf(Count, 0);
    }
}
