using HelpDesk.Handoff.Policy;
using NodaTime;

namespace HelpDesk.Handoff.Tickets.Rules;

internal static class Ending
{
    /// <summary>The agent who has it; a lead or the desk (an incident's resolution) for any. What is open at a vendor is closed with it.</summary>
    public static Decision Resolve(Ticket ticket, TicketCommand.Resolve c, DeskPolicy policy, Instant now)
    {
        if (Rights.HolderOrDirector(ticket, c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        // Without a category it would be in no report, and reopened it would wait in no queue.
        if (ticket.Priority is null) return Decision.Refuse(Refusal.NotTriaged);
        if (!policy.Desk.Resolutions.Any(r => r.Code == c.Code)) return Decision.Refuse(Refusal.UnknownCode);
        if (Text.Message(c.Note) is { } bad) return Decision.Refuse(bad);
        var cases = ticket.VendorCases.Where(v => v.IsOpen)
            .Select(v => new TicketEvent.VendorCaseClosed(v.Vendor, v.Reference, "The ticket was resolved.", c.By, now));
        return new Decision.Accepted([.. cases, new TicketEvent.Resolved(c.By, c.Note, c.Code, c.Article, now)]);
    }

    public static Decision Confirm(Ticket ticket, TicketCommand.Confirm c, Instant now) =>
        Rights.Person(ticket, c.By) is { } notAllowed
            ? Decision.Refuse(notAllowed)
            : Decision.Accept(new TicketEvent.Confirmed(c.By.Person!.Value, now), new TicketEvent.Closed(c.By, Automatic: false, now));

    /// <summary>Within the policy's days of the resolution; later a new ticket is opened that follows this one (<see cref="TicketCommand.Open.Follows"/>).</summary>
    public static Decision Reopen(Ticket ticket, TicketCommand.Reopen c, DeskPolicy policy, Instant now)
    {
        if (Rights.Staff(c.By) is { } notStaff && Rights.Person(ticket, c.By) is not null) return Decision.Refuse(notStaff);
        if (Text.Message(c.Reason) is { } bad) return Decision.Refuse(bad);
        if (now > ReopenableUntil(ticket, policy)) return Decision.Refuse(Refusal.ReopenWindowPassed);
        // Resolved before it ever reached a queue (by a lead, or with its incident): the category says where it would have waited.
        var queue = ticket.Queue is { } known && policy.Queue(known) is { } same ? same : policy.QueueFor(ticket.Category, ticket.Priority);
        return Decision.Accept(new TicketEvent.Reopened(c.By, c.Reason, queue.Id, queue.Tier, now));
    }

    private static Instant ReopenableUntil(Ticket ticket, DeskPolicy policy) => ticket.Resolution!.At + policy.Desk.Reopen;

    /// <summary>The desk closes when nobody objected for the policy's days; a person or staff may close at once.</summary>
    public static Decision Close(Ticket ticket, TicketCommand.Close c, DeskPolicy policy, Instant now)
    {
        var automatic = c.By.Kind is ActorKind.Desk or ActorKind.Bot;
        if (c.By.Kind == ActorKind.Person && Rights.Person(ticket, c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (automatic && now < ticket.Resolution!.At + policy.Desk.AutoClose) return Decision.Refuse(Refusal.TooEarly);
        return Decision.Accept(new TicketEvent.Closed(c.By, automatic, now));
    }

    public static Decision Cancel(Ticket ticket, TicketCommand.Cancel c, Instant now)
    {
        var refusal = c.By.Kind switch
        {
            ActorKind.Person => Rights.Person(ticket, c.By),
            ActorKind.Agent => ticket.Agent is null ? null : Rights.Holder(ticket, c.By),
            _ => null,
        };
        return refusal is { } no ? Decision.Refuse(no) : Decision.Accept(new TicketEvent.Cancelled(c.By, c.Reason, c.Why, now));
    }

    /// <summary>Once, by the person whose ticket it was.</summary>
    public static Decision Survey(Ticket ticket, TicketCommand.Survey c, Instant now)
    {
        if (c.By.Person != ticket.Person) return Decision.Refuse(Refusal.NotAllowed);
        if (ticket.Rating is not null) return Decision.Refuse(Refusal.AlreadySurveyed);
        if (c.Rating is < 1 or > 5) return Decision.Refuse(Refusal.BadRating);
        return c.Comment is { Length: > Text.MaxMessage }
            ? Decision.Refuse(Refusal.WordsTooLong)
            : Decision.Accept(new TicketEvent.Surveyed(c.By.Person!.Value, c.Rating, c.Comment, now));
    }
}
