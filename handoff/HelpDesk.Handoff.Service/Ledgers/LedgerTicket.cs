using System.Collections.Immutable;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Service.Ledgers;

/// <summary>A ticket as a node remembers it: the fold of its events, what of them moves its clocks, and when it is due.</summary>
/// <param name="Version">Of its stream.</param>
/// <param name="Due">Null until it is triaged.</param>
public sealed record LedgerTicket(Ticket Ticket, long Version, SlaOutcome.Known? Due)
{
    /// <summary>Its history without words, as far as the clocks need it.</summary>
    internal ImmutableArray<TicketEvent> Moves { get; init; } = [];

    /// <summary>The alarms that were recorded, since the terms last changed.</summary>
    internal ImmutableArray<FiredAlarm> Fired { get; init; } = [];

    /// <summary>What its queue is sorted by.</summary>
    public Instant? QueueDue => Due is { } known ? TicketClocks.QueueDue(known) : null;
}

/// <param name="Percent">100 for the breach.</param>
internal sealed record FiredAlarm(SlaClockKind Clock, int Percent, Instant Due);

/// <summary>What one event changed.</summary>
/// <param name="Before">Null for the opening.</param>
public sealed record TicketChange(LedgerTicket? Before, LedgerTicket After, TicketEvent Happened, long Position);
