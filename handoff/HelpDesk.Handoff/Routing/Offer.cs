using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing;

/// <summary>A ticket shown to one agent, who may take it until before <see cref="Expires"/>.</summary>
public sealed record Offer(TicketId Ticket, AgentId Agent, WorkKind Kind, int Units, Instant At, Instant Expires, OfferReason Reason)
{
    public bool HasExpired(Instant now) => now >= Expires;
}

/// <summary>Why this agent.</summary>
/// <param name="By">The rule that chose among those who could take it.</param>
/// <param name="Affinity">He last helped this person with it, which comes before that rule.</param>
/// <param name="Overflow">Nobody of the ticket's own tier could take it, so the next tier was asked; null when it stayed in its tier.</param>
/// <param name="RelaxedLevels">By how many levels the skill demand was lowered because of the wait.</param>
public sealed record OfferReason(MatchBy By, bool Affinity, OverflowCause? Overflow, int RelaxedLevels);

public enum OverflowCause { Wait, QueueLength }

/// <summary>A ticket in an agent's hands.</summary>
/// <param name="SilentSince">Since when the person has been waiting for the agent's next word; null when it is the person's turn.</param>
public sealed record Held(WaitingTicket Ticket, AgentId Agent, Instant Since, Instant? SilentSince);
