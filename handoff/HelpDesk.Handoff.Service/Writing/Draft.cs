using System.Collections.Immutable;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Handoff.Service.Writing;

/// <summary>The tickets of one attempt: as they were loaded, and what the commands would make of them.</summary>
internal sealed class Draft
{
    private readonly List<TicketId> _order = [];
    private readonly Dictionary<TicketId, Sheet> _sheets = [];

    /// <summary>Agents whose records the claims of this attempt rest on.</summary>
    public List<AgentId> Agents { get; } = [];

    public bool IsEmpty => _sheets.Values.All(s => s.Happened.Count == 0);

    public StoredTicket? First => _sheets[_order[0]].After;
    public IReadOnlyList<TicketEvent> FirstEvents => _sheets[_order[0]].Happened;
    public IEnumerable<StoredTicket> Tickets => _sheets.Values.Select(s => s.After).OfType<StoredTicket>();

    /// <summary>The latest time that any of these tickets knows: a node whose clock is behind must not write a time before it.</summary>
    public Instant Latest => _sheets.Values.Max(s => s.Before?.Ticket.ChangedAt ?? Instant.MinValue);

    public void Add(TicketId id, StoredTicket? loaded)
    {
        if (_sheets.TryAdd(id, new Sheet(loaded)))
            _order.Add(id);
    }

    /// <summary>Gives one command; the refusal where it is refused.</summary>
    public Decision.Refused? Give(TicketOrder order, DeskPolicy policy, Instant now)
    {
        var sheet = _sheets[order.Ticket];
        switch (TicketRules.Decide(sheet.After?.Ticket, order.Command, policy, now))
        {
            case Decision.Refused refused:
                return refused;
            case Decision.Accepted accepted:
                sheet.Happen(accepted.Events);
                if (Claims.AgentOf(order.Command) is { } agent) Agents.Add(agent);
                return null;
            default:
                return null;
        }
    }

    public ImmutableArray<Check> Checks() =>
        [.. Changed.Select(s => new Check.StreamAt(new StreamId(TicketEvents.StreamOf(s.After!.Ticket.Id)), s.Before?.Version ?? 0))];

    public ImmutableArray<Write> Appends() => [.. Changed.Select(s => new Write.Append(
        new StreamId(TicketEvents.StreamOf(s.After!.Ticket.Id)),
        [.. s.Happened.Select(TicketEvents.ToStored).Select(f => new NewEvent(f.Type, f.Schema, f.Json, f.At))]))];

    private IEnumerable<Sheet> Changed => _order.Select(id => _sheets[id]).Where(s => s.Happened.Count > 0);

    private sealed class Sheet(StoredTicket? loaded)
    {
        public StoredTicket? Before { get; } = loaded;
        public StoredTicket? After { get; private set; } = loaded;
        public List<TicketEvent> Happened { get; } = [];

        public void Happen(Sequence<TicketEvent> events)
        {
            Happened.AddRange(events);
            After = new StoredTicket(Ticket.Fold(After?.Ticket, events)!, (Before?.Version ?? 0) + Happened.Count);
        }
    }
}

/// <summary>Which commands put a ticket into an agent's hands, or before him.</summary>
internal static class Claims
{
    public static AgentId? AgentOf(TicketCommand command) => command switch
    {
        TicketCommand.Accept c => c.By.Agent,
        TicketCommand.TakeOver c => c.By.Agent,
        TicketCommand.Offer c => c.Agent,
        TicketCommand.Transfer c => c.Agent,
        _ => null,
    };
}
