using System.Collections.Immutable;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Routing;

/// <summary>
/// Everything that routing decides from. A ticket is in <see cref="Waiting"/> or in <see cref="Held"/>, never in both;
/// one that is offered waits and has its offer in <see cref="Offers"/>.
/// </summary>
public sealed record RoutingState(
    RoutingPolicy Policy,
    ImmutableDictionary<TicketId, WaitingTicket> Waiting,
    ImmutableDictionary<AgentId, Agent> Agents,
    ImmutableDictionary<TicketId, Offer> Offers,
    ImmutableDictionary<TicketId, Held> Held)
{
    public static RoutingState Start(RoutingPolicy policy) => new(
        policy,
        ImmutableDictionary<TicketId, WaitingTicket>.Empty,
        ImmutableDictionary<AgentId, Agent>.Empty,
        ImmutableDictionary<TicketId, Offer>.Empty,
        ImmutableDictionary<TicketId, Held>.Empty);

    /// <summary>What the agent holds, without what he is offered.</summary>
    public WorkUnits LoadOf(AgentId agent) => Held.Values.Where(h => h.Agent == agent)
        .Aggregate(WorkUnits.None, (load, held) => load.Plus(held.Ticket.Demand.Kind, held.Ticket.Demand.Units));

    /// <summary>What the agent is offered; it is kept free for him until he answers.</summary>
    public WorkUnits OfferedTo(AgentId agent) => Offers.Values.Where(o => o.Agent == agent)
        .Aggregate(WorkUnits.None, (load, offer) => load.Plus(offer.Kind, offer.Units));
}
