using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Knowledge.Commands;

/// <param name="Before">Mean nDCG@10 by collection with the weights as they were.</param>
/// <param name="HeldOut">The same, each question answered with weights that were learnt without it.</param>
/// <param name="After">The same with the weights learnt from all questions, which flatters them.</param>
public sealed record TuningResult(RankingWeights Weights, IReadOnlyList<double> Before, IReadOnlyList<double> HeldOut, IReadOnlyList<double> After);

/// <summary>
/// Learns the ranking's weights: one weight after another is moved as long as the mean nDCG@10 over the collections gains by it. A move must gain
/// more than noise does, so that few weights leave their place. Cross-validated: the result says what it is worth on questions it has not seen.
/// </summary>
public sealed class Tuning(IReadOnlyList<Evaluation> collections, Action<string> progress)
{
    private const int Folds = 5;
    private const int Rounds = 2;
    private const double LeastGain = 0.0007;

    public TuningResult Run(RankingWeights start, CancellationToken ct)
    {
        var held = collections.Select(c => new double[c.Queries.Count]).ToArray();
        for (var fold = 0; fold < Folds; fold++)
        {
            var weights = Learn(start, fold, ct);
            for (var c = 0; c < collections.Count; c++)
            {
                var all = collections[c].Measure(weights);
                for (var i = 0; i < all.Count; i++)
                    if (FoldOf(i) == fold) held[c][i] = all[i].Ndcg10;
            }
            progress($"fold {fold + 1} of {Folds} done");
        }
        var final = Learn(start, -1, ct);
        return new TuningResult(final, Means(start), [.. held.Select(values => values.Average())], Means(final));
    }

    /// <param name="without">The fold that is held out; -1 for none.</param>
    public RankingWeights Learn(RankingWeights start, int without, CancellationToken ct)
    {
        var training = collections.Select(c => (Collection: c, Queries: c.Queries.Where((_, i) => FoldOf(i) != without).ToList())).ToList();
        var (best, worth) = (start, Worth(start));
        for (var round = 0; round < Rounds; round++)
        {
            var before = worth;
            foreach (var weight in TunedWeight.All)
            {
                ct.ThrowIfCancellationRequested();
                foreach (var value in weight.Values(best))
                {
                    var tried = weight.Set(best, value);
                    if (Worth(tried) is var gained && gained > worth + LeastGain) (best, worth) = (tried, gained);
                }
            }
            progress($"round {round + 1}: {worth:0.0000}");
            if (worth <= before) break;
        }
        return best;

        double Worth(RankingWeights weights) => training.Average(t => t.Collection.Measure(weights, t.Queries).Average(m => m.Ndcg10));
    }

    // Spread evenly, and always the same.
    private static int FoldOf(int query) => query * 7 % Folds;

    private List<double> Means(RankingWeights weights) => [.. collections.Select(c => c.Measure(weights).Average(m => m.Ndcg10))];
}

/// <summary>A weight that tuning may move.</summary>
internal sealed record TunedWeight(string Name, Func<RankingWeights, double> Get, Func<RankingWeights, double, RankingWeights> Set, double Unit)
{
    private static readonly double[] Factors = [0.5, 0.75, 1.33, 2];

    public static readonly IReadOnlyList<TunedWeight> All =
    [
        Feature("title", f => f.Title, (f, v) => f with { Title = v }),
        Feature("bodyPhrases", f => f.BodyPhrases, (f, v) => f with { BodyPhrases = v }),
        Feature("keywords", f => f.Keywords, (f, v) => f with { Keywords = v }),
        Feature("lead", f => f.Lead, (f, v) => f with { Lead = v }),
        Feature("proximity", f => f.Proximity, (f, v) => f with { Proximity = v }),
        Feature("codes", f => f.Codes, (f, v) => f with { Codes = v }),
        Word("question", w => w.Question, (w, v) => w with { Question = v }),
        Word("vague", w => w.Vague, (w, v) => w with { Vague = v }),
        Word("synonym", w => w.Synonym, (w, v) => w with { Synonym = Math.Min(v, 1) }),
        Text("saturation", f => f.Saturation, (f, v) => f with { Saturation = v }),
        Text("title field", f => f.Title, (f, v) => f with { Title = v }),
        Text("headings field", f => f.Headings, (f, v) => f with { Headings = v }),
        Text("short lengths", f => f.ShortLengths, (f, v) => f with { ShortLengths = Math.Min(v, 1) }),
        Text("body length", f => f.BodyLength, (f, v) => f with { BodyLength = Math.Min(v, 1) }),
    ];

    /// <summary>What to try: some factors, nothing, and a first step up from nothing.</summary>
    public IEnumerable<double> Values(RankingWeights weights)
    {
        var now = Get(weights);
        return now == 0 ? [Unit, 2 * Unit, 4 * Unit] : [.. Factors.Select(factor => Math.Round(now * factor, 4)), 0];
    }

    private static TunedWeight Feature(string name, Func<FeatureWeights, double> get, Func<FeatureWeights, double, FeatureWeights> set) =>
        new(name, w => get(w.Features), (w, v) => w with { Features = set(w.Features, v) }, 0.1);

    private static TunedWeight Word(string name, Func<WordWeights, double> get, Func<WordWeights, double, WordWeights> set) =>
        new(name, w => get(w.Words), (w, v) => w with { Words = set(w.Words, v) }, 0.25);

    private static TunedWeight Text(string name, Func<FieldWeights, double> get, Func<FieldWeights, double, FieldWeights> set) =>
        new(name, w => get(w.Fields), (w, v) => w with { Fields = set(w.Fields, v) }, 0.2);
}
