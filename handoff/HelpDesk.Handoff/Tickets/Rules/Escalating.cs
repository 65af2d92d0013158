using HelpDesk.Handoff.Policy;
using NodaTime;

namespace HelpDesk.Handoff.Tickets.Rules;

/// <summary>The four ways up: another tier's knowledge, the lead's eye, the vendor, and the emergency.</summary>
internal static class Escalating
{
    public static Decision Escalate(Ticket ticket, TicketCommand.Escalate c, DeskPolicy policy, Instant now)
    {
        if (Text.Line(c.Reason) is { } bad) return Decision.Refuse(bad);
        return c.Kind switch
        {
            EscalationKind.Functional => Functional(ticket, c, policy, now),
            EscalationKind.Hierarchical => Hierarchical(ticket, c, now),
            EscalationKind.Vendor => Vendor(ticket, c, policy, now),
            _ => Emergency(ticket, c, now),
        };
    }

    private static Decision Functional(Ticket ticket, TicketCommand.Escalate c, DeskPolicy policy, Instant now)
    {
        if (Rights.HolderOrDirector(ticket, c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (c.Queue is not { } id || policy.Queue(id) is not { } queue) return Decision.Refuse(Refusal.UnknownQueue);
        if (policy.UnknownSkill(c.Skills) is not null) return Decision.Refuse(Refusal.UnknownSkill);
        if (ticket.Tier >= Tier.Specialist) return Decision.Refuse(Refusal.AlreadyAtTop);
        if (queue.Tier <= ticket.Tier) return Decision.Refuse(Refusal.NotHigherTier);
        if (!policy.Covers(ticket.Plan, queue.Tier) && c.By.Kind != ActorKind.Lead) return Decision.Refuse(Refusal.TierNotInPlan);
        return Decision.Accept(Happened(ticket, c, queue.Tier, now) with { Queue = queue.Id });
    }

    private static Decision Hierarchical(Ticket ticket, TicketCommand.Escalate c, Instant now) =>
        Rights.NotThePerson(c.By) is { } notAllowed ? Decision.Refuse(notAllowed) : Decision.Accept(Happened(ticket, c, ticket.Tier, now));

    private static Decision Vendor(Ticket ticket, TicketCommand.Escalate c, DeskPolicy policy, Instant now)
    {
        if (c.Case is not { } opened) return Decision.Refuse(Refusal.UnknownVendor);
        if (!Lifecycle.Allows(ticket.Status, opened)) return Decision.Refuse(Lifecycle.WhyNot(ticket.Status, opened));
        return VendorCases.Open(ticket, opened with { By = c.By }, policy, now) is Decision.Accepted accepted
            ? new Decision.Accepted([Happened(ticket, c, Tier.Vendor, now), .. accepted.Events])
            : VendorCases.Open(ticket, opened with { By = c.By }, policy, now);
    }

    private static Decision Emergency(Ticket ticket, TicketCommand.Escalate c, Instant now)
    {
        if (Rights.NotThePerson(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (ticket.Priority != Priority.P1) return Decision.Refuse(Refusal.NotCritical);
        var escalated = Happened(ticket, c, ticket.Tier, now);
        if (ticket.IsMajorIncident) return Decision.Accept(escalated);
        return Decision.Accept(escalated, new TicketEvent.MajorIncidentDeclared(c.Statement ?? ticket.Subject, [], ticket.OpenedAt, c.By, now));
    }

    private static TicketEvent.Escalated Happened(Ticket ticket, TicketCommand.Escalate c, Tier to, Instant now) =>
        new(c.Kind, ticket.Tier, to, null, c.Skills, c.Reason, c.By, now);
}
