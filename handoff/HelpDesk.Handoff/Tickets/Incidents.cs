namespace HelpDesk.Handoff.Tickets;

/// <summary>A command for one ticket.</summary>
public sealed record TicketOrder(TicketId Ticket, TicketCommand Command);

/// <summary>What one ticket's change means for others. Pure: it gives the commands, whoever holds the tickets decides and stores each.</summary>
public static class Incidents
{
    /// <summary>One resolution closes all: the commands for every open ticket that is linked to a resolved incident, in the order given.</summary>
    /// <param name="tickets">Tickets to look through; those that are not linked to this incident, or no longer open, get no command.</param>
    public static Sequence<TicketOrder> ResolveLinked(Ticket incident, IEnumerable<Ticket> tickets) =>
        incident.Resolution is not { } resolution || incident.Status is not (TicketStatus.Resolved or TicketStatus.Closed)
            ? []
            : [.. tickets.Where(t => t.IsOpen && t.Incident == incident.Id).SelectMany(t => Resolve(t, incident, resolution))];

    /// <summary>A ticket that nobody has triaged is about what the incident is about, for one person.</summary>
    private static IEnumerable<TicketOrder> Resolve(Ticket ticket, Ticket incident, Resolution resolution)
    {
        if (ticket.Priority is null && incident is { Category: { } category, Urgency: { } urgency })
            yield return new(ticket.Id, new TicketCommand.Triage(category, Impact.Person, urgency, null, [$"Part of {incident.Number}."], Actor.Desk));
        yield return new(ticket.Id, new TicketCommand.Resolve($"Resolved with {incident.Number}: {resolution.Note}", resolution.Code, resolution.Article, Actor.Desk));
    }

    /// <summary>Everyone to be told of an incident's news: those who have it, watch it or asked to be told; each once.</summary>
    public static Sequence<PersonId> ToTell(Ticket incident, IEnumerable<Ticket> tickets)
    {
        var linked = tickets.Where(t => t.Incident == incident.Id && t.Status is not (TicketStatus.Cancelled or TicketStatus.Merged));
        var people = incident.Followers.Select(f => f.Person).Prepend(incident.Person)
            .Concat(linked.SelectMany(t => t.Followers.Select(f => f.Person).Prepend(t.Person)));
        return [.. people.Distinct()];
    }

    /// <summary>Merges a duplicate: its own end, and its people (not those who only asked to be told of an incident) at the ticket that lives on.</summary>
    public static Sequence<TicketOrder> Merge(Ticket duplicate, Ticket into, Actor by)
    {
        Sequence<PersonId> people = [.. duplicate.Followers.Where(f => f.Kind == FollowerKind.Watcher).Select(f => f.Person).Prepend(duplicate.Person).Distinct()];
        return
        [
            new(into.Id, new TicketCommand.AbsorbDuplicate(duplicate.Id, people, by)),
            new(duplicate.Id, new TicketCommand.MergeInto(into.Id, by)),
        ];
    }

    /// <summary>The opening of the ticket that follows one which can no longer be reopened.</summary>
    public static TicketCommand.Open FollowUp(Ticket closed, TicketId id, string number, TicketChannel channel, Actor by) =>
        new(id, number, closed.Kind, channel, closed.Person, closed.Customer, closed.Subject, by)
        {
            Language = closed.Language,
            Transcript = closed.Transcript,
            Follows = closed.Id,
        };
}
