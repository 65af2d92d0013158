using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;

namespace HelpDesk.Handoff.Service.Writing;

/// <summary>A ticket as it is in the store.</summary>
/// <param name="Version">Of its stream: what <c>If-Match</c> and commits compare.</param>
public sealed record StoredTicket(Ticket Ticket, long Version)
{
    /// <summary>The ticket after more events of its stream; those that a newer node wrote and this one cannot read only count.</summary>
    internal static StoredTicket? After(StoredTicket? before, IEnumerable<StoredEvent> events)
    {
        var (ticket, version) = (before?.Ticket, before?.Version ?? 0);
        foreach (var stored in events)
        {
            if (TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var happened))
                ticket = Ticket.Apply(ticket, happened);
            version = stored.Version;
        }
        return ticket is null ? null : new StoredTicket(ticket, version);
    }
}

/// <summary>Loads tickets. What was folded is kept: a stream only grows, so that a look for its tail brings any of them up to date.</summary>
internal sealed class TicketShelf(IStore store)
{
    private const int PageSize = 500;
    private const int Kept = 10_000;
    private readonly Lock _lock = new();
    private Dictionary<TicketId, StoredTicket> _recent = [];
    private Dictionary<TicketId, StoredTicket> _older = [];

    /// <summary>As last seen by this node, which may be behind the store; null where it was not seen.</summary>
    public StoredTicket? Remembered(TicketId id)
    {
        lock (_lock)
            return _recent.GetValueOrDefault(id) ?? _older.GetValueOrDefault(id);
    }

    /// <summary>As the store has it now.</summary>
    public async Task<StoredTicket?> LoadAsync(TicketId id, CancellationToken ct)
    {
        var stream = new StreamId(TicketEvents.StreamOf(id));
        var found = Remembered(id);
        long redacted = 0;
        while (true)
        {
            var page = await store.ReadStreamAsync(stream, found?.Version ?? 0, PageSize, ct);
            if (page.LastOrDefault(e => e.Type == TicketEvents.Redacted) is { } mark && mark.Version > redacted)
            {
                // What was folded before the mark was seen may hold what it took away.
                (found, redacted) = (null, mark.Version);
                continue;
            }
            found = StoredTicket.After(found, page);
            if (page.Count < PageSize) break;
        }
        if (found is not null) Remember(found);
        return found;
    }

    /// <summary>Every event of a ticket that this version can read, oldest first.</summary>
    public async Task<IReadOnlyList<(StoredEvent Stored, TicketEvent Happened)>> HistoryAsync(TicketId id, CancellationToken ct)
    {
        var stream = new StreamId(TicketEvents.StreamOf(id));
        var history = new List<(StoredEvent, TicketEvent)>();
        for (long after = 0; ;)
        {
            var page = await store.ReadStreamAsync(stream, after, PageSize, ct);
            foreach (var stored in page)
                if (TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var happened))
                    history.Add((stored, happened));
            if (page.Count < PageSize) return history;
            after = page[^1].Version;
        }
    }

    public void Remember(StoredTicket ticket)
    {
        lock (_lock)
        {
            if (Remembered(ticket.Ticket.Id) is { } known && known.Version > ticket.Version) return;
            // Two generations: what was not asked for while the younger one filled is forgotten with the older one.
            if (_recent.Count >= Kept)
                (_older, _recent) = (_recent, []);
            _recent[ticket.Ticket.Id] = ticket;
        }
    }
}
