namespace HelpDesk.Knowledge.Search.Index;

/// <summary>One published state: views of segments and the figures over all of them.</summary>
internal sealed class MemorySnapshot : IIndexSnapshot
{
    private readonly double[] _averages = new double[Bm25F.Fields];

    public MemorySnapshot(IReadOnlyList<SegmentView> views)
    {
        Views = views;
        Count = views.Sum(view => view.Alive);
        for (var field = 0; field < Bm25F.Fields && Count > 0; field++) _averages[field] = (double)views.Sum(view => view.Words[field]) / Count;
    }

    public IReadOnlyList<SegmentView> Views { get; }

    public int Count { get; }

    public int DocumentFrequency(string term)
    {
        var count = 0;
        foreach (var view in Views) count += view.DocumentFrequency(term);
        return count;
    }

    public IEnumerable<string> Vocabulary(int minLength, int maxLength) =>
        Views.SelectMany(view => view.Segment.Terms.Keys).Where(term => term.Length >= minLength && term.Length <= maxLength);

    public IReadOnlyList<Candidate> Search(SearchQuery query, int max)
    {
        if (query.Terms.Count == 0 || Count == 0 || max <= 0) return [];
        var idfs = query.Terms.Select(Idf).ToArray();
        var best = new PriorityQueue<(SegmentView View, int Document), Rank>(max + 1, Rank.WorstFirst);
        foreach (var view in Views) SegmentSearch.Collect(view, query, idfs, _averages, best, max);
        var found = new List<(SegmentView View, int Document, double Score)>(best.Count);
        while (best.TryDequeue(out var hit, out var rank)) found.Add((hit.View, hit.Document, rank.Score));
        found.Reverse();
        return [.. found.Select(hit => SegmentSearch.Describe(hit.View, hit.Document, hit.Score, query, idfs, _averages))];
    }

    // A word that the articles have counts as rare as it is; for one that they lack, its likeliest stand-in decides.
    private double Idf(QueryTerm term)
    {
        foreach (var variant in term.Variants)
            if (DocumentFrequency(variant.Term) is var frequency and > 0) return Bm25F.Idf(Count, frequency);
        return Bm25F.Idf(Count, 0);
    }
}

/// <summary>Better is a higher score, then the smaller id.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct Rank(double Score, string Id)
{
    public static readonly IComparer<Rank> WorstFirst = Comparer<Rank>.Create((a, b) =>
        a.Score.CompareTo(b.Score) is var byScore and not 0 ? byScore : string.CompareOrdinal(b.Id, a.Id));
}
