using HelpDesk.Handoff.Tickets;
using NodaTime;
using static HelpDesk.Tests.Handoff.Tickets.TestTicket;

namespace HelpDesk.Tests.Handoff.Tickets;

public sealed class EndingTests
{
    private static readonly TicketCommand.Reopen Reopen = new("It is back", Alex);

    [Fact]
    public void A_resolution_needs_a_line_and_a_code_of_the_policy()
    {
        Assert.Equal(Refusal.WordsMissing, Assigned().Refused(Resolve() with { Note = "" }));
        Assert.Equal(Refusal.UnknownCode, Assigned().Refused(Resolve() with { Code = "magic" }));
        Assert.Equal(Refusal.NotYours, Assigned().Refused(Resolve(Ben)));
        Assert.Equal(Refusal.NotAllowed, Assigned().Refused(Resolve(Alex)));
    }

    [Fact]
    public void A_confirmation_closes_and_the_survey_follows_once()
    {
        var ticket = Resolved();
        Assert.Equal(Refusal.NotClosed, ticket.Refused(new TicketCommand.Survey(5, null, Alex)));

        ticket.Do(new TicketCommand.Confirm(Alex));
        Assert.Equal(Refusal.NotAllowed, ticket.Refused(new TicketCommand.Survey(5, null, Sam)));
        Assert.Equal(Refusal.BadRating, ticket.Refused(new TicketCommand.Survey(6, null, Alex)));
        ticket.Do(new TicketCommand.Survey(4, "Quick", Alex));

        Assert.Equal(4, ticket.Ticket.Rating);
        ticket.IsNothing(new TicketCommand.Survey(4, "Quick", Alex));
        Assert.Equal(Refusal.AlreadySurveyed, ticket.Refused(new TicketCommand.Survey(1, null, Alex)));
    }

    [Fact]
    public void The_desk_closes_three_days_after_the_resolution()
    {
        var ticket = Resolved();
        var close = new TicketCommand.Close(Actor.Desk);

        Assert.Equal(Refusal.TooEarly, ticket.After(Duration.FromDays(3) - Duration.FromSeconds(1)).Refused(close));
        ticket.After(Duration.FromSeconds(1)).Do(close);

        Assert.IsType<TicketEvent.Closed>(ticket.Events[^1]);
        Assert.True(((TicketEvent.Closed)ticket.Events[^1]).Automatic);
    }

    [Fact]
    public void A_ticket_is_reopened_within_seven_days_and_waits_at_the_head()
    {
        var ticket = Closed().After(Duration.FromDays(7)).Do(Reopen);

        Assert.Equal((TicketStatus.Queued, true, 1), (ticket.Ticket.Status, ticket.Ticket.AtHead, ticket.Ticket.Reopens));
        Assert.Equal((First, MiaId), (ticket.Ticket.Queue, ticket.Ticket.LastAgent));
        Assert.Null(ticket.Ticket.Resolution);
        ticket.IsNothing(Reopen);
    }

    [Fact]
    public void Later_a_new_ticket_follows_the_old_one()
    {
        var ticket = Closed().After(Duration.FromDays(7) + Duration.FromSeconds(1));
        Assert.Equal(Refusal.ReopenWindowPassed, ticket.Refused(Reopen));

        var follow = Incidents.FollowUp(ticket.Ticket, Other, "INC-1043", TicketChannel.WebChat, Alex);
        var next = new TestTicket { Now = ticket.Now }.Do(follow).Ticket;

        Assert.Equal((Id, AlexId, "Outlook crashes on start"), (next.Follows, next.Person, next.Subject));
    }

    [Fact]
    public void A_stranger_can_neither_confirm_reopen_nor_cancel()
    {
        Assert.Equal(Refusal.NotAllowed, Resolved().Refused(new TicketCommand.Confirm(Sam)));
        Assert.Equal(Refusal.NotAllowed, Resolved().Refused(Reopen with { By = Sam }));
        Assert.Equal(Refusal.NotAllowed, Assigned().Refused(new TicketCommand.Cancel(CancelReason.Mistake, "", Sam)));
        Assert.Equal(Refusal.NotYours, Assigned().Refused(new TicketCommand.Cancel(CancelReason.Mistake, "", Ben)));
    }

    [Fact]
    public void A_ticket_that_never_was_in_a_queue_is_reopened_into_the_one_of_its_category()
    {
        var ticket = New().Do(Triaging()).Do(Resolve(Lea)).Do(Reopen);
        Assert.Equal((First, Tier.ServiceDesk), (ticket.Ticket.Queue, ticket.Ticket.Tier));
    }

    [Fact]
    public void An_opening_is_for_oneself_unless_staff_or_the_bot_does_it()
    {
        var opening = Opening();
        Assert.Equal(Refusal.NotAllowed, new TestTicket().Refused(opening with { By = Sam }));
        Assert.Equal(Refusal.NotAllowed, new TestTicket().Refused(opening with { By = Alex, Kind = TicketKind.Problem }));
        Assert.Equal(Refusal.UnknownCustomer, new TestTicket().Refused(opening with { Customer = new("nobody") }));
        Assert.Equal(Refusal.WordsMissing, new TestTicket().Refused(opening with { Subject = " " }));
        Assert.Equal("standard", new TestTicket().Do(opening with { By = Mia }).Ticket.Plan.Value);
        New().IsNothing(opening);
    }
}
