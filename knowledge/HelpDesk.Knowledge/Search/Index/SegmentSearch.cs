using System.Buffers;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>Scores one segment: every posting of every term into an accumulator, the best into the heap of the whole search.</summary>
internal static class SegmentSearch
{
    public static void Collect(
        SegmentView view, SearchQuery query, double[] idfs, double[] averages, PriorityQueue<(SegmentView, int), Rank> best, int max)
    {
        var count = view.Segment.Count;
        var scores = ArrayPool<double>.Shared.Rent(count);
        var term = ArrayPool<double>.Shared.Rent(count);
        scores.AsSpan(0, count).Clear();
        term.AsSpan(0, count).Clear();
        for (var i = 0; i < query.Terms.Count; i++) Add(view.Segment, query.Terms[i], idfs[i], averages, scores, term);
        for (var document = 0; document < count; document++)
            if (scores[document] > 0 && view.IsAlive(document)) Offer(view, document, scores[document], query, best, max);
        ArrayPool<double>.Shared.Return(scores);
        ArrayPool<double>.Shared.Return(term);
    }

    public static Candidate Describe(SegmentView view, int document, double score, SearchQuery query, double[] idfs, double[] averages)
    {
        var segment = view.Segment;
        var matches = new TermMatch[query.Terms.Count];
        for (var i = 0; i < matches.Length; i++) matches[i] = Match(segment, document, query.Terms[i], idfs[i], averages);
        return new Candidate(segment.Id(document), score, matches, segment.Lengths.AsSpan(document * Bm25F.Fields, Bm25F.Fields).ToArray());
    }

    private static void Add(Segment segment, QueryTerm term, double idf, double[] averages, double[] scores, double[] best)
    {
        // Of a word's variants only the best one counts: a synonym beside the word itself is no second word.
        foreach (var variant in term.Variants)
        {
            if (!segment.Terms.TryGetValue(variant.Term, out var id)) continue;
            for (var posting = segment.Starts[id]; posting < segment.Starts[id + 1]; posting++)
            {
                var document = segment.Documents[posting];
                var score = term.Weight * idf * variant.Weight * Bm25F.Saturate(segment.WeightedCount(posting, averages));
                if (score <= best[document]) continue;
                scores[document] += score - best[document];
                best[document] = score;
            }
        }
        foreach (var variant in term.Variants)
            if (segment.Terms.TryGetValue(variant.Term, out var id))
                foreach (var document in segment.DocumentsOf(id)) best[document] = 0;
    }

    private static void Offer(SegmentView view, int document, double score, SearchQuery query, PriorityQueue<(SegmentView, int), Rank> best, int max)
    {
        var entry = view.Segment.Entries[document];
        var rank = new Rank(score, entry.Id.Value);
        var isFull = best.Count >= max;
        if (isFull && best.TryPeek(out _, out var worst) && Rank.WorstFirst.Compare(rank, worst) <= 0 || !query.Filter.Allows(entry)) return;
        best.Enqueue((view, document), rank);
        if (isFull) best.Dequeue();
    }

    private static TermMatch Match(Segment segment, int document, QueryTerm term, double idf, double[] averages)
    {
        var (score, weight, found) = (0.0, 0.0, -1);
        foreach (var variant in term.Variants)
        {
            if (!segment.Terms.TryGetValue(variant.Term, out var id)) continue;
            var at = segment.DocumentsOf(id).BinarySearch(document);
            if (at < 0) continue;
            var posting = segment.Starts[id] + at;
            var worth = variant.Weight * Bm25F.Saturate(segment.WeightedCount(posting, averages));
            if (worth > score) (score, weight, found) = (worth, variant.Weight, posting);
        }
        return new TermMatch(idf, weight, found < 0 ? NoPositions : segment.Positions(found));
    }

    private static readonly int[][] NoPositions = [[], [], [], []];
}
