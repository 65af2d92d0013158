using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>Scores one segment: every posting of every term into an accumulator, the best of it into the search's memory.</summary>
internal sealed class SegmentScorer(SegmentView view, Bm25F formula, double[] averages)
{
    // Below so many postings the rest is added faster than anything is ruled out.
    private const int WorthPruning = 8_000;

    /// <summary>Looking a document up in a term's postings takes as long as reading so many of them.</summary>
    private const int LookupCost = 32;

    private const float PruneAt = 0.5f;

    private const float Rounding = 1e-4f;

    private readonly Segment _segment = view.Segment;
    private readonly float _saturation = (float)formula.Saturation;
    private readonly Vector128<float>[] _occurrences = Occurrences(view.Segment, formula, averages);

    public void Collect(SearchQuery query, ReadOnlySpan<double> idfs, SearchMemory memory, int number)
    {
        memory.MakeRoom(_segment.Count);
        var scores = memory.Scores.AsSpan(0, _segment.Count);
        Span<int> order = stackalloc int[idfs.Length];
        Span<float> rest = stackalloc float[idfs.Length + 1];
        Plan(query, idfs, order, rest);
        var next = rest[0] * PruneAt;
        for (var i = 0; i < order.Length; i++)
        {
            if (i > 0 && rest[i] <= next && PostingsFrom(query, order[i..]) is var left && left >= WorthPruning)
            {
                // A try costs two passes over the scores, so it is made only twice.
                next *= PruneAt;
                if (!Prune(query, memory, scores, rest[i], left / (LookupCost * (order.Length - i))))
                {
                    Add(query.Terms[order[i]], query.Terms[order[i]].Weight * idfs[order[i]], memory, scores);
                    continue;
                }

                AddToFew(query, idfs, order[i..], memory, scores);
                break;
            }
            Add(query.Terms[order[i]], query.Terms[order[i]].Weight * idfs[order[i]], memory, scores);
        }
        Offer(query, memory, scores, number);
        scores.Clear();
    }

    public void Describe(in Hit hit, SearchQuery query, Candidates found)
    {
        found.Add(_segment.Id(hit.Document), hit.Score, _segment.LengthsOf(hit.Document));
        for (var i = 0; i < found.Terms; i++) Match(hit.Document, query.Terms[i], found);
    }

    private void Offer(SearchQuery query, SearchMemory memory, ReadOnlySpan<float> scores, int number)
    {
        for (var document = ScoreScan.NextAtLeast(scores, 0, memory.Least); document >= 0; document = ScoreScan.NextAtLeast(scores, document + 1, memory.Least))
        {
            if (!view.IsAlive(document)) continue;
            var entry = _segment.Entries[document];
            if (query.Filter.Allows(entry)) memory.Offer(new Hit(scores[document], number, document, entry.Id.Value));
        }
    }

    /// <summary>Words that can add most come first; <paramref name="rest"/> is what those from a place on can add at the most.</summary>
    private static void Plan(SearchQuery query, ReadOnlySpan<double> idfs, Span<int> order, Span<float> rest)
    {
        Span<double> most = stackalloc double[idfs.Length];
        for (var i = 0; i < order.Length; i++) (order[i], most[i]) = (i, -query.Terms[i].Weight * idfs[i]);
        most.Sort(order);
        for (var i = order.Length - 1; i >= 0; i--) rest[i] = rest[i + 1] - (float)most[i];
    }

    private int PostingsFrom(SearchQuery query, ReadOnlySpan<int> order)
    {
        var postings = 0;
        foreach (var term in order)
            for (var i = 0; i < query.Terms[term].Variants.Length; i++)
                if (_segment.Terms.TryGetValue(query.Terms[term].Variants[i].Term, out var id)) postings += _segment.Starts[id + 1] - _segment.Starts[id];
        return postings;
    }

    /// <summary>Collects the documents that can still be among the best; false where they are too many to gain by it.</summary>
    private bool Prune(SearchQuery query, SearchMemory memory, ReadOnlySpan<float> scores, float rest, int most)
    {
        memory.BeginFew();
        for (var document = 0; document < scores.Length; document++)
            if (scores[document] > memory.LeastOfFew && view.IsAlive(document) && query.Filter.Allows(_segment.Entries[document])) memory.OfferFew(scores[document]);
        // Sums of floats in another order differ in the last digits; no article may be lost by that.
        var least = memory.LeastOfFew * (1 - Rounding) - rest * (1 + Rounding);
        return least > 0 && memory.CollectFew(scores, least, most);
    }

    private void AddToFew(SearchQuery query, ReadOnlySpan<double> idfs, ReadOnlySpan<int> order, SearchMemory memory, Span<float> scores)
    {
        foreach (var i in order)
        {
            var weight = query.Terms[i].Weight * idfs[i];
            foreach (var document in memory.Few) scores[document] += (float)weight * BestShare(query.Terms[i], document, out _, out _);
        }
    }

    private void Add(QueryTerm term, double weight, SearchMemory memory, Span<float> scores)
    {
        if (Only(term, out var number, out var share))
        {
            if (number >= 0) AddOne(number, (float)(weight * share), scores);
            return;
        }
        // Of a word's variants only the best one counts: a synonym beside the word itself is no second word.
        var best = memory.WordScores.AsSpan(0, scores.Length);
        for (var i = 0; i < term.Variants.Length; i++)
            if (_segment.Terms.TryGetValue(term.Variants[i].Term, out var id)) AddBetter(id, (float)(weight * term.Variants[i].Weight), scores, best);
        for (var i = 0; i < term.Variants.Length; i++)
            if (_segment.Terms.TryGetValue(term.Variants[i].Term, out var id))
                foreach (var document in _segment.DocumentsOf(id)) best[document] = 0;
    }

    /// <summary>Whether at most one variant occurs here, and which.</summary>
    private bool Only(QueryTerm term, out int number, out double share)
    {
        (number, share) = (-1, 0);
        for (var i = 0; i < term.Variants.Length; i++)
        {
            if (!_segment.Terms.TryGetValue(term.Variants[i].Term, out var id)) continue;
            if (number >= 0) return false;
            (number, share) = (id, term.Variants[i].Weight);
        }
        return true;
    }

    private void AddOne(int term, float weight, Span<float> scores)
    {
        // Kept in locals: a write to the scores could change any field, for all that the compiler knows.
        var documents = _segment.DocumentsOf(term);
        var counts = _segment.CountsOf(term);
        var (occurrences, saturation) = (_occurrences, _saturation);
        for (var i = 0; i < documents.Length; i++)
            scores[documents[i]] += weight * Share(counts[i], occurrences[documents[i]], saturation);
    }

    private void AddBetter(int term, float weight, Span<float> scores, Span<float> best)
    {
        var documents = _segment.DocumentsOf(term);
        var counts = _segment.CountsOf(term);
        var (occurrences, saturation) = (_occurrences, _saturation);
        for (var i = 0; i < documents.Length; i++)
        {
            var document = documents[i];
            var score = weight * Share(counts[i], occurrences[document], saturation);
            if (score <= best[document]) continue;
            scores[document] += score - best[document];
            best[document] = score;
        }
    }

    /// <summary>The saturated weighted count of a posting, 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Share(uint fields, Vector128<float> occurrences, float saturation)
    {
        var bytes = Vector128.CreateScalar(fields).AsByte();
        var counts = Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32());
        var count = Vector128.Dot(counts, occurrences);
        return count / (saturation + count);
    }

    private void Match(int document, QueryTerm term, Candidates found)
    {
        BestShare(term, document, out var best, out var posting);
        if (best < 0) found.AddNoMatch();
        else _segment.ReadPositions(posting, found.AddMatch(term.Variants[best].Weight, term.Variants[best].Kind, _segment.Counts[posting]));
    }

    /// <summary>What a word's best variant is worth in a document, before the word's own weight.</summary>
    private float BestShare(QueryTerm term, int document, out int best, out int posting)
    {
        var worth = 0f;
        (best, posting) = (-1, -1);
        for (var i = 0; i < term.Variants.Length; i++)
        {
            if (!_segment.Terms.TryGetValue(term.Variants[i].Term, out var id) || _segment.Posting(id, document) is not (>= 0 and var at)) continue;
            var own = term.Variants[i].Weight * Share(_segment.Counts[at], _occurrences[_segment.Documents[at]], _saturation);
            if (own > worth) (worth, best, posting) = (own, i, at);
        }
        return worth;
    }

    private static Vector128<float>[] Occurrences(Segment segment, Bm25F formula, double[] averages)
    {
        var occurrences = new Vector128<float>[segment.Count];
        var floats = MemoryMarshal.Cast<Vector128<float>, float>(occurrences.AsSpan());
        for (var i = 0; i < floats.Length; i++) floats[i] = (float)formula.Occurrence(i % Bm25F.Fields, segment.Lengths[i], averages[i % Bm25F.Fields]);
        return occurrences;
    }
}
