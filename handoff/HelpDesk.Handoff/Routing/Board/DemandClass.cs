using System.Runtime.InteropServices;
using HelpDesk.Handoff.Agents;
using NodaTime;

namespace HelpDesk.Handoff.Routing.Board;

/// <summary>What a waiting ticket asks for at this moment; tickets with the same stage can be taken by the same agents.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Stage(Demand Demand, int RelaxedLevels, bool OverflowsByWait);

/// <summary>The tickets of one stage in queue order, and who is qualified for them: kept up to date, so that a match only joins bits.</summary>
internal sealed class DemandClass(Stage stage, QueueCount queue, int words)
{
    private ulong[] _own = new ulong[words];
    private ulong[] _next = new ulong[words];
    private int[] _fit = new int[words * Bits.PerWord];
    private SortedSet<WaitingTicket>.Enumerator _cursor;
    private bool _started;

    public Stage Stage { get; } = stage;
    public QueueCount Queue => queue;
    public MatchBy MatchBy { get; } = queue.Rules.MatchBy;
    public SortedSet<WaitingTicket> Waiting { get; } = new(QueueOrder.Instance);

    /// <summary>Seats that are qualified in the ticket's own tier.</summary>
    public ReadOnlySpan<ulong> Own => _own;

    /// <summary>Seats that are qualified in the next tier.</summary>
    public ReadOnlySpan<ulong> Next => _next;

    public int FitOf(int seat) => _fit[seat];

    /// <summary>Looks at an agent again: he is new, his skills changed, or one expired. Null when the seat is empty.</summary>
    public void Judge(int seat, Agent? agent, int words, Instant now)
    {
        if (words > _own.Length)
            Grow(words);
        var demand = Stage.Demand;
        Bits.Set(_own, seat, agent is not null && Eligibility.Qualifies(agent, demand, demand.Tier, Stage.RelaxedLevels, now));
        Bits.Set(_next, seat, agent is not null && Patience.HasNextTier(demand.Tier)
            && Eligibility.Qualifies(agent, demand, demand.Tier + 1, Stage.RelaxedLevels, now));
        _fit[seat] = agent is null ? 0 : Standing.FitOf(agent, demand, now);
    }

    /// <summary>Starts a walk through the tickets.</summary>
    public WaitingTicket First()
    {
        _started = false;
        return Waiting.Min!;
    }

    /// <summary>The ticket after the last one given. Most walks end with the first, which needs no enumerator.</summary>
    public WaitingTicket? Following()
    {
        if (!_started)
        {
            _cursor = Waiting.GetEnumerator();
            _cursor.MoveNext();
            _started = true;
        }
        return _cursor.MoveNext() ? _cursor.Current : null;
    }

    private void Grow(int words)
    {
        Array.Resize(ref _own, words);
        Array.Resize(ref _next, words);
        Array.Resize(ref _fit, words * Bits.PerWord);
    }
}
