using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Deflection;
using HelpDesk.Storage;

namespace HelpDesk.Knowledge.Answers;

/// <summary>What people said whom an article was shown to: "did this fix it?", counted from the feed.</summary>
internal sealed class SolvedVotes
{
    // So many answers count half: a few must not lift an article over one that fits better.
    private const double Doubt = 10;

    private readonly ConcurrentDictionary<ArticleId, Tally> _tallies = new();

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Tally(int Solved, int NotSolved);

    public void Take(StoredEvent stored)
    {
        if (stored.Type != DeflectionEvents.Voted || !DeflectionEvents.TryRead(stored, out var fact) || fact is not DeflectionFact.Voted vote) return;
        _tallies.AddOrUpdate(new ArticleId(vote.ArticleId), Add(default, vote.Solved), (_, tally) => Add(tally, vote.Solved));
    }

    /// <summary>-1 to 1, 0 for an article that nobody judged.</summary>
    public double Of(ArticleId article)
    {
        if (_tallies.IsEmpty || !_tallies.TryGetValue(article, out var tally)) return 0;
        double all = tally.Solved + tally.NotSolved;
        return (tally.Solved - tally.NotSolved) / all * (all / (all + Doubt));
    }

    private static Tally Add(Tally tally, bool solved) => solved ? tally with { Solved = tally.Solved + 1 } : tally with { NotSolved = tally.NotSolved + 1 };
}
