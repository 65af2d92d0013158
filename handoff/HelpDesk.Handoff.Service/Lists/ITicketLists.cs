using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Service.Lists;

/// <summary>
/// Tickets to look through: lists, search, counts. A projection of the feed that may be rebuilt at any time; nothing is decided by it.
/// What was committed before a question is asked is in its answer.
/// </summary>
public interface ITicketLists
{
    Task<TicketPage> FindAsync(TicketQuery query, CancellationToken ct);

    /// <summary>One count for each queue in which anything waits or is worked on.</summary>
    /// <param name="customers">Null: of every customer.</param>
    Task<IReadOnlyList<QueueCount>> CountQueuesAsync(IReadOnlySet<CustomerId>? customers, CancellationToken ct);

    /// <summary>Whose ticket it is; null where it is not known.</summary>
    Task<CustomerId?> CustomerOfAsync(TicketId ticket, CancellationToken ct);
}

/// <param name="Next">Null on the last page.</param>
public sealed record TicketPage(IReadOnlyList<TicketRow> Rows, TicketCursor? Next);

public sealed record TicketRow(Ticket Ticket, long Version, SlaOutcome.Known? Due);

/// <param name="Waiting">In the queue without an offer.</param>
/// <param name="Held">In agents' hands, paused ones included.</param>
/// <param name="OldestWaiting">Since when the one that has waited longest waits.</param>
/// <param name="NextDue">Of those that wait or are offered.</param>
/// <param name="Overdue">Of all that are open.</param>
public sealed record QueueCount(QueueId Queue, int Waiting, int Offered, int Held, int Paused, int P1, int Overdue, Instant? OldestWaiting, Instant? NextDue);
