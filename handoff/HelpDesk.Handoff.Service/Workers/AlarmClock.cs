using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Service.Workers;

/// <summary>When each ticket next needs a look: a heap, so that a hundred thousand open tickets cost nothing until one is due.</summary>
internal sealed class AlarmClock(DeskSettings desk)
{
    private readonly PriorityQueue<TicketId, Instant> _heap = new();
    private readonly Dictionary<TicketId, Instant> _next = [];

    /// <summary><see cref="Instant.MaxValue"/> for never.</summary>
    public Instant Next
    {
        get
        {
            Trim();
            return _heap.TryPeek(out _, out var at) ? at : Instant.MaxValue;
        }
    }

    public void Set(LedgerTicket entry) => Set(entry.Ticket.Id, Alarms.Next(entry, desk));

    public void Set(TicketId ticket, Instant at)
    {
        if (_next.TryGetValue(ticket, out var known) && known == at) return;
        if (at == Instant.MaxValue)
        {
            _next.Remove(ticket);
            return;
        }
        _next[ticket] = at;
        _heap.Enqueue(ticket, at);
    }

    /// <summary>Takes out what is due, earliest first, at most <paramref name="max"/>.</summary>
    public IReadOnlyList<TicketId> Take(Instant now, int max)
    {
        var due = new List<TicketId>();
        for (Trim(); due.Count < max && _heap.TryPeek(out var ticket, out var at) && at <= now; Trim())
        {
            _heap.Dequeue();
            _next.Remove(ticket);
            due.Add(ticket);
        }
        return due;
    }

    /// <summary>Entries that were set anew stay in the heap until they come up.</summary>
    private void Trim()
    {
        while (_heap.TryPeek(out var ticket, out var at) && !(_next.TryGetValue(ticket, out var next) && next == at))
            _heap.Dequeue();
    }
}
