using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Knowledge.Search.Ranking;

/// <summary>Orders what the index retrieved. Pure: the same candidates give the same order, and each score says what it is made of.</summary>
public static class Ranker
{
    public static IReadOnlyList<Ranked> Rank(SearchQuery query, IReadOnlyList<Candidate> candidates, RankingWeights weights) =>
        [.. candidates.Select(candidate => Rate(query, candidate, weights)).OrderByDescending(r => r.Score).ThenBy(r => r.Id.Value, StringComparer.Ordinal)];

    /// <summary>What a word of the question is worth: its rarity times its weight.</summary>
    public static double Mass(QueryTerm term, TermMatch match) => term.Weight * match.Idf;

    private static Ranked Rate(SearchQuery query, Candidate candidate, RankingWeights weights)
    {
        var features = Measure(query, candidate);
        var explain = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["fields"] = weights.Fields * features.Fields,
            ["title"] = weights.Title * features.Title,
            ["titlePhrases"] = weights.TitlePhrases * features.TitlePhrases,
            ["coverage"] = weights.Coverage * features.Coverage,
            ["bodyPhrases"] = weights.BodyPhrases * features.BodyPhrases,
            ["codes"] = weights.Codes * features.Codes,
        };
        return new Ranked(candidate.Id, explain.Values.Sum(), explain, features, candidate);
    }

    private static Features Measure(SearchQuery query, Candidate candidate)
    {
        var (mass, covered, inTitle, codes, codesFound) = (0.0, 0.0, 0.0, 0, 0);
        var titleWords = new HashSet<int>();
        for (var i = 0; i < query.Terms.Count; i++)
        {
            var match = candidate.Matches[i];
            var own = Mass(query.Terms[i], match);
            mass += own;
            covered += own * match.Weight;
            if (match.In(Field.Title).Length > 0) inTitle += own * match.Weight;
            titleWords.UnionWith(match.In(Field.Title));
            if (!query.Terms[i].IsCode) continue;
            codes++;
            if (match.Weight > 0) codesFound++;
        }
        var precision = candidate.Length(Field.Title) == 0 ? 0 : (double)titleWords.Count / candidate.Length(Field.Title);
        return new Features(
            candidate.Score / mass, inTitle / mass * Math.Min(1, precision), Phrases(query, candidate, Field.Title), covered / mass,
            Phrases(query, candidate, Field.Body), codes == 0 ? 0 : (double)codesFound / codes);
    }

    private static double Phrases(SearchQuery query, Candidate candidate, Field field)
    {
        var (possible, found) = (0.0, 0.0);
        for (var i = 0; i + 1 < query.Terms.Count; i++)
        {
            var (a, b) = (candidate.Matches[i], candidate.Matches[i + 1]);
            var own = Math.Min(Mass(query.Terms[i], a), Mass(query.Terms[i + 1], b));
            possible += own;
            if (AreNear(a.In(field), b.In(field), query.Terms[i + 1].Position - query.Terms[i].Position)) found += own * Math.Min(a.Weight, b.Weight);
        }
        return possible == 0 ? 0 : found / possible;
    }

    // The second word follows the first at the question's distance, or right behind it, give or take one word.
    private static bool AreNear(int[] first, int[] second, int distance)
    {
        var (i, j) = (0, 0);
        while (i < first.Length && j < second.Length)
        {
            var gap = second[j] - first[i];
            if (gap >= 1 && gap <= distance + 1) return true;
            if (gap < 1) j++;
            else i++;
        }
        return false;
    }
}
