using HelpDesk.Handoff.Tickets;
using static HelpDesk.Tests.Handoff.Tickets.TestTicket;

namespace HelpDesk.Tests.Handoff.Tickets;

public sealed class IncidentsTests
{
    private static readonly TicketId Major = new(new Guid("00000000-0000-0000-0000-00000000a099"));

    private static TestTicket Incident() => new TestTicket()
        .Do(Opening() with { Ticket = Major, Number = "INC-1000", Person = SamId, By = Mia })
        .Do(Triaging(Impact.Company, Urgency.Critical))
        .Do(new TicketCommand.DeclareMajorIncident("E-mail is down.", ["mail down"], null, Lea));

    [Fact]
    public void One_resolution_closes_every_linked_ticket()
    {
        var incident = Incident();
        var linked = Assigned().Do(new TicketCommand.Link(LinkKind.Incident, Major, Mia));
        var queued = Queued().Do(new TicketCommand.Link(LinkKind.Incident, Major, Mia));
        var untriaged = New().Do(new TicketCommand.Link(LinkKind.Incident, Major, Mia));
        var other = Assigned();
        var done = Resolved().Do(new TicketCommand.Link(LinkKind.Incident, Major, Mia));
        Ticket[] all = [linked.Ticket, queued.Ticket, other.Ticket, done.Ticket, untriaged.Ticket];
        Assert.Empty(Incidents.ResolveLinked(incident.Ticket, all));

        var orders = Incidents.ResolveLinked(incident.Do(Resolve(Lea)).Ticket, all);

        Assert.Equal(4, orders.Count);
        Assert.Equal(TicketStatus.Resolved, linked.Do(orders[0].Command).Ticket.Status);
        Assert.Equal("Resolved with INC-1000: Reinstalled it.", queued.Do(orders[1].Command).Ticket.Resolution!.Note);
        untriaged.Do(orders[2].Command).Do(orders[3].Command);
        Assert.Equal((TicketStatus.Resolved, "email"), (untriaged.Ticket.Status, untriaged.Ticket.Category!.Value.Value));
    }

    [Fact]
    public void Everyone_who_has_it_watches_it_or_asked_is_told_once()
    {
        var subscriber = new PersonId("tenant/kim");
        var incident = Incident().Do(new TicketCommand.Follow(subscriber, FollowerKind.Subscriber, Actor.Of(subscriber)));
        incident.IsNothing(new TicketCommand.Follow(subscriber, FollowerKind.Subscriber, Actor.Of(subscriber)));
        var linked = Queued().Do(new TicketCommand.Link(LinkKind.Incident, Major, Mia)).Do(new TicketCommand.Follow(SamId, FollowerKind.Watcher, Alex));

        Assert.Equal([SamId, subscriber, AlexId], Incidents.ToTell(incident.Ticket, [linked.Ticket, Queued().Ticket]));
    }

    [Fact]
    public void One_can_subscribe_to_a_major_incident_only() =>
        Assert.Equal(Refusal.NotAMajorIncident, Assigned().Refused(new TicketCommand.Follow(SamId, FollowerKind.Subscriber, Sam)));

    [Fact]
    public void A_ticket_has_one_incident_at_a_time()
    {
        var ticket = Assigned().Do(new TicketCommand.Link(LinkKind.Incident, Other, Mia)).Do(new TicketCommand.Link(LinkKind.Incident, Major, Mia));
        Assert.Equal([new TicketLink(LinkKind.Incident, Major)], ticket.Ticket.Links);
        Assert.Equal(Refusal.ToItself, ticket.Refused(new TicketCommand.Link(LinkKind.Duplicate, Id, Mia)));
    }

    [Fact]
    public void A_merge_moves_the_watchers()
    {
        var duplicate = Queued().Do(new TicketCommand.Follow(SamId, FollowerKind.Watcher, Alex));
        var into = new TestTicket().Do(Opening() with { Ticket = Other, Person = new("tenant/kim") });

        var orders = Incidents.Merge(duplicate.Ticket, into.Ticket, Mia);
        into.Do(orders[0].Command);
        duplicate.Do(orders[1].Command);

        Assert.Equal([AlexId, SamId], into.Ticket.Followers.Select(f => f.Person));
        Assert.Equal((TicketStatus.Merged, Other), (duplicate.Ticket.Status, duplicate.Ticket.MergedInto));
        into.IsNothing(orders[0].Command);
        duplicate.IsNothing(orders[1].Command);
        into.Do(new TicketCommand.Write(new("m9"), "Mine too.", Alex));
    }

    [Fact]
    public void A_known_error_becomes_a_draft_article()
    {
        var problem = Assigned(TicketKind.Problem).Do(new TicketCommand.RecordKnownError(
            new("Outlook: crash on start", "Outlook closes.\nAt once.", "Update 2402 and the \"old\" add-in", "Start it with /safe."), Mia));

        Assert.Equal("Update 2402 and the \"old\" add-in", problem.Ticket.RootCause);
        Assert.Equal(
            """
            ---
            id: "known-issue-inc-1042"
            title: "Outlook: crash on start"
            summary: "Outlook closes."
            category: known-issue
            state: draft
            problem: "INC-1042"
            keywords: ["email"]
            ---

            ## What you see

            Outlook closes.
            At once.

            ## What to do meanwhile

            Start it with /safe.

            ## Why it happens

            Update 2402 and the "old" add-in

            """,
            KnownIssue.Draft(problem.Ticket));
        Assert.Null(KnownIssue.Draft(Assigned(TicketKind.Problem).Ticket));
    }
}
