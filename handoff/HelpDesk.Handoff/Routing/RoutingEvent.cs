using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing;

/// <summary>Required to decline; a lead sees them.</summary>
public enum DeclineReason { Busy, MissingSkill, MissingAccess, ConflictOfInterest, EndOfShift, Other }

/// <summary>What happened to waiting tickets and agents. Facts that no longer fit (a late duplicate) change nothing when folded.</summary>
public abstract record RoutingEvent
{
    private RoutingEvent() { }

    public abstract Instant At { get; init; }

    /// <summary>New, changed, escalated or transferred: it waits as given, and nobody holds it. An open offer stays while the demand is the same.</summary>
    public sealed record TicketQueued(WaitingTicket Ticket, Instant At) : RoutingEvent;

    /// <summary>Resolved, abandoned, merged: no longer routing's matter, whoever had it.</summary>
    public sealed record TicketLeft(TicketId Ticket, Instant At) : RoutingEvent;

    /// <summary>New or changed as given, except that <see cref="Agent.IdleSince"/> is kept unless he has just become available.</summary>
    public sealed record AgentChanged(Agent Agent, Instant At) : RoutingEvent;
    public sealed record AgentLeft(AgentId Agent, Instant At) : RoutingEvent;
    public sealed record AgentDisconnected(AgentId Agent, Instant At) : RoutingEvent;
    public sealed record AgentReconnected(AgentId Agent, Instant At) : RoutingEvent;

    /// <summary>Stayed away longer than the grace: offline from now on.</summary>
    public sealed record AgentDropped(AgentId Agent, Instant At) : RoutingEvent;

    public sealed record TicketOffered(Offer Offer, Instant At) : RoutingEvent;
    public sealed record OfferAccepted(TicketId Ticket, AgentId Agent, Instant At) : RoutingEvent;
    public sealed record OfferDeclined(TicketId Ticket, AgentId Agent, DeclineReason Reason, Instant At) : RoutingEvent;
    public sealed record OfferExpired(TicketId Ticket, AgentId Agent, Instant At) : RoutingEvent;

    /// <summary>Taken back because the agent can no longer take it; not held against him.</summary>
    public sealed record OfferWithdrawn(TicketId Ticket, AgentId Agent, Instant At) : RoutingEvent;

    /// <summary>What is in an agent's hands has another priority or due time; should it come back to the queue, it waits by these.</summary>
    public sealed record HeldChanged(WaitingTicket Ticket, Instant At) : RoutingEvent;
    public sealed record PersonWrote(TicketId Ticket, Instant At) : RoutingEvent;
    public sealed record AgentReplied(TicketId Ticket, Instant At) : RoutingEvent;
    public sealed record ReturnedToQueue(TicketId Ticket, AgentId Agent, ReturnReason Reason, Instant At) : RoutingEvent;
}
