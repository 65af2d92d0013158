using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Knowledge.Search.Ranking;

/// <summary>Orders what the index retrieved. Pure: the same candidates give the same order, and each score says what it is made of.</summary>
public static class Ranker
{
    private const int MaxTitle = 64;

    /// <summary>Words before this one are the body's first words.</summary>
    private const int LeadWords = 100;

    /// <param name="solved">-1 to 1: what people said of an article; null where nobody was asked.</param>
    /// <param name="ranked">Is replaced by all candidates, best first, ties by id.</param>
    public static void Rank(SearchQuery query, Candidates candidates, FeatureWeights weights, Func<ArticleId, double>? solved, List<Ranked> ranked)
    {
        ranked.Clear();
        for (var candidate = 0; candidate < candidates.Count; candidate++)
        {
            var id = candidates.Id(candidate);
            var features = Measure(query, candidates, candidate) with { Solved = solved?.Invoke(id) ?? 0 };
            ranked.Add(new Ranked(id, candidate, features.Score(weights), features));
        }
        ranked.Sort(static (a, b) => b.Score.CompareTo(a.Score) is var byScore and not 0 ? byScore : string.CompareOrdinal(a.Id.Value, b.Id.Value));
    }

    /// <summary>What a word of the question is worth: its rarity times its weight.</summary>
    public static double Mass(SearchQuery query, Candidates candidates, int term) => query.Terms[term].Weight * candidates.Idf(term);

    private static Features Measure(SearchQuery query, Candidates candidates, int candidate)
    {
        var (mass, inKeywords, inTitle, inLead, codes, codesFound) = (0.0, 0.0, 0.0, 0.0, 0, 0);
        var (titleWords, named, names) = (0UL, 0.0, 0.0);
        for (var i = 0; i < candidates.Terms; i++)
        {
            var own = Mass(query, candidates, i);
            mass += own;
            named += own * query.Terms[i].Naming;
            if (query.Terms[i].IsCode) codes++;
            ref readonly var match = ref candidates.Match(candidate, i);
            if (!match.IsFound) continue;
            if (query.Terms[i].IsCode) codesFound++;
            own *= match.Weight;
            foreach (var position in candidates.Positions(candidate, i, Field.Title)) titleWords |= 1UL << Math.Min(position, MaxTitle - 1);
            if (match.Count(Field.Title) > 0) inTitle += own;
            if (match.Count(Field.Keywords) > 0) inKeywords += own;
            if (match.Count(Field.Title) + match.Count(Field.Keywords) > 0) names += own * query.Terms[i].Naming;
            if (match.Count(Field.Body) > 0) inLead += own * Math.Max(0, 1 - candidates.Positions(candidate, i, Field.Body)[0] / (double)LeadWords);
        }
        if (mass == 0) return default;
        var precision = Math.Min(1, System.Numerics.BitOperations.PopCount(titleWords) / (double)Math.Max(1, candidates.Length(candidate, Field.Title)));
        var phrases = Phrases.Measure(query, candidates, candidate);
        return new Features(
            candidates.Score(candidate) / mass, inTitle / mass * precision, inKeywords / mass, named == 0 ? 0 : names / named, inLead / mass, phrases.Body, phrases.Proximity,
            codes == 0 ? 0 : (double)codesFound / codes, 0);
    }
}
