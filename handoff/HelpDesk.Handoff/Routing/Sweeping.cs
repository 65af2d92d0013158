using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing;

/// <summary>What time alone brings about: offers that ran out, agents who are gone, chats that nobody answers.</summary>
public static class Sweeping
{
    /// <summary>The events that are due now, in the order in which they are to be applied; ids break ties, so every node finds the same.</summary>
    public static IReadOnlyList<RoutingEvent> Sweep(RoutingState state, Instant now)
    {
        var events = new List<RoutingEvent>();
        var dropped = Dropped(state, now, events);
        foreach (var offer in state.Offers.Values)
            if (OfferEnd(state, offer, dropped, now) is { } end)
                events.Add(end);
        foreach (var held in state.Held.Values)
            if (ReturnOf(state, held, dropped, now) is { } reason)
                events.Add(new RoutingEvent.ReturnedToQueue(held.Ticket.Id, held.Agent, reason, now));
        events.Sort(static (x, y) => Key(x).CompareTo(Key(y)));
        return events;
    }

    /// <summary>When <see cref="Sweep"/> has to look again if nothing happens before; <see cref="Instant.MaxValue"/> for never.</summary>
    public static Instant NextDeadline(RoutingState state)
    {
        var next = Instant.MaxValue;
        foreach (var offer in state.Offers.Values)
            next = Instant.Min(next, offer.Expires);
        foreach (var held in state.Held.Values)
            if (held.SilentSince is { } silent && held.Ticket.Demand.Kind == WorkKind.Chat)
                next = Instant.Min(next, silent + state.Policy.SilentAfter);
        foreach (var agent in state.Agents.Values)
            if (agent is { DisconnectedSince: { } since, Presence: not Presence.Offline })
                next = Instant.Min(next, since + state.Policy.DisconnectGrace);
        return next;
    }

    private static HashSet<AgentId>? Dropped(RoutingState state, Instant now, List<RoutingEvent> events)
    {
        HashSet<AgentId>? dropped = null;
        foreach (var agent in state.Agents.Values)
        {
            if (agent.Presence == Presence.Offline || agent.DisconnectedSince is not { } since || now - since < state.Policy.DisconnectGrace)
                continue;
            (dropped ??= []).Add(agent.Id);
            events.Add(new RoutingEvent.AgentDropped(agent.Id, now));
        }
        return dropped;
    }

    private static RoutingEvent? OfferEnd(RoutingState state, Offer offer, HashSet<AgentId>? dropped, Instant now)
    {
        if (IsLost(state, offer.Agent, dropped) || state.Agents[offer.Agent].Presence != Presence.Available || !MaySee(state, offer))
            return new RoutingEvent.OfferWithdrawn(offer.Ticket, offer.Agent, now);
        return offer.HasExpired(now) ? new RoutingEvent.OfferExpired(offer.Ticket, offer.Agent, now) : null;
    }

    /// <summary>Only a chat is taken from its agent: on a ticket nobody waits in front of a screen. An agent who was removed keeps nothing.</summary>
    private static ReturnReason? ReturnOf(RoutingState state, Held held, HashSet<AgentId>? dropped, Instant now)
    {
        if (!state.Agents.ContainsKey(held.Agent))
            return ReturnReason.Disconnected;
        if (held.Ticket.Demand.Kind != WorkKind.Chat)
            return null;
        if (IsLost(state, held.Agent, dropped))
            return ReturnReason.Disconnected;
        return held.SilentSince is { } silent && now - silent >= state.Policy.SilentAfter ? ReturnReason.Silent : null;
    }

    /// <summary>Whom an agent serves may change while he is asked.</summary>
    private static bool MaySee(RoutingState state, Offer offer) =>
        !state.Waiting.TryGetValue(offer.Ticket, out var ticket) || ticket.Demand.Customer is not { } customer || state.Agents[offer.Agent].Serves(customer);

    private static bool IsLost(RoutingState state, AgentId id, HashSet<AgentId>? dropped) =>
        !state.Agents.TryGetValue(id, out var agent) || agent.Presence == Presence.Offline || dropped?.Contains(id) == true;

    private static (int, Guid) Key(RoutingEvent e) => e switch
    {
        RoutingEvent.AgentDropped dropped => (0, dropped.Agent.Value),
        RoutingEvent.OfferWithdrawn withdrawn => (1, withdrawn.Ticket.Value),
        RoutingEvent.OfferExpired expired => (1, expired.Ticket.Value),
        RoutingEvent.ReturnedToQueue returned => (2, returned.Ticket.Value),
        _ => (3, Guid.Empty),
    };
}
