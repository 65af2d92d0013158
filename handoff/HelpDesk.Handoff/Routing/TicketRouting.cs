using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing;

/// <summary>Tickets as routing sees them, and what routing wants of tickets. Pure; the ticket's stream stays the one truth.</summary>
public static class TicketRouting
{
    /// <summary>What an event of a ticket changes for routing, in order; empty for most.</summary>
    /// <param name="after">The ticket with the event folded in.</param>
    /// <param name="due">What its queue is sorted by (<see cref="TicketClocks.QueueDue"/>).</param>
    public static IReadOnlyList<RoutingEvent> Of(TicketEvent happened, Ticket after, RoutingPolicy policy, Instant due) => happened switch
    {
        TicketEvent.Queued or TicketEvent.Reopened => [Queued(after, due, happened.At)],
        // It leaves first, so that an open offer does not outlast the hand-on even where the demand stays the same.
        TicketEvent.Transferred or TicketEvent.Escalated { Kind: EscalationKind.Functional } => [new RoutingEvent.TicketLeft(after.Id, happened.At), Queued(after, due, happened.At)],
        TicketEvent.Reprioritised or TicketEvent.PlanChanged when after.Status is TicketStatus.Queued or TicketStatus.Offered => [Queued(after, due, happened.At)],
        TicketEvent.Reprioritised or TicketEvent.PlanChanged when after.Agent is not null => [new RoutingEvent.HeldChanged(Waiting(after, due, happened.At), happened.At)],
        TicketEvent.Offered e => [new RoutingEvent.TicketOffered(OfferOf(e, after, policy), e.At)],
        TicketEvent.OfferDeclined e => [new RoutingEvent.OfferDeclined(after.Id, e.Agent, ReasonOf(e.Reason), e.At)],
        TicketEvent.OfferExpired e => [new RoutingEvent.OfferExpired(after.Id, e.Agent, e.At)],
        TicketEvent.ReturnedToQueue e => [new RoutingEvent.ReturnedToQueue(after.Id, e.Agent, e.Reason, e.At)],
        TicketEvent.Resolved or TicketEvent.Cancelled or TicketEvent.MergedInto => [new RoutingEvent.TicketLeft(after.Id, happened.At)],
        _ => InHands(happened, after, due),
    };

    /// <summary>What a sweep found, as the command that makes it so; null for what is about no ticket, or nobody holds any more.</summary>
    public static TicketCommand? CommandFor(RoutingEvent swept, RoutingState state) => swept switch
    {
        RoutingEvent.OfferExpired e => new TicketCommand.ExpireOffer(e.Agent, Actor.Desk),
        RoutingEvent.OfferWithdrawn => new TicketCommand.Transfer(null, null, "The agent cannot take it now.", Actor.Desk),
        RoutingEvent.ReturnedToQueue e when state.Held.TryGetValue(e.Ticket, out var held) => Return(e, held, state.Agents.GetValueOrDefault(e.Agent)),
        _ => null,
    };

    /// <summary>As a ticket waits: its demand is of its tier, queue, skills and language; a channel where the person waits in front of it is a chat.</summary>
    public static WaitingTicket Waiting(Ticket ticket, Instant due, Instant at) =>
        new(ticket.Id, ticket.Priority ?? Priority.P4, due, ticket.OpenedAt, ticket.QueuedAt ?? at, DemandOf(ticket))
        {
            Returned = ticket.AtHead,
            Asked = [.. ticket.PassedBy.Select(agent => new AskedBefore(agent, at))],
            LastAgent = ticket.LastAgent is { } last ? new LastAgent(last, ticket.ChangedAt) : null,
        };

    private static Demand DemandOf(Ticket ticket) => new(
        ticket.Tier, KindOf(ticket), ticket.Language, ticket.Skills.Select(s => new SkillDemand(s.Skill, s.Level)), units: 1, ticket.Queue, ticket.Customer);

    /// <summary>While it is paused nobody waits in front of a screen: it counts as a ticket in its agent's hands, and is not taken from him.</summary>
    private static WorkKind KindOf(Ticket ticket) =>
        ticket.Pause is null && (ticket.Channel is TicketChannel.Teams or TicketChannel.WebChat or TicketChannel.Phone or TicketChannel.WalkUp)
            ? WorkKind.Chat : WorkKind.Ticket;

    private static IReadOnlyList<RoutingEvent> InHands(TicketEvent happened, Ticket after, Instant due) => happened switch
    {
        TicketEvent.Accepted { How: AcceptedBy.TakeOver } or TicketEvent.Paused or TicketEvent.Resumed when after.Agent is { } agent =>
            [Queued(after, due, happened.At), .. Taken(after, agent, happened.At)],
        TicketEvent.Accepted e => Taken(after, e.Agent, e.At),
        TicketEvent.Replied e when after.Agent is not null => [new RoutingEvent.AgentReplied(after.Id, e.At)],
        TicketEvent.CustomerWrote e when after.Agent is not null => [new RoutingEvent.PersonWrote(after.Id, e.At)],
        _ => [],
    };

    /// <summary>Whoever takes it owes a word, unless it is the person's turn.</summary>
    private static IReadOnlyList<RoutingEvent> Taken(Ticket after, AgentId agent, Instant at) =>
        after.AwaitingReplySince is null
            ? [new RoutingEvent.OfferAccepted(after.Id, agent, at), new RoutingEvent.AgentReplied(after.Id, at)]
            : [new RoutingEvent.OfferAccepted(after.Id, agent, at)];

    private static RoutingEvent.TicketQueued Queued(Ticket after, Instant due, Instant at) => new(Waiting(after, due, at), at);

    private static Offer OfferOf(TicketEvent.Offered e, Ticket after, RoutingPolicy policy)
    {
        var demand = DemandOf(after);
        return new(after.Id, e.Agent, demand.Kind, demand.Units, e.At, e.Expires, new OfferReason(policy.For(demand).MatchBy, Affinity: e.Agent == after.LastAgent, null, 0));
    }

    private static DeclineReason ReasonOf(string said) => Enum.TryParse<DeclineReason>(said, ignoreCase: true, out var reason) ? reason : DeclineReason.Other;

    /// <summary>Who went home without losing his connection has ended his shift: no grace is owed.</summary>
    private static TicketCommand.ReturnToQueue Return(RoutingEvent.ReturnedToQueue e, Held held, Agent? agent) => e.Reason switch
    {
        ReturnReason.Silent => new(e.Agent, e.Reason, held.SilentSince ?? held.Since, Actor.Desk),
        _ when agent?.DisconnectedSince is { } since => new(e.Agent, ReturnReason.Disconnected, since, Actor.Desk),
        _ => new(e.Agent, ReturnReason.ShiftEnded, e.At, Actor.Desk),
    };
}
