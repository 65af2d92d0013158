using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Routing;

/// <summary>Whom an event is about.</summary>
public static class RoutingEvents
{
    public static (TicketId? Ticket, AgentId? Agent) Touched(RoutingEvent e) => e switch
    {
        RoutingEvent.TicketQueued x => (x.Ticket.Id, null),
        RoutingEvent.TicketLeft x => (x.Ticket, null),
        RoutingEvent.AgentChanged x => (null, x.Agent.Id),
        RoutingEvent.AgentLeft x => (null, x.Agent),
        RoutingEvent.AgentDisconnected x => (null, x.Agent),
        RoutingEvent.AgentReconnected x => (null, x.Agent),
        RoutingEvent.AgentDropped x => (null, x.Agent),
        RoutingEvent.TicketOffered x => (x.Offer.Ticket, x.Offer.Agent),
        RoutingEvent.OfferAccepted x => (x.Ticket, x.Agent),
        RoutingEvent.OfferDeclined x => (x.Ticket, x.Agent),
        RoutingEvent.OfferExpired x => (x.Ticket, x.Agent),
        RoutingEvent.OfferWithdrawn x => (x.Ticket, x.Agent),
        RoutingEvent.ReturnedToQueue x => (x.Ticket, x.Agent),
        RoutingEvent.HeldChanged x => (x.Ticket.Id, null),
        RoutingEvent.PersonWrote x => (x.Ticket, null),
        RoutingEvent.AgentReplied x => (x.Ticket, null),
        _ => throw new ArgumentOutOfRangeException(nameof(e), e.GetType(), "An event that routing does not know."),
    };
}
