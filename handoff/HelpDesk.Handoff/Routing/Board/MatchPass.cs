using System.Numerics;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing.Board;

/// <summary>
/// One match over the index. The heads of all classes that anybody can serve are merged in queue order; a class is left as soon as nobody with room is
/// qualified for it, because room only shrinks during a pass. What it gives away is put back at the end: offers count when they are applied.
/// </summary>
internal sealed class MatchPass(AgentBench bench, TicketIndex tickets)
{
    private readonly PriorityQueue<DemandClass, Head> _heads = new();
    private readonly List<(DemandClass, Head)> _open = [];
    private readonly List<(int Seat, WorkKind Kind, int Units)> _given = [];
    private RoutingPolicy _policy = RoutingPolicy.Default;
    private Instant _now;

    public IReadOnlyList<Offer> Run(RoutingState state, Instant now)
    {
        (_policy, _now) = (state.Policy, now);
        foreach (var queue in tickets.Queues)
            queue.Look();
        foreach (var demands in tickets.Classes)
            if (demands.Waiting.Count > 0 && CanServe(demands))
                _open.Add((demands, new Head(demands.First())));
        _heads.EnqueueRange(_open);
        _open.Clear();
        var offers = new List<Offer>();
        while (_heads.TryDequeue(out var demands, out var head))
            if (CanServe(demands) && Serve(demands, head.Ticket, offers) && demands.Following() is { } following)
                _heads.Enqueue(demands, new Head(following));
        PutBack();
        return offers;
    }

    private bool CanServe(DemandClass demands)
    {
        var room = bench.Room(demands.Stage.Demand.Kind);
        return Bits.Meet(demands.Own, room) || (Overflow(demands) is not null && Bits.Meet(demands.Next, room));
    }

    private static OverflowCause? Overflow(DemandClass demands)
    {
        if (demands.Stage.OverflowsByWait)
            return OverflowCause.Wait;
        return demands.Queue.IsCrowded ? OverflowCause.QueueLength : null;
    }

    /// <summary>False when no ticket of this class can be served any more.</summary>
    private bool Serve(DemandClass demands, WaitingTicket ticket, List<Offer> offers)
    {
        var last = LastAgentOf(demands, ticket, out var wait);
        if (wait)
            return true;
        var seat = last ?? Best(demands, demands.Own, ticket);
        OverflowCause? overflow = null;
        if (seat < 0 && Overflow(demands) is { } cause)
            (seat, overflow) = (Best(demands, demands.Next, ticket), cause);
        if (seat < 0)
            return !ticket.Asked.IsEmpty;
        offers.Add(Give(demands, ticket, seat, last is not null, overflow));
        return true;
    }

    private int? LastAgentOf(DemandClass demands, WaitingTicket ticket, out bool wait)
    {
        wait = false;
        if (!Patience.RemembersLastAgent(_policy, ticket, _now) || !bench.TryFind(ticket.LastAgent!.Value.Agent, out var seat)
            || !Bits.IsSet(demands.Own, seat) || WasAsked(ticket, seat))
            return null;
        var demand = demands.Stage.Demand;
        if (Bits.IsSet(bench.Room(demand.Kind), seat) && bench.FreeUnits(seat, demand.Kind) >= demand.Units)
            return seat;
        wait = Patience.IsKeptForLastAgent(_policy, ticket, _now) && Availability.IsExpected(bench[seat].Agent, _now);
        return null;
    }

    private int Best(DemandClass demands, ReadOnlySpan<ulong> qualified, WaitingTicket ticket)
    {
        var demand = demands.Stage.Demand;
        var room = bench.Room(demand.Kind);
        var best = -1;
        for (var word = 0; word < qualified.Length; word++)
            for (var bits = qualified[word] & room[word]; bits != 0; bits &= bits - 1)
            {
                var seat = (word * Bits.PerWord) + BitOperations.TrailingZeroCount(bits);
                if (bench.FreeUnits(seat, demand.Kind) >= demand.Units && !WasAsked(ticket, seat) && (best < 0 || ComesBefore(demands, seat, best)))
                    best = seat;
            }
        return best;
    }

    private bool ComesBefore(DemandClass demands, int x, int y)
    {
        ref readonly var a = ref bench[x];
        ref readonly var b = ref bench[y];
        var kind = demands.Stage.Demand.Kind;
        var left = Standing.MajorOf(demands.MatchBy, a.LoadOf(kind), a.Offers, demands.FitOf(x));
        var right = Standing.MajorOf(demands.MatchBy, b.LoadOf(kind), b.Offers, demands.FitOf(y));
        if (left != right)
            return left < right;
        return a.IdleTicks != b.IdleTicks ? a.IdleTicks < b.IdleTicks : a.Agent.Id.Value.CompareTo(b.Agent.Id.Value) < 0;
    }

    private bool WasAsked(WaitingTicket ticket, int seat) =>
        !ticket.Asked.IsEmpty && ticket.WasAsked(bench[seat].Agent.Id, _now, _policy.DeclineRemembered);

    private Offer Give(DemandClass demands, WaitingTicket ticket, int seat, bool affinity, OverflowCause? overflow)
    {
        var demand = demands.Stage.Demand;
        bench.Place(seat, demand.Kind, demand.Units, offers: 1);
        _given.Add((seat, demand.Kind, demand.Units));
        return new Offer(ticket.Id, bench[seat].Agent.Id, demand.Kind, demand.Units, _now, _now + _policy.OfferLasts,
            new OfferReason(demands.MatchBy, affinity, overflow, demands.Stage.RelaxedLevels));
    }

    private void PutBack()
    {
        foreach (var (seat, kind, units) in _given)
            bench.Place(seat, kind, -units, offers: -1);
        _given.Clear();
    }
}
