using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Service.Workers;

/// <summary>What time alone owes a ticket: warnings and breaches of every clock, the end of a planned pause, closing what nobody objected to. Pure.</summary>
internal static class Alarms
{
    private const int Breach = 100;
    private const string AtRisk = "The time that was promised is over.";

    /// <summary>When something is next due; <see cref="Instant.MaxValue"/> for never.</summary>
    public static Instant Next(LedgerTicket entry, DeskSettings desk)
    {
        var ticket = entry.Ticket;
        if (ticket is { Status: TicketStatus.Resolved, Resolution: { } resolution }) return resolution.At + desk.AutoClose;
        if (!ticket.IsOpen) return Instant.MaxValue;
        var next = ticket.Pause?.Until ?? Instant.MaxValue;
        foreach (var (_, alarm) in Open(entry))
            next = Instant.Min(next, alarm.At);
        return next;
    }

    /// <summary>What is due by now, in the order to be given.</summary>
    public static IReadOnlyList<TicketCommand> Due(LedgerTicket entry, DeskSettings desk, Instant now)
    {
        var ticket = entry.Ticket;
        if (ticket is { Status: TicketStatus.Resolved, Resolution: { } resolution })
            return now >= resolution.At + desk.AutoClose ? [new TicketCommand.Close(Actor.Desk)] : [];
        var commands = new List<TicketCommand>();
        if (ticket.Pause?.Until is { } until && until <= now)
            commands.Add(new TicketCommand.Resume("The planned pause is over.", Actor.Desk));
        // After a standstill several alarms of a clock may be due: the highest says what the lower ones would have.
        foreach (var clock in Open(entry).Where(o => o.Alarm.At <= now).GroupBy(o => o.Clock))
            commands.AddRange(Of(ticket, clock.Key, clock.MaxBy(o => o.Alarm.Percent).Alarm));
        return commands;
    }

    private static IEnumerable<TicketCommand> Of(Ticket ticket, Clock clock, Alarm alarm)
    {
        if (alarm.Percent < Breach)
        {
            yield return new TicketCommand.WarnSla(clock.Kind, alarm.Percent, clock.Due ?? alarm.At, Actor.Desk);
            yield break;
        }
        yield return new TicketCommand.BreachSla(clock.Kind, alarm.At, Actor.Desk);
        var escalate = new TicketCommand.Escalate(EscalationKind.Hierarchical, null, AtRisk, Actor.Desk);
        if (clock.Kind is SlaClockKind.Response or SlaClockKind.Resolution && Lifecycle.Allows(ticket.Status, escalate))
            yield return escalate;
    }

    private static IEnumerable<(Clock Clock, Alarm Alarm)> Open(LedgerTicket entry)
    {
        if (entry.Due is not { } due || !entry.Ticket.IsOpen) yield break;
        foreach (var clock in due.Clocks)
        {
            if (clock.Ended is not null) continue;
            foreach (var alarm in clock.Alarms())
                if (!entry.Ticket.Marks.Any(m => Covers(m, clock, alarm)))
                    yield return (clock, alarm);
        }
    }

    /// <summary>
    /// A pause moves the due time, so resolution and OLA are recognised by their kind: what was warned of once is not warned of again. The others
    /// stand still for nothing, and their due time tells one run from the next.
    /// </summary>
    private static bool Covers(SlaMark mark, Clock clock, Alarm alarm) =>
        mark.Clock == clock.Kind && (mark.Breached || mark.WarnedPercent >= alarm.Percent)
        && (clock.Kind is SlaClockKind.Response or SlaClockKind.Resolution or SlaClockKind.Ola || mark.Due == clock.Due);
}
