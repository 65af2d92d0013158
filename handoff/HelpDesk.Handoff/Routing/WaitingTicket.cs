using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing;

/// <summary>An agent who was asked and did not take it; he is not asked again for a while.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AskedBefore(AgentId Agent, Instant At);

/// <summary>The agent who last helped this person with this matter.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LastAgent(AgentId Agent, Instant At);

/// <summary>A ticket that needs an agent.</summary>
/// <param name="ResponseDue">From the SLA clock; the queue's order.</param>
/// <param name="WaitingSince">Since when it has been in this tier's queue: relaxation and overflow count from here.</param>
public sealed record WaitingTicket(TicketId Id, Priority Priority, Instant ResponseDue, Instant Opened, Instant WaitingSince, Demand Demand)
{
    /// <summary>Taken back from an agent who fell silent or was lost: ahead of all in its priority that were never taken.</summary>
    public bool Returned { get; init; }

    /// <summary>What the queue is sorted by: the response due, or for a returned ticket at most the earliest of its priority.</summary>
    public Instant OrderDue { get; init; } = ResponseDue;
    public LastAgent? LastAgent { get; init; }
    public ImmutableArray<AskedBefore> Asked { get; init; } = [];

    /// <summary>Whether this agent declined or missed it within <paramref name="remembered"/>.</summary>
    public bool WasAsked(AgentId agent, Instant now, Duration remembered)
    {
        foreach (var asked in Asked)
            if (asked.Agent == agent && now - asked.At < remembered)
                return true;
        return false;
    }

    public WaitingTicket WithAsked(AgentId agent, Instant at) =>
        this with { Asked = [.. Asked.Where(a => a.Agent != agent), new AskedBefore(agent, at)] };
}
