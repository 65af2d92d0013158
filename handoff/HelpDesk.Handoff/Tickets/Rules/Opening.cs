using HelpDesk.Handoff.Policy;
using NodaTime;

namespace HelpDesk.Handoff.Tickets.Rules;

internal static class Opening
{
    public static Decision Open(Ticket? ticket, TicketCommand.Open c, DeskPolicy policy, Instant now)
    {
        if (ticket is not null) return ticket.Id == c.Ticket ? Decision.Nothing : Decision.Refuse(Refusal.AlreadyOpened);
        if (policy.Customer(c.Customer) is not { } customer) return Decision.Refuse(Refusal.UnknownCustomer);
        if (c.Plan is { } plan && !policy.KnowsPlan(plan)) return Decision.Refuse(Refusal.UnknownPlan);
        if (c.Follows == c.Ticket) return Decision.Refuse(Refusal.ToItself);
        if (Text.Line(c.Subject) is { } badSubject) return Decision.Refuse(badSubject);
        if (!OpensForPerson(c)) return Decision.Refuse(Refusal.NotAllowed);
        var opened = new TicketEvent.Opened(
            c.Ticket, c.Number, c.Kind, c.Channel, c.Person, c.Customer, c.Plan ?? customer.Plan, policy.Version,
            c.Subject, c.Language, c.Transcript, c.Articles, c.By, now);
        return c.Follows is { } earlier
            ? Decision.Accept(opened, new TicketEvent.Linked(LinkKind.Follows, earlier, c.By, now))
            : Decision.Accept(opened);
    }

    /// <summary>People open tickets for themselves; staff and the bot open them for others. A problem is the staff's own record.</summary>
    private static bool OpensForPerson(TicketCommand.Open c) => c.By.Kind switch
    {
        ActorKind.Person => c.By.Person == c.Person && c.Kind != TicketKind.Problem,
        ActorKind.Bot => c.Kind != TicketKind.Problem,
        _ => true,
    };

    public static Decision Triage(Ticket ticket, TicketCommand.Triage c, DeskPolicy policy, Instant now)
    {
        if (Rights.NotThePerson(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (policy.Category(c.Category) is null) return Decision.Refuse(Refusal.UnknownCategory);
        var priority = c.Priority ?? policy.Priorities.Of(c.Impact, c.Urgency);
        var triaged = new TicketEvent.Triaged(c.Category, c.Impact, c.Urgency, priority, c.Why, c.By, now);
        // A second triage that changes the priority is a change of priority: the clocks listen for that event.
        return ticket.Priority is { } before && before != priority
            ? Decision.Accept(triaged, new TicketEvent.Reprioritised(before, priority, c.Impact, c.Urgency, string.Join(" ", c.Why), c.By, now))
            : Decision.Accept(triaged);
    }

    public static Decision Queue(Ticket ticket, TicketCommand.Enqueue c, DeskPolicy policy, Instant now)
    {
        if (Rights.NotThePerson(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (ticket.Priority is null) return Decision.Refuse(Refusal.NotTriaged);
        if (policy.Queue(c.To) is not { } queue) return Decision.Refuse(Refusal.UnknownQueue);
        if (policy.UnknownSkill(c.Skills) is not null) return Decision.Refuse(Refusal.UnknownSkill);
        return Decision.Accept(new TicketEvent.Queued(queue.Id, queue.Tier, c.Skills, now));
    }
}
