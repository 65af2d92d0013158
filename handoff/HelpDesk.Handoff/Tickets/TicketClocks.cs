using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Sla.Terms;
using NodaTime;

namespace HelpDesk.Handoff.Tickets;

/// <summary>A ticket's history as its clocks see it.</summary>
public static class TicketClocks
{
    /// <summary>
    /// What of these events moves the clocks, in order. Nothing until the ticket is triaged: the first priority counts from the opening. A scheduled
    /// pause stops no clock, because the desk cannot buy itself time by planning; waiting for the person or a vendor does. Handing on ends a pause.
    /// </summary>
    public static IReadOnlyList<SlaEvent> Events(IEnumerable<TicketEvent> history, DeskPolicy policy)
    {
        TicketEvent.Opened? opened = null;
        Priority? first = null;
        var moved = new List<SlaEvent>();
        foreach (var happened in history)
        {
            opened ??= happened as TicketEvent.Opened;
            first ??= (happened as TicketEvent.Triaged)?.Priority;
            moved.AddRange(Of(happened));
        }
        if (opened is null || first is not { } priority)
            return [];
        moved.Insert(0, new SlaEvent.Opened(priority, opened.Plan, policy.Customer(opened.Customer)?.Zone, opened.At));
        return moved;
    }

    /// <summary>Null until the ticket is triaged.</summary>
    public static SlaOutcome? Due(IEnumerable<TicketEvent> history, DeskPolicy policy, SlaPolicy sla) =>
        Events(history, policy) is { Count: > 0 } events ? SlaClock.Due(events, sla) : null;

    /// <summary>What the queue is sorted by: the response that is owed, else the next response, else the resolution.</summary>
    public static Instant? QueueDue(SlaOutcome.Known clocks)
    {
        if (clocks.Response is { Ended: null } response) return response.Due;
        return clocks.Last(SlaClockKind.NextResponse) is { Ended: null } next ? next.Due : clocks.Resolution.Due;
    }

    private static SlaEvent[] Of(TicketEvent happened) => happened switch
    {
        TicketEvent.Replied e => [new SlaEvent.Replied(true, e.At)],
        TicketEvent.CustomerWrote e => [new SlaEvent.CustomerWrote(e.At)],
        TicketEvent.Paused { Reason: PauseReason.User } e => [new SlaEvent.Paused(WaitingFor.Person, e.At)],
        TicketEvent.Paused { Reason: PauseReason.Vendor } e => [new SlaEvent.Paused(WaitingFor.Vendor, e.At)],
        TicketEvent.Resumed e => [new SlaEvent.Resumed(null, e.At)],
        TicketEvent.Reprioritised e => [new SlaEvent.PriorityChanged(e.To, e.At)],
        TicketEvent.PlanChanged e => [new SlaEvent.PlanChanged(e.To, e.At)],
        TicketEvent.VendorCaseOpened e => [new SlaEvent.VendorCaseOpened(e.Vendor, Case(e.Vendor, e.Reference), e.At)],
        TicketEvent.VendorCaseClosed e => [new SlaEvent.VendorCaseClosed(Case(e.Vendor, e.Reference), e.At)],
        TicketEvent.Resolved e => [new SlaEvent.Resolved(e.At)],
        TicketEvent.Cancelled or TicketEvent.MergedInto => [new SlaEvent.Cancelled(happened.At)],
        _ => Moves(happened),
    };

    private static SlaEvent[] Moves(TicketEvent happened) => happened switch
    {
        TicketEvent.Queued e => [new SlaEvent.TierChanged(e.Tier, e.At)],
        TicketEvent.Transferred e => [new SlaEvent.Resumed(null, e.At), new SlaEvent.TierChanged(e.Tier, e.At)],
        TicketEvent.Escalated { Kind: EscalationKind.Functional } e => [new SlaEvent.Resumed(null, e.At), new SlaEvent.TierChanged(e.To, e.At)],
        TicketEvent.ReturnedToQueue e => [new SlaEvent.Resumed(null, e.At)],
        TicketEvent.Reopened e => [new SlaEvent.Reopened(e.At), new SlaEvent.TierChanged(e.Tier, e.At)],
        _ => [],
    };

    /// <summary>Two vendors may use the same reference.</summary>
    private static string Case(VendorId vendor, string reference) => $"{vendor} {reference}";
}
