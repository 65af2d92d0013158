using HelpDesk.Knowledge.Search;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Knowledge.Answers;

/// <summary>Which articles are worth suggesting while somebody types.</summary>
internal static class Suggestion
{
    /// <summary>All words stand in the article, and the last one, which is being typed, in its title or keywords.</summary>
    public static bool Fits(SearchHits hits, in Ranked ranked)
    {
        var found = hits.Candidates;
        for (var i = 0; i < found.Terms; i++)
            if (!found.Match(ranked.Candidate, i).IsFound && !hits.Query.Terms[i].IsVague) return false;
        if (found.Terms == 0) return false;
        ref readonly var last = ref found.Match(ranked.Candidate, found.Terms - 1);
        return last.Count(Field.Title) > 0 || last.Count(Field.Keywords) > 0;
    }
}
