using HelpDesk.Handoff.Tickets;
using NodaTime;
using static HelpDesk.Tests.Handoff.Tickets.TestTicket;

namespace HelpDesk.Tests.Handoff.Tickets;

public sealed class ClaimingTests
{
    private static readonly Duration Offer = Duration.FromSeconds(30);

    [Fact]
    public void An_offer_is_accepted_by_the_one_it_was_made_to()
    {
        var ticket = Offered().Do(new TicketCommand.Accept(Mia)).Ticket;

        Assert.Equal((TicketStatus.Assigned, MiaId), (ticket.Status, ticket.Agent!.Value));
        Assert.Null(ticket.Offer);
    }

    [Fact]
    public void A_second_agent_cannot_claim_the_same_ticket()
    {
        Assert.Equal(Refusal.NotOffered, Offered().Refused(new TicketCommand.Accept(Ben)));
        Assert.Equal(Refusal.AlreadyAssigned, Assigned().Refused(new TicketCommand.Accept(Ben)));
    }

    [Fact]
    public void A_double_click_on_accept_is_no_error() => Assigned().IsNothing(new TicketCommand.Accept(Mia));

    [Fact]
    public void An_offer_runs_out_at_its_time_and_not_before()
    {
        var ticket = Offered().After(Offer - Duration.FromTicks(1));
        Assert.Equal(Refusal.OfferStillOpen, ticket.Refused(new TicketCommand.ExpireOffer(MiaId, Actor.Desk)));
        Assert.IsType<Decision.Accepted>(ticket.Try(new TicketCommand.Accept(Mia)));

        ticket.After(Duration.FromTicks(1));
        Assert.Equal(Refusal.OfferExpired, ticket.Refused(new TicketCommand.Accept(Mia)));
        Assert.Equal(TicketStatus.Queued, ticket.Do(new TicketCommand.ExpireOffer(MiaId, Actor.Desk)).Ticket.Status);
        Assert.Equal([MiaId], ticket.Ticket.PassedBy);
    }

    [Fact]
    public void A_late_timer_does_not_take_the_next_offer_away()
    {
        var ticket = Offered().After(Offer).Do(new TicketCommand.ExpireOffer(MiaId, Actor.Desk)).Do(new TicketCommand.Offer(BenId, Actor.Desk));
        ticket.IsNothing(new TicketCommand.ExpireOffer(MiaId, Actor.Desk));
    }

    [Fact]
    public void Declining_needs_a_reason_and_a_second_click_is_no_error()
    {
        var ticket = Offered();
        Assert.Equal(Refusal.WordsMissing, ticket.Refused(new TicketCommand.DeclineOffer(" ", Mia)));
        Assert.Equal(Refusal.NotOffered, ticket.Refused(new TicketCommand.DeclineOffer("Lunch", Ben)));

        ticket.Do(new TicketCommand.DeclineOffer("Lunch", Mia));

        Assert.Equal(TicketStatus.Queued, ticket.Ticket.Status);
        ticket.IsNothing(new TicketCommand.DeclineOffer("Lunch", Mia));
    }

    [Fact]
    public void An_agent_pulls_only_from_a_queue_that_allows_it()
    {
        Assert.Equal(MiaId, Queued().Do(new TicketCommand.Accept(Mia)).Ticket.Agent);

        var elsewhere = New().Do(Triaging()).Do(new TicketCommand.Enqueue(Second, [], Actor.Desk));
        Assert.Equal(Refusal.PullNotAllowed, elsewhere.Refused(new TicketCommand.Accept(Mia)));
    }

    [Fact]
    public void Only_the_desk_or_a_lead_makes_offers() =>
        Assert.Equal(Refusal.NotAllowed, Queued().Refused(new TicketCommand.Offer(BenId, Mia)));

    [Fact]
    public void A_take_over_names_whom_it_is_taken_from()
    {
        var ticket = Assigned();
        Assert.Equal(Refusal.AgentChanged, ticket.Refused(new TicketCommand.TakeOver(LeaId, Ben)));

        ticket.Do(new TicketCommand.TakeOver(MiaId, Ben));

        Assert.Equal(BenId, ticket.Ticket.Agent);
        Assert.Contains(new TicketEvent.Accepted(BenId, AcceptedBy.TakeOver, MiaId, ticket.Now), ticket.Events);
        Assert.Equal(Refusal.NotYours, ticket.Refused(Reply("m1")));
    }

    [Fact]
    public void A_take_over_of_a_paused_ticket_leaves_it_paused()
    {
        var ticket = Paused().Do(new TicketCommand.TakeOver(MiaId, Ben)).Ticket;
        Assert.Equal((TicketStatus.Paused, BenId), (ticket.Status, ticket.Agent!.Value));
    }

    [Fact]
    public void A_silent_agent_loses_the_chat_back_to_the_head_of_its_priority()
    {
        var ticket = Assigned().Do(Write("m1"));
        var since = ticket.Ticket.AwaitingReplySince!.Value;
        var lost = new TicketCommand.ReturnToQueue(MiaId, ReturnReason.Silent, since, Actor.Desk);

        ticket.Now = since + Duration.FromMinutes(5) - Duration.FromSeconds(1);
        Assert.Equal(Refusal.TooEarly, ticket.Refused(lost));
        ticket.After(Duration.FromSeconds(1)).Do(lost);

        Assert.Equal((TicketStatus.Queued, true), (ticket.Ticket.Status, ticket.Ticket.AtHead));
        Assert.Equal(MiaId, ticket.Ticket.LastAgent);
        Assert.Contains(ticket.Events, e => e is TicketEvent.AgentWentSilent);
        ticket.IsNothing(lost);
    }

    [Fact]
    public void An_agent_who_answered_meanwhile_was_not_silent()
    {
        var ticket = Assigned().Do(Write("m1"));
        var lost = new TicketCommand.ReturnToQueue(MiaId, ReturnReason.Silent, ticket.Now, Actor.Desk);
        ticket.Do(Reply("m2")).After(Duration.FromMinutes(6));

        Assert.Equal(Refusal.TooEarly, ticket.Refused(lost));
    }

    [Fact]
    public void A_dropped_line_has_its_grace()
    {
        var ticket = Assigned();
        var lost = new TicketCommand.ReturnToQueue(MiaId, ReturnReason.Disconnected, ticket.Now, Actor.Desk);

        Assert.Equal(Refusal.TooEarly, ticket.After(Duration.FromSeconds(59)).Refused(lost));
        Assert.Equal(TicketStatus.Queued, ticket.After(Duration.FromSeconds(1)).Do(lost).Ticket.Status);
    }
}
