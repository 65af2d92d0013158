using System.Runtime.InteropServices;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Knowledge.Search.Ranking;

/// <summary>How far neighbours in the question are neighbours in an article's body, each pair worth its lesser word; 0 to 1.</summary>
/// <param name="Body">One behind the other.</param>
/// <param name="Proximity">Within a few words, in any order.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Phrases(double Body, double Proximity)
{
    private const int Near = 8;

    public static Phrases Measure(SearchQuery query, Candidates candidates, int candidate)
    {
        var (possible, body, proximity) = (0.0, 0.0, 0.0);
        for (var i = 0; i + 1 < candidates.Terms; i++)
        {
            var own = Math.Min(Ranker.Mass(query, candidates, i), Ranker.Mass(query, candidates, i + 1));
            possible += own;
            ref readonly var first = ref candidates.Match(candidate, i);
            ref readonly var second = ref candidates.Match(candidate, i + 1);
            if (!first.IsFound || !second.IsFound) continue;
            own *= Math.Min(first.Weight, second.Weight);
            var distance = query.Terms[i + 1].Position - query.Terms[i].Position;
            var gap = Gap(candidates.Positions(candidate, i, Field.Body), candidates.Positions(candidate, i + 1, Field.Body), distance);
            if (gap.Follows) body += own;
            if (gap.Least <= Near) proximity += own;
        }
        return possible == 0 ? default : new Phrases(body / possible, proximity / possible);
    }

    // The second word follows the first at the question's distance, or right behind it, give or take one word.
    private static (bool Follows, int Least) Gap(ReadOnlySpan<int> first, ReadOnlySpan<int> second, int distance)
    {
        var (i, j, least) = (0, 0, int.MaxValue);
        while (i < first.Length && j < second.Length)
        {
            var gap = second[j] - first[i];
            if (gap >= 1 && gap <= distance + 1) return (true, gap);
            least = Math.Min(least, Math.Abs(gap));
            if (gap < 1) j++;
            else i++;
        }
        return (false, least);
    }
}
