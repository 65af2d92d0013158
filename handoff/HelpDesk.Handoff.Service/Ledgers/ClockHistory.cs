using System.Collections.Immutable;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Service.Ledgers;

/// <summary>Keeps of a ticket's events what its clocks need. Pure.</summary>
internal static class ClockHistory
{
    /// <summary>The history with one more event; the same array where the event moves no clock.</summary>
    public static ImmutableArray<TicketEvent> After(ImmutableArray<TicketEvent> moves, TicketEvent happened)
    {
        if (Slim(happened) is not { } slim) return moves;
        // Only the first word of several in a row moves a clock; a long talk would otherwise cost more with every line.
        var isRepeated = slim is TicketEvent.Replied or TicketEvent.CustomerWrote && moves.Length > 0 && moves[^1].GetType() == slim.GetType();
        var isLaterTriage = slim is TicketEvent.Triaged && moves.Any(m => m is TicketEvent.Triaged);
        return isRepeated || isLaterTriage ? moves : moves.Add(slim);
    }

    private static TicketEvent? Slim(TicketEvent happened) => happened switch
    {
        TicketEvent.Opened e => e with { Subject = "", Transcript = null, Articles = [] },
        TicketEvent.Triaged e => e with { Why = [] },
        TicketEvent.Replied e => e with { Text = "", Attachments = [] },
        TicketEvent.CustomerWrote e => e with { Text = "", Attachments = [] },
        TicketEvent.Resolved e => e with { Note = "" },
        TicketEvent.Paused or TicketEvent.Resumed or TicketEvent.Reprioritised or TicketEvent.PlanChanged or TicketEvent.VendorCaseOpened
            or TicketEvent.VendorCaseClosed or TicketEvent.Cancelled or TicketEvent.MergedInto or TicketEvent.Queued or TicketEvent.Transferred
            or TicketEvent.Escalated { Kind: EscalationKind.Functional } or TicketEvent.ReturnedToQueue or TicketEvent.Reopened => happened,
        _ => null,
    };
}
