using HelpDesk.Handoff.Policy;
using NodaTime;

namespace HelpDesk.Handoff.Tickets.Rules;

internal static class Moving
{
    /// <summary>
    /// Handing on ends a pause: whoever gets it has to look at it, and may wait again. A lead who transfers an offered ticket to the queue
    /// that it is in takes the offer back.
    /// </summary>
    public static Decision Transfer(Ticket ticket, TicketCommand.Transfer c, DeskPolicy policy, Instant now)
    {
        if (Rights.HolderOrDirector(ticket, c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (Text.Line(c.Reason) is { } bad) return Decision.Refuse(bad);
        if ((c.Queue ?? ticket.Queue) is not { } id || policy.Queue(id) is not { } queue) return Decision.Refuse(Refusal.UnknownQueue);
        if (policy.UnknownSkill(c.Skills) is not null) return Decision.Refuse(Refusal.UnknownSkill);
        if (c.Agent is { } same && same == ticket.Agent) return Decision.Refuse(Refusal.ToItself);
        var skills = c.Queue is null && c.Skills.Count == 0 ? ticket.Skills : c.Skills;
        var moved = new TicketEvent.Transferred(queue.Id, queue.Tier, skills, c.Reason, c.By, now);
        return c.Agent is { } agent
            ? Decision.Accept(moved, new TicketEvent.Offered(agent, now + policy.Desk.OfferTime, now))
            : Decision.Accept(moved);
    }

    public static Decision Reprioritise(Ticket ticket, TicketCommand.Reprioritise c, Instant now)
    {
        if (Rights.NotThePerson(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (Text.Line(c.Reason) is { } bad) return Decision.Refuse(bad);
        return ticket.Priority is { } from
            ? Decision.Accept(new TicketEvent.Reprioritised(from, c.To, c.Impact, c.Urgency, c.Reason, c.By, now))
            : Decision.Refuse(Refusal.NotTriaged);
    }

    public static Decision ChangePlan(Ticket ticket, TicketCommand.ChangePlan c, DeskPolicy policy, Instant now)
    {
        if (Rights.Director(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (!policy.KnowsPlan(c.To)) return Decision.Refuse(Refusal.UnknownPlan);
        return Text.Line(c.Reason) is { } bad
            ? Decision.Refuse(bad)
            : Decision.Accept(new TicketEvent.PlanChanged(ticket.Plan, c.To, c.Reason, c.By, now));
    }

    public static Decision Reapply(Ticket ticket, TicketCommand.ReapplyPolicy c, DeskPolicy policy, Instant now)
    {
        if (Rights.Director(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        return ticket.PolicyVersion == policy.Version
            ? Decision.Nothing
            : Decision.Accept(new TicketEvent.PolicyReapplied(ticket.PolicyVersion, policy.Version, c.By, now));
    }
}
