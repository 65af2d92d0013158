using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing;

/// <summary>State after an event. The only place where routing's state changes.</summary>
public static class Folding
{
    public static RoutingState Apply(RoutingState state, RoutingEvent e) => e switch
    {
        RoutingEvent.TicketQueued queued => Queue(state, queued.Ticket, queued.At),
        RoutingEvent.TicketLeft left => Leave(state, left.Ticket, left.At),
        RoutingEvent.AgentChanged changed => Change(state, changed.Agent, changed.At),
        RoutingEvent.AgentLeft left => state with { Agents = state.Agents.Remove(left.Agent) },
        RoutingEvent.AgentDisconnected gone => OnAgent(state, gone.Agent, a => a with { DisconnectedSince = a.DisconnectedSince ?? gone.At }),
        RoutingEvent.AgentReconnected back => OnAgent(state, back.Agent, a => a with { DisconnectedSince = null }),
        RoutingEvent.AgentDropped dropped => OnAgent(state, dropped.Agent, a => a with { Presence = Presence.Offline }),
        RoutingEvent.TicketOffered offered => Offer(state, offered.Offer),
        RoutingEvent.OfferAccepted accepted => Accept(state, accepted),
        RoutingEvent.OfferDeclined declined => NotTaken(state, declined.Ticket, declined.Agent, declined.At),
        RoutingEvent.OfferExpired expired => NotTaken(state, expired.Ticket, expired.Agent, expired.At),
        RoutingEvent.OfferWithdrawn withdrawn => Withdraw(state, withdrawn.Ticket, withdrawn.Agent),
        RoutingEvent.HeldChanged changed => OnHeld(state, changed.Ticket.Id, h => h with { Ticket = changed.Ticket }),
        RoutingEvent.PersonWrote wrote => OnHeld(state, wrote.Ticket, h => h with { SilentSince = h.SilentSince ?? wrote.At }),
        RoutingEvent.AgentReplied replied => OnHeld(state, replied.Ticket, h => h with { SilentSince = null }),
        RoutingEvent.ReturnedToQueue returned => Return(state, returned),
        _ => throw new ArgumentOutOfRangeException(nameof(e), e.GetType(), "An event that routing does not know."),
    };

    private static RoutingState Queue(RoutingState state, WaitingTicket ticket, Instant at)
    {
        var free = state.Held.TryGetValue(ticket.Id, out var held) ? Idle(state with { Held = state.Held.Remove(ticket.Id) }, held.Agent, at) : state;
        var isStillWanted = free.Waiting.TryGetValue(ticket.Id, out var before) && before.Demand.Equals(ticket.Demand);
        return free with
        {
            Waiting = free.Waiting.SetItem(ticket.Id, ticket),
            Offers = isStillWanted ? free.Offers : free.Offers.Remove(ticket.Id),
        };
    }

    private static RoutingState Leave(RoutingState state, TicketId ticket, Instant at)
    {
        if (state.Held.TryGetValue(ticket, out var held))
            return Idle(state with { Held = state.Held.Remove(ticket) }, held.Agent, at);
        return state with { Waiting = state.Waiting.Remove(ticket), Offers = state.Offers.Remove(ticket) };
    }

    private static RoutingState Change(RoutingState state, Agent agent, Instant at)
    {
        var before = state.Agents.GetValueOrDefault(agent.Id);
        var justFree = agent.Presence == Presence.Available && before?.Presence != Presence.Available;
        var idleSince = justFree ? at : before?.IdleSince ?? agent.IdleSince;
        return state with { Agents = state.Agents.SetItem(agent.Id, agent with { IdleSince = idleSince }) };
    }

    private static RoutingState Offer(RoutingState state, Offer offer) =>
        state.Waiting.ContainsKey(offer.Ticket) && !state.Offers.ContainsKey(offer.Ticket)
            ? state with { Offers = state.Offers.Add(offer.Ticket, offer) }
            : state;

    private static RoutingState Accept(RoutingState state, RoutingEvent.OfferAccepted accepted)
    {
        if (!state.Waiting.TryGetValue(accepted.Ticket, out var ticket))
            return state;
        var held = new Held(ticket, accepted.Agent, accepted.At, SilentSince: accepted.At);
        var taken = state with
        {
            Waiting = state.Waiting.Remove(accepted.Ticket),
            Offers = state.Offers.Remove(accepted.Ticket),
            Held = state.Held.Add(accepted.Ticket, held),
        };
        return Idle(taken, accepted.Agent, accepted.At);
    }

    private static RoutingState NotTaken(RoutingState state, TicketId id, AgentId agent, Instant at)
    {
        var without = Withdraw(state, id, agent);
        if (ReferenceEquals(without, state))
            return state;
        var asked = state.Waiting[id].WithAsked(agent, at);
        return Idle(without with { Waiting = without.Waiting.SetItem(id, asked) }, agent, at);
    }

    private static RoutingState Withdraw(RoutingState state, TicketId id, AgentId agent) =>
        state.Offers.TryGetValue(id, out var offer) && offer.Agent == agent ? state with { Offers = state.Offers.Remove(id) } : state;

    private static RoutingState Return(RoutingState state, RoutingEvent.ReturnedToQueue returned)
    {
        if (!state.Held.TryGetValue(returned.Ticket, out var held) || held.Agent != returned.Agent)
            return state;
        var head = HeadOf(state, held.Ticket);
        var ticket = held.Ticket.WithAsked(returned.Agent, returned.At) with
        {
            Returned = true, OrderDue = head, WaitingSince = returned.At, LastAgent = null,
        };
        var back = state with { Held = state.Held.Remove(ticket.Id), Waiting = state.Waiting.SetItem(ticket.Id, ticket) };
        return Idle(back, returned.Agent, returned.At);
    }

    /// <summary>The earliest order due that waits in the ticket's priority, or its own when that is earlier.</summary>
    private static Instant HeadOf(RoutingState state, WaitingTicket ticket)
    {
        var head = ticket.OrderDue;
        foreach (var other in state.Waiting.Values)
            if (other.Priority == ticket.Priority && other.OrderDue < head)
                head = other.OrderDue;
        return head;
    }

    private static RoutingState Idle(RoutingState state, AgentId agent, Instant at) => OnAgent(state, agent, a => a with { IdleSince = at });

    private static RoutingState OnAgent(RoutingState state, AgentId id, Func<Agent, Agent> change) =>
        state.Agents.TryGetValue(id, out var agent) ? state with { Agents = state.Agents.SetItem(id, change(agent)) } : state;

    private static RoutingState OnHeld(RoutingState state, TicketId id, Func<Held, Held> change) =>
        state.Held.TryGetValue(id, out var held) ? state with { Held = state.Held.SetItem(id, change(held)) } : state;
}
