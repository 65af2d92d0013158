using HelpDesk.Handoff.Policy;
using NodaTime;

namespace HelpDesk.Handoff.Tickets.Rules;

/// <summary>Exactly one agent wins: an offer is for one, and only he, only in time, can accept it.</summary>
internal static class Claiming
{
    public static Decision Offer(Ticket ticket, TicketCommand.Offer c, DeskPolicy policy, Instant now) =>
        Rights.Director(c.By) is { } notAllowed
            ? Decision.Refuse(notAllowed)
            : Decision.Accept(new TicketEvent.Offered(c.Agent, now + policy.Desk.OfferTime, now));

    public static Decision Decline(Ticket ticket, TicketCommand.DeclineOffer c, Instant now)
    {
        if (c.By.Agent is not { } agent || ticket.Offer?.Agent != agent) return Decision.Refuse(Refusal.NotOffered);
        return Text.Line(c.Reason) is { } bad ? Decision.Refuse(bad) : Decision.Accept(new TicketEvent.OfferDeclined(agent, c.Reason, now));
    }

    public static Decision Expire(Ticket ticket, TicketCommand.ExpireOffer c, Instant now)
    {
        if (Rights.Desk(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        return now < ticket.Offer!.Expires ? Decision.Refuse(Refusal.OfferStillOpen) : Decision.Accept(new TicketEvent.OfferExpired(c.Agent, now));
    }

    public static Decision Accept(Ticket ticket, TicketCommand.Accept c, DeskPolicy policy, Instant now)
    {
        if (!c.By.IsStaff || c.By.Agent is not { } agent) return Decision.Refuse(Refusal.NotAllowed);
        return ticket.Offer is { } offer ? AcceptOffer(offer, agent, now) : Pull(ticket, agent, policy, now);
    }

    private static Decision AcceptOffer(OpenOffer offer, AgentId agent, Instant now)
    {
        if (offer.Agent != agent) return Decision.Refuse(Refusal.NotOffered);
        return now < offer.Expires
            ? Decision.Accept(new TicketEvent.Accepted(agent, AcceptedBy.Offer, null, now))
            : Decision.Refuse(Refusal.OfferExpired);
    }

    private static Decision Pull(Ticket ticket, AgentId agent, DeskPolicy policy, Instant now)
    {
        var mayPull = ticket.Queue is { } id && policy.Queue(id) is { Pull: true };
        return mayPull ? Decision.Accept(new TicketEvent.Accepted(agent, AcceptedBy.Pull, null, now)) : Decision.Refuse(Refusal.PullNotAllowed);
    }

    public static Decision TakeOver(Ticket ticket, TicketCommand.TakeOver c, Instant now)
    {
        if (!c.By.IsStaff || c.By.Agent is not { } agent) return Decision.Refuse(Refusal.NotAllowed);
        return ticket.Agent == c.From
            ? Decision.Accept(new TicketEvent.Accepted(agent, AcceptedBy.TakeOver, c.From, now))
            : Decision.Refuse(Refusal.AgentChanged);
    }

    public static Decision Return(Ticket ticket, TicketCommand.ReturnToQueue c, DeskPolicy policy, Instant now)
    {
        if (Rights.Director(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (now - c.Since < Patience(c.Reason, policy.Desk)) return Decision.Refuse(Refusal.TooEarly);
        var returned = new TicketEvent.ReturnedToQueue(c.Agent, c.Reason, now);
        if (c.Reason != ReturnReason.Silent) return Decision.Accept(returned);
        // Silence is counted from a message of the person that nobody answered; an answer in between ends it.
        if (ticket.AwaitingReplySince is not { } waiting || waiting > c.Since) return Decision.Refuse(Refusal.TooEarly);
        return Decision.Accept(new TicketEvent.AgentWentSilent(c.Agent, c.Since, now), returned);
    }

    private static Duration Patience(ReturnReason reason, DeskSettings desk) => reason switch
    {
        ReturnReason.Silent => desk.SilentAgent,
        ReturnReason.Disconnected => desk.DisconnectGrace,
        _ => Duration.Zero,
    };
}
