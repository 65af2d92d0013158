using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;

namespace HelpDesk.Handoff.Service.Live;

/// <summary>One event of the feed, and whom it concerns.</summary>
/// <param name="Customer">Whose ticket it is; null for an agent's event.</param>
internal sealed record LiveEvent(LiveChange Change, IReadOnlyList<LiveTopic> Topics, CustomerId? Customer)
{
    public static LiveEvent Of(TicketChange change) =>
        Of(change.Before?.Ticket, change.After, TicketEvents.NameOf(change.Happened), change.Position);

    public static LiveEvent Redacted(LedgerTicket after, long position) => Of(null, after, TicketEvents.Redacted, position);

    private static LiveEvent Of(Ticket? before, LedgerTicket entry, string type, long position)
    {
        var after = entry.Ticket;
        var topics = new List<LiveTopic>(4) { LiveTopic.Of(after.Id), LiveTopic.Lead };
        // Whoever had it must hear that it left.
        foreach (var ticket in before is null ? [after] : new[] { after, before })
        {
            if (ticket.Queue is { } queue) Add(topics, LiveTopic.Of(queue));
            if (ticket.Agent is { } agent) Add(topics, LiveTopic.Of(agent));
            if (ticket.Offer is { } offer) Add(topics, LiveTopic.Of(offer.Agent));
        }
        return new(new LiveChange(position, type, after.Id.Value, null, entry.Version), topics, after.Customer);
    }

    public static LiveEvent Of(AgentId agent, AgentEvent happened, long position) =>
        new(new LiveChange(position, AgentEvents.ToStored(happened).Type, null, agent.Value, null), [LiveTopic.Of(agent), LiveTopic.Lead], null);

    private static void Add(List<LiveTopic> topics, LiveTopic topic)
    {
        if (!topics.Contains(topic)) topics.Add(topic);
    }
}
