using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing;

/// <summary>
/// The rule of routing, written to be read: every ticket in queue order looks at every agent. <see cref="Board.RoutingBoard"/> gives the same offers
/// for a large desk; tests hold the two together.
/// </summary>
public static class Matching
{
    /// <summary>The offers to make now, in queue order. Nothing changes until they are applied as <see cref="RoutingEvent.TicketOffered"/>.</summary>
    public static IReadOnlyList<Offer> Match(RoutingState state, Instant now)
    {
        var open = state;
        var offers = new List<Offer>();
        var crowded = Crowded(state);
        foreach (var ticket in Queue(state))
        {
            if (OfferFor(open, ticket, crowded, now) is not { } offer)
                continue;
            offers.Add(offer);
            open = open with { Offers = open.Offers.Add(offer.Ticket, offer) };
        }
        return offers;
    }

    /// <summary>Tickets that wait and have no open offer, next to be served first.</summary>
    public static IEnumerable<WaitingTicket> Queue(RoutingState state) =>
        state.Waiting.Values.Where(t => !state.Offers.ContainsKey(t.Id)).Order(QueueOrder.Instance);

    /// <summary>Queues that are over the policy's length as the match begins.</summary>
    public static IReadOnlySet<WaitingPlace> Crowded(RoutingState state) => Queue(state)
        .GroupBy(t => WaitingPlace.Of(t.Demand))
        .Where(g => Patience.OverflowsByLength(state.Policy.For(g.First().Demand), g.Key.Tier, g.Count()))
        .Select(g => g.Key).ToHashSet();

    internal static OverflowCause? Overflow(RoutingState state, WaitingTicket ticket, IReadOnlySet<WaitingPlace> crowded, Instant now)
    {
        if (Patience.OverflowsByWait(state.Policy, ticket, now))
            return OverflowCause.Wait;
        return crowded.Contains(WaitingPlace.Of(ticket.Demand)) ? OverflowCause.QueueLength : null;
    }

    /// <summary>Whether the ticket waits a moment for its last agent, who is at work and able but cannot be asked right now.</summary>
    internal static bool WaitsForLastAgent(RoutingState state, WaitingTicket ticket, Instant now) =>
        Patience.IsKeptForLastAgent(state.Policy, ticket, now)
        && ticket.LastAgent is { } last
        && state.Agents.TryGetValue(last.Agent, out var agent)
        && Availability.IsExpected(agent, now)
        && Eligibility.Qualifies(agent, ticket.Demand, ticket.Demand.Tier, Patience.RelaxedLevels(state.Policy, ticket, now), now)
        && !ticket.WasAsked(agent.Id, now, state.Policy.DeclineRemembered)
        && Eligibility.Obstacles(state, agent, ticket, ticket.Demand.Tier, now).Count > 0;

    private static Offer? OfferFor(RoutingState state, WaitingTicket ticket, IReadOnlySet<WaitingPlace> crowded, Instant now)
    {
        if (WaitsForLastAgent(state, ticket, now))
            return null;
        var overflow = Overflow(state, ticket, crowded, now);
        var tier = ticket.Demand.Tier;
        if (LastAgentOf(state, ticket, tier, now) is { } last)
            return Make(state, ticket, last, affinity: true, null, now);
        if (Best(state, ticket, tier, now) is { } own)
            return Make(state, ticket, own, affinity: false, null, now);
        return overflow is not null && Best(state, ticket, tier + 1, now) is { } next
            ? Make(state, ticket, next, affinity: false, overflow, now)
            : null;
    }

    private static Agent? LastAgentOf(RoutingState state, WaitingTicket ticket, Tier tier, Instant now) =>
        Patience.RemembersLastAgent(state.Policy, ticket, now)
        && state.Agents.TryGetValue(ticket.LastAgent!.Value.Agent, out var agent)
        && Eligibility.Obstacles(state, agent, ticket, tier, now).Count == 0
            ? agent : null;

    private static Agent? Best(RoutingState state, WaitingTicket ticket, Tier tier, Instant now) => state.Agents.Values
        .Where(a => Eligibility.Obstacles(state, a, ticket, tier, now).Count == 0)
        .MinBy(a => StandingOf(state, a, ticket.Demand, now));

    internal static Standing StandingOf(RoutingState state, Agent agent, Demand demand, Instant now) => Standing.Of(
        state.Policy.For(demand).MatchBy,
        agent,
        demand.Kind,
        state.LoadOf(agent.Id)[demand.Kind] + state.OfferedTo(agent.Id)[demand.Kind],
        state.Offers.Values.Count(o => o.Agent == agent.Id),
        Standing.FitOf(agent, demand, now));

    private static Offer Make(RoutingState state, WaitingTicket ticket, Agent agent, bool affinity, OverflowCause? overflow, Instant now) => new(
        ticket.Id, agent.Id, ticket.Demand.Kind, ticket.Demand.Units, now, now + state.Policy.OfferLasts,
        new OfferReason(state.Policy.For(ticket.Demand).MatchBy, affinity, overflow, Patience.RelaxedLevels(state.Policy, ticket, now)));
}
