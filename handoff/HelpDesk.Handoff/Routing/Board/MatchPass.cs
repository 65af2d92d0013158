using System.Runtime.InteropServices;
using HelpDesk.Handoff.Agents;
using NodaTime;

namespace HelpDesk.Handoff.Routing.Board;

/// <summary>
/// One match over the index. The heads of all classes that anybody can serve are merged in queue order; a class is left as soon as nobody with room is
/// qualified for it, because room only shrinks during a pass. What it gives away is put back at the end: offers count when they are applied.
/// </summary>
internal sealed class MatchPass(AgentBench bench, TicketIndex tickets)
{
    private const int Kinds = 2;

    private readonly Lineup[] _lineups = [.. Enum.GetValues<MatchBy>().SelectMany(by => Enum.GetValues<WorkKind>().Select(kind => new Lineup(bench, by, kind)))];
    private readonly HeadHeap _heads = new();
    private readonly List<(int Seat, WorkKind Kind, int Units)> _given = [];
    private RoutingPolicy _policy = RoutingPolicy.Default;
    private Instant _now;

    public IReadOnlyList<Offer> Run(RoutingState state, Instant now)
    {
        (_policy, _now) = (state.Policy, now);
        foreach (var queue in tickets.Queues)
            queue.Look();
        foreach (var lineup in _lineups)
            lineup.Dismiss();
        Gather();
        var offers = new List<Offer>();
        while (_heads.Count > 0)
        {
            var demands = _heads.Class;
            if (bench.Roomy(demands.Stage.Demand.Kind) > 0 && Serve(demands, _heads.Ticket, offers))
                _heads.Advance();
            else
                _heads.Leave();
        }
        PutBack();
        return offers;
    }

    private void Gather()
    {
        _heads.Clear();
        foreach (var demands in tickets.Classes)
            if (demands.Waiting.Count > 0 && CanServe(demands))
                _heads.Add(demands);
        _heads.Order();
    }

    private Lineup LineupOf(DemandClass demands) => _lineups[((int)demands.MatchBy * Kinds) + (int)demands.Stage.Demand.Kind];

    private bool CanServe(DemandClass demands) =>
        bench.Roomy(demands.Stage.Demand.Kind) > 0
        && (LineupOf(demands).First(demands.Own, default(Anybody)) >= 0 || (demands.Overflow is not null && LineupOf(demands).First(demands.Next, default(Anybody)) >= 0));

    /// <summary>False when no ticket of this class can be served any more.</summary>
    private bool Serve(DemandClass demands, WaitingTicket ticket, List<Offer> offers)
    {
        var last = LastAgentOf(demands, ticket, out var wait);
        if (wait)
            return true;
        var seat = last ?? Best(demands, demands.Own, ticket);
        OverflowCause? overflow = null;
        if (seat < 0 && demands.Overflow is { } cause)
            (seat, overflow) = (Best(demands, demands.Next, ticket), cause);
        if (seat < 0)
            return !ticket.Asked.IsEmpty && CanServe(demands);
        offers.Add(Give(demands, ticket, seat, last is not null, overflow));
        return true;
    }

    private int? LastAgentOf(DemandClass demands, WaitingTicket ticket, out bool wait)
    {
        wait = false;
        if (!Patience.RemembersLastAgent(_policy, ticket, _now) || !bench.TryFind(ticket.LastAgent!.Value.Agent, out var seat)
            || !bench.Abilities.Meets(seat, demands.Own) || WasAsked(ticket, seat))
            return null;
        var demand = demands.Stage.Demand;
        if (bench.HasRoom(seat, demand.Kind) && bench[seat].FreeUnits(demand.Kind) >= demand.Units)
            return seat;
        wait = Patience.IsKeptForLastAgent(_policy, ticket, _now) && Availability.IsExpected(bench[seat].Agent, _now);
        return null;
    }

    private int Best(DemandClass demands, ReadOnlySpan<int> required, WaitingTicket ticket)
    {
        var lineup = LineupOf(demands);
        if (ticket.Asked.IsEmpty && demands.Stage.Demand.Units == 1)
            return Best(lineup, demands.Fit, required, default(Anybody));
        return Best(lineup, demands.Fit, required, new TicketAllows(this, ticket));
    }

    private int Best<TAllows>(Lineup lineup, FitRule? fit, ReadOnlySpan<int> required, in TAllows allows) where TAllows : struct, IAllowsSeat
    {
        if (fit is null)
            return lineup.First(required, allows);
        if (!fit.IsByLevel(bench.Abilities))
            return lineup.Fittest(required, fit, allows);
        Span<int> withLevel = [.. required, 0];
        foreach (var level in fit.Levels)
        {
            withLevel[^1] = level;
            if (lineup.First(withLevel, allows) is var seat and >= 0)
                return seat;
        }
        return lineup.First(required, allows);
    }

    private bool WasAsked(WaitingTicket ticket, int seat) =>
        !ticket.Asked.IsEmpty && ticket.WasAsked(bench[seat].Agent.Id, _now, _policy.DeclineRemembered);

    private Offer Give(DemandClass demands, WaitingTicket ticket, int seat, bool affinity, OverflowCause? overflow)
    {
        var demand = demands.Stage.Demand;
        bench.Place(seat, demand.Kind, demand.Units, offers: 1);
        foreach (var lineup in _lineups)
            lineup.Settle(seat);
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

    /// <summary>One unit for anybody with room.</summary>
    private readonly struct Anybody : IAllowsSeat
    {
        public bool Allows(int seat) => true;
    }

    /// <summary>The ticket's units fit, and he was not asked for it a moment ago.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly struct TicketAllows(MatchPass pass, WaitingTicket ticket) : IAllowsSeat
    {
        public bool Allows(int seat) => pass.Fits(ticket, seat);
    }

    private bool Fits(WaitingTicket ticket, int seat) => bench[seat].FreeUnits(ticket.Demand.Kind) >= ticket.Demand.Units && !WasAsked(ticket, seat);
}
