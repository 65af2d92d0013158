using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Tickets;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service.Lists;

/// <summary>Lists straight from the ledger, with an index of words beside it.</summary>
public sealed class LedgerLists : ITicketLists, ILedgerListener
{
    private readonly WordIndex _words = new();
    private readonly Ledger _ledger;
    private readonly TimeProvider _time;

    public LedgerLists(Ledger ledger, TimeProvider time)
    {
        (_ledger, _time) = (ledger, time);
        ledger.Add(this);
    }

    public async Task<TicketPage> FindAsync(TicketQuery query, CancellationToken ct)
    {
        await _ledger.FollowAsync(ct);
        // The worst of the best: one row more than asked for tells whether there is a next page.
        var best = new PriorityQueue<LedgerTicket, TicketCursor>(Comparer<TicketCursor>.Create((x, y) => y.CompareTo(x)));
        foreach (var entry in Candidates(query))
        {
            if (!Fits(entry, query)) continue;
            var place = Place(entry, query.Sort);
            if (query.After is { } after && place.CompareTo(after) <= 0) continue;
            if (best.Count <= query.Limit) best.Enqueue(entry, place);
            else best.EnqueueDequeue(entry, place);
        }
        var rows = best.UnorderedItems.OrderBy(i => i.Priority).Select(i => i.Element).ToList();
        var hasMore = rows.Count > query.Limit;
        if (hasMore) rows.RemoveAt(query.Limit);
        return new([.. rows.Select(e => new TicketRow(e.Ticket, e.Version, e.Due))], hasMore ? Place(rows[^1], query.Sort) : null);
    }

    public async Task<IReadOnlyList<QueueCount>> CountQueuesAsync(IReadOnlySet<CustomerId>? customers, CancellationToken ct)
    {
        await _ledger.FollowAsync(ct);
        var now = _time.GetCurrentInstant();
        var counts = new Dictionary<QueueId, QueueCount>();
        foreach (var entry in _ledger.Tickets)
        {
            if (!entry.Ticket.IsOpen || entry.Ticket.Queue is not { } queue || customers?.Contains(entry.Ticket.Customer) == false) continue;
            counts[queue] = With(counts.GetValueOrDefault(queue) ?? new QueueCount(queue, 0, 0, 0, 0, 0, 0, null, null), entry, now);
        }
        return [.. counts.Values.OrderBy(c => c.Queue.Value, StringComparer.Ordinal)];
    }

    public async Task<CustomerId?> CustomerOfAsync(TicketId ticket, CancellationToken ct)
    {
        await _ledger.FollowAsync(ct);
        return _ledger.Find(ticket)?.Ticket.Customer;
    }

    void ILedgerListener.Hear(TicketChange change)
    {
        if (TextOf(change.Happened) is { } text) _words.Add(change.After.Ticket.Id, text);
    }

    void ILedgerListener.HearRedacted(LedgerTicket after, IReadOnlyList<TicketEvent> history, long position)
    {
        _words.Forget(after.Ticket.Id);
        foreach (var text in history.Select(TextOf).OfType<string>()) _words.Add(after.Ticket.Id, text);
    }

    private static string? TextOf(TicketEvent happened) => happened switch
    {
        TicketEvent.Opened e => $"{e.Number} {e.Subject}",
        TicketEvent.Replied e => e.Text,
        TicketEvent.CustomerWrote e => e.Text,
        TicketEvent.Amended e => e.Text,
        TicketEvent.Noted e => e.Text,
        TicketEvent.Resolved e => e.Note,
        TicketEvent.VendorCaseOpened e => $"{e.Vendor} {e.Reference}",
        _ => null,
    };

    void ILedgerListener.Hear(AgentId agent, AgentEvent happened, AgentRecord? after)
    {
    }

    private IEnumerable<LedgerTicket> Candidates(TicketQuery query) =>
        query.Text is { } text && _words.Find(text) is { } found ? found.Select(_ledger.Find).OfType<LedgerTicket>() : _ledger.Tickets;

    private static bool Fits(LedgerTicket entry, TicketQuery q)
    {
        var t = entry.Ticket;
        return (q.Open is not { } open || t.IsOpen == open) && (q.Statuses.Count == 0 || q.Statuses.Contains(t.Status))
            && q.Customers?.Contains(t.Customer) != false && IsOf(q.Queue, t.Queue) && IsOf(q.Agent, t.Agent) && IsOf(q.Priority, t.Priority)
            && IsOf(q.Category, t.Category) && (q.Tier is not { } tier || t.Tier == tier) && (q.Kind is not { } kind || t.Kind == kind)
            && (q.Channel is not { } channel || t.Channel == channel) && (q.Person is not { } person || t.Concerns(person))
            && (q.Incident is not { } incident || t.Incident == incident) && (q.Breached is not { } breached || (t.ResponseBreached || t.ResolutionBreached) == breached)
            && (q.DueBefore is not { } due || entry.QueueDue < due)
            && (q.OpenedFrom is not { } from || t.OpenedAt >= from) && (q.OpenedBefore is not { } before || t.OpenedAt < before);
    }

    private static bool IsOf<T>(T? wanted, T? has) where T : struct, IEquatable<T> => wanted is not { } value || (has is { } known && known.Equals(value));

    private static bool IsOf(Priority? wanted, Priority? has) => wanted is null || has == wanted;

    private static TicketCursor Place(LedgerTicket entry, TicketSort sort) => sort switch
    {
        TicketSort.Opened => new(0, -entry.Ticket.OpenedAt.ToUnixTimeTicks(), entry.Ticket.Id.Value),
        TicketSort.Changed => new(0, -entry.Ticket.ChangedAt.ToUnixTimeTicks(), entry.Ticket.Id.Value),
        _ => new(entry.Ticket.Priority == Priority.P1 ? 0 : 1, entry.QueueDue is { } due && due != Instant.MaxValue ? due.ToUnixTimeTicks() : long.MaxValue, entry.Ticket.Id.Value),
    };

    private static QueueCount With(QueueCount count, LedgerTicket entry, Instant now)
    {
        var t = entry.Ticket;
        var waits = t.Status is TicketStatus.Queued or TicketStatus.Offered;
        return count with
        {
            Waiting = count.Waiting + (t.Status == TicketStatus.Queued ? 1 : 0),
            Offered = count.Offered + (t.Status == TicketStatus.Offered ? 1 : 0),
            Held = count.Held + (t.Agent is not null ? 1 : 0),
            Paused = count.Paused + (t.Status == TicketStatus.Paused ? 1 : 0),
            P1 = count.P1 + (t.Priority == Priority.P1 ? 1 : 0),
            Overdue = count.Overdue + (entry.QueueDue < now ? 1 : 0),
            OldestWaiting = waits ? Earlier(count.OldestWaiting, t.QueuedAt) : count.OldestWaiting,
            NextDue = waits ? Earlier(count.NextDue, entry.QueueDue) : count.NextDue,
        };
    }

    private static Instant? Earlier(Instant? best, Instant? candidate) => best is null || candidate < best ? candidate ?? best : best;
}
