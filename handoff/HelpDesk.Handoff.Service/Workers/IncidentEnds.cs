using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;

namespace HelpDesk.Handoff.Service.Workers;

/// <summary>One resolution closes all: when an incident is resolved, so are the tickets that are linked to it.</summary>
internal sealed class IncidentEnds(Ledger ledger, TicketDesk desk)
{
    private readonly Dictionary<TicketId, HashSet<TicketId>> _linked = [];
    private readonly HashSet<TicketId> _ended = [];

    public void Hear(TicketChange change)
    {
        var id = change.After.Ticket.Id;
        if (change.Happened is TicketEvent.Linked { Kind: LinkKind.Incident } link)
        {
            if (!_linked.TryGetValue(link.To, out var linked)) _linked.Add(link.To, linked = []);
            linked.Add(id);
            _ended.Add(link.To);
        }
        if (change.Happened is TicketEvent.Unlinked { Kind: LinkKind.Incident } unlinked) _linked.GetValueOrDefault(unlinked.To)?.Remove(id);
        if (change.Happened is TicketEvent.Resolved && _linked.ContainsKey(id)) _ended.Add(id);
    }

    /// <summary>After taking over: the node before may have stopped half way through.</summary>
    public void LookAtAll() => _ended.UnionWith(_linked.Keys);

    /// <summary>False where the lease has passed on.</summary>
    public async Task<bool> RunAsync(Check fence, CancellationToken ct)
    {
        foreach (var incident in _ended.ToList())
        {
            var tickets = _linked[incident].Select(ledger.Find).OfType<LedgerTicket>().Select(e => e.Ticket);
            var orders = ledger.Find(incident) is { } entry ? Incidents.ResolveLinked(entry.Ticket, tickets) : [];
            foreach (var ticket in orders.GroupBy(o => o.Ticket))
                if (await desk.DoAsync([.. ticket], new WriteTerms { Fence = fence }, ct) is TicketOutcome.Fenced) return false;
            _ended.Remove(incident);
        }
        return true;
    }
}
