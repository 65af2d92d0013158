using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Routing.Board;
using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Service.Routing;

/// <summary>The routing board, kept from the ledger's changes. One owner, the worker's loop; its state may be read by anyone.</summary>
public sealed class RoutingDesk(PolicyBook policies, Instant start)
{
    private readonly RoutingBoard _board = new(RoutingState.Start(policies.Current.Routing), start);
    private readonly Dictionary<AgentId, AgentProfile> _profiles = [];
    private readonly Dictionary<TicketId, long> _versions = [];
    private RoutingState? _state;

    /// <summary>As of the latest change that was applied; immutable.</summary>
    public RoutingState State => Volatile.Read(ref _state) ?? RoutingState.Start(policies.Current.Routing);

    internal Instant NextDeadline => _board.NextDeadline;

    internal void Apply(TicketChange change)
    {
        var due = MovesInQueue(change.Happened) ? change.After.QueueDue ?? (change.After.Due is null ? change.Happened.At : Instant.MaxValue) : default;
        foreach (var e in TicketRouting.Of(change.Happened, change.After.Ticket, policies.Current.Routing, due))
            _board.Apply(e);
        Renew(change.After);
        Publish();
    }

    /// <summary>The board may be behind the ledger: what it decides counts only at the version that it has seen.</summary>
    internal void Renew(LedgerTicket entry)
    {
        if (entry.Ticket.IsOpen) _versions[entry.Ticket.Id] = entry.Version;
        else _versions.Remove(entry.Ticket.Id);
    }

    /// <summary>Only these give a ticket a new place in the queue; the due time of all others is not asked for.</summary>
    private static bool MovesInQueue(TicketEvent happened) => happened is TicketEvent.Queued or TicketEvent.Reopened or TicketEvent.Transferred or TicketEvent.Escalated
        or TicketEvent.Reprioritised or TicketEvent.PlanChanged or TicketEvent.Accepted or TicketEvent.Paused or TicketEvent.Resumed;

    /// <summary>The version of the ticket as the board knows it.</summary>
    internal long? VersionOf(TicketId ticket) => _versions.TryGetValue(ticket, out var version) ? version : null;

    internal void Apply(AgentId agent, AgentEvent happened, AgentRecord? after)
    {
        foreach (var e in Of(agent, happened, after))
            _board.Apply(e);
        Publish();
    }

    internal IReadOnlyList<RoutingEvent> Sweep(Instant now) => _board.Sweep(now);

    internal IReadOnlyList<Offer> Match(Instant now) => _board.Match(now);

    private void Publish() => Volatile.Write(ref _state, _board.State);

    private IEnumerable<RoutingEvent> Of(AgentId agent, AgentEvent happened, AgentRecord? after)
    {
        if (after is null)
        {
            _profiles.Remove(agent);
            return [new RoutingEvent.AgentLeft(agent, happened.At)];
        }
        switch (happened)
        {
            case AgentEvent.Disconnected e: return [new RoutingEvent.AgentDisconnected(agent, e.Since)];
            case AgentEvent.Reconnected e: return [new RoutingEvent.AgentReconnected(agent, e.At)];
            case AgentEvent.Dropped e: return [new RoutingEvent.AgentDropped(agent, e.At)];
        }
        var seat = AgentSeat.Of(after, policies.Current.Desk, _board.State.Agents.GetValueOrDefault(agent), _profiles.GetValueOrDefault(agent));
        _profiles[agent] = after.Profile;
        return [new RoutingEvent.AgentChanged(seat, happened.At)];
    }
}
