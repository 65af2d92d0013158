using NodaTime;

namespace HelpDesk.Handoff.Tickets.Rules;

internal static class Linking
{
    public static Decision Link(Ticket ticket, TicketCommand.Link c, Instant now)
    {
        if (Rights.NotThePerson(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        if (c.To == ticket.Id) return Decision.Refuse(Refusal.ToItself);
        var linked = new TicketEvent.Linked(c.Kind, c.To, c.By, now);
        // A ticket has one incident and one problem: the new link replaces the old one.
        return ticket.Links.FirstOrDefault(l => l.Kind == c.Kind && c.Kind is LinkKind.Incident or LinkKind.Problem) is { } old
            ? Decision.Accept(new TicketEvent.Unlinked(old.Kind, old.Ticket, c.By, now), linked)
            : Decision.Accept(linked);
    }

    public static Decision Unlink(TicketCommand.Unlink c, Instant now)
    {
        if (Rights.NotThePerson(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        return Decision.Accept(new TicketEvent.Unlinked(c.Kind, c.To, c.By, now));
    }

    public static Decision MergeInto(Ticket ticket, TicketCommand.MergeInto c, Instant now)
    {
        if (Rights.NotThePerson(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        return c.Into == ticket.Id ? Decision.Refuse(Refusal.ToItself) : Decision.Accept(new TicketEvent.MergedInto(c.Into, c.By, now));
    }

    public static Decision Absorb(Ticket ticket, TicketCommand.AbsorbDuplicate c, Instant now)
    {
        if (Rights.NotThePerson(c.By) is { } notAllowed) return Decision.Refuse(notAllowed);
        return c.From == ticket.Id ? Decision.Refuse(Refusal.ToItself) : Decision.Accept(new TicketEvent.DuplicateAbsorbed(c.From, c.People, c.By, now));
    }

    /// <summary>People follow for themselves, or are added by staff, the bot or the person whose ticket it is.</summary>
    public static Decision Follow(Ticket ticket, TicketCommand.Follow c, Instant now)
    {
        if (c.Kind == FollowerKind.Subscriber && !ticket.IsMajorIncident) return Decision.Refuse(Refusal.NotAMajorIncident);
        var mayAdd = c.By.Kind != ActorKind.Person || c.By.Person == ticket.Person || (c.Kind == FollowerKind.Subscriber && c.By.Person == c.Person);
        return mayAdd ? Decision.Accept(new TicketEvent.FollowerAdded(c.Person, c.Kind, c.By, now)) : Decision.Refuse(Refusal.NotAllowed);
    }

    public static Decision Unfollow(Ticket ticket, TicketCommand.Unfollow c, Instant now)
    {
        var mayRemove = c.By.Kind != ActorKind.Person || c.By.Person == ticket.Person || c.By.Person == c.Person;
        return mayRemove ? Decision.Accept(new TicketEvent.FollowerRemoved(c.Person, c.Kind, c.By, now)) : Decision.Refuse(Refusal.NotAllowed);
    }
}
