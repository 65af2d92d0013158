using System.Collections.Immutable;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Service.Ledgers;

/// <summary>A ticket as a node remembers it: the fold of its events, what of them moves its clocks, and when it is due.</summary>
/// <param name="Version">Of its stream.</param>
public sealed record LedgerTicket(Ticket Ticket, long Version)
{
    private Dues? _dues;

    /// <summary>That of the version which the ticket was opened under.</summary>
    public required HelpDeskPolicy Policy { get; init; }

    /// <summary>Its history without words, as far as the clocks need it.</summary>
    internal ImmutableArray<TicketEvent> Moves { get; init; } = [];

    /// <summary>Null until it is triaged.</summary>
    public SlaOutcome.Known? Due => Known.Clocks;

    /// <summary>What its queue is sorted by.</summary>
    public Instant? QueueDue => Known.Queue;

    /// <summary>Worked out when first asked for: while a node catches up nobody asks about most of what a ticket was.</summary>
    private Dues Known => _dues ??= DuesNow();

    internal LedgerTicket After(Ticket ticket, long version, TicketEvent happened, HelpDeskPolicy policy)
    {
        var moves = ClockHistory.After(Moves, happened);
        return moves == Moves && policy == Policy
            ? this with { Ticket = ticket, Version = version }
            : new LedgerTicket(ticket, version) { Policy = policy, Moves = moves };
    }

    private Dues DuesNow()
    {
        var clocks = TicketClocks.Due(Moves, Policy.Desk, Policy.Sla) as SlaOutcome.Known;
        return new Dues(clocks, clocks is null ? null : TicketClocks.QueueDue(clocks));
    }

    private sealed record Dues(SlaOutcome.Known? Clocks, Instant? Queue);
}

/// <summary>What one event changed.</summary>
/// <param name="Before">Null for the opening.</param>
public sealed record TicketChange(LedgerTicket? Before, LedgerTicket After, TicketEvent Happened, long Position);
