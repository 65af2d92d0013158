using HelpDesk.Handoff.Tickets;
using NodaTime;
using static HelpDesk.Tests.Handoff.Tickets.TestTicket;

namespace HelpDesk.Tests.Handoff.Tickets;

public sealed class MovingTests
{
    private static TicketCommand.Escalate Up(QueueId queue, Actor by) => new(EscalationKind.Functional, queue, "Needs more", by);

    [Fact]
    public void A_functional_escalation_waits_in_a_queue_of_a_higher_tier()
    {
        var ticket = Assigned().Do(Up(Second, Mia)).Ticket;

        Assert.Equal((TicketStatus.Queued, Second, Tier.Technical), (ticket.Status, ticket.Queue!.Value, ticket.Tier));
        Assert.Null(ticket.Agent);
        Assert.Equal(MiaId, ticket.LastAgent);
        Assert.Equal([EscalationKind.Functional], ticket.Escalations);
    }

    [Fact]
    public void An_escalation_goes_up_and_only_as_far_as_the_plan_goes()
    {
        Assert.Equal(Refusal.NotHigherTier, Assigned().Refused(Up(First, Mia)));
        Assert.Equal(Refusal.TierNotInPlan, Assigned().Refused(Up(Third, Mia)));
        Assert.Equal(Tier.Specialist, Assigned().Do(Up(Third, Lea)).Ticket.Tier);
        Assert.Equal(Refusal.AlreadyAtTop, Assigned().Do(Up(Third, Lea)).Refused(Up(Third with { Value = "second" }, Lea)));
    }

    [Fact]
    public void The_lead_is_told_of_a_risk_once()
    {
        var risk = new TicketCommand.Escalate(EscalationKind.Hierarchical, null, "90% of the time is gone", Actor.Desk);
        var ticket = Assigned().Do(risk);
        Assert.Equal((TicketStatus.Assigned, MiaId), (ticket.Ticket.Status, ticket.Ticket.Agent!.Value));
        ticket.IsNothing(risk);
    }

    [Fact]
    public void An_emergency_is_a_P1_and_makes_a_major_incident()
    {
        var emergency = new TicketCommand.Escalate(EscalationKind.Emergency, null, "Nobody gets mail", Mia) { Statement = "E-mail is down." };
        var ticket = Assigned();
        Assert.Equal(Refusal.NotCritical, ticket.Refused(emergency));

        ticket.Do(new TicketCommand.Reprioritise(Priority.P1, Impact.Company, Urgency.Critical, "Everyone", Mia)).Do(emergency);

        Assert.Equal("E-mail is down.", ticket.Ticket.Major!.Statement);
        Assert.Equal(ticket.Ticket.OpenedAt, ticket.Ticket.Major.Since);
        ticket.IsNothing(emergency);
    }

    [Fact]
    public void A_vendor_escalation_opens_a_case_and_waits_for_it()
    {
        var escalate = new TicketCommand.Escalate(EscalationKind.Vendor, null, "The drum is worn", Mia) { Case = Vendor() };
        var ticket = Assigned().Do(escalate);

        Assert.Equal((TicketStatus.Paused, PauseReason.Vendor, Tier.Vendor), (ticket.Ticket.Status, ticket.Ticket.Pause!.Reason, ticket.Ticket.WorkedOnAt));
        Assert.Equal("help@print.example.com", ticket.Ticket.VendorCases[0].Contact);
        ticket.IsNothing(escalate);

        ticket.Do(new TicketCommand.CloseVendorCase(PrintCo, "C-1", "New drum", Mia));
        Assert.Equal((TicketStatus.Assigned, Tier.ServiceDesk), (ticket.Ticket.Status, ticket.Ticket.WorkedOnAt));
    }

    [Fact]
    public void The_wait_for_vendors_ends_with_the_last_of_their_cases()
    {
        var ticket = Assigned().Do(Vendor("C-1")).Do(Vendor("C-2")).Do(new TicketCommand.CloseVendorCase(PrintCo, "c-1", "Done", Mia));
        Assert.Equal(TicketStatus.Paused, ticket.Ticket.Status);
        Assert.Equal(Refusal.VendorCaseClosed, ticket.Refused(new TicketCommand.UpdateVendorCase(PrintCo, "C-1", "More", Mia)));
        Assert.Equal(Refusal.VendorCaseExists, ticket.Refused(Vendor("C-1")));
        Assert.Equal(Refusal.UnknownVendor, ticket.Refused(Vendor("C-3") with { Vendor = new("nobody") }));

        Assert.Equal(TicketStatus.Assigned, ticket.Do(new TicketCommand.CloseVendorCase(PrintCo, "C-2", "Done", Mia)).Ticket.Status);
    }

    [Fact]
    public void A_resolution_closes_what_is_open_at_a_vendor()
    {
        var ticket = Assigned().Do(Vendor()).Do(Resolve());
        Assert.False(ticket.Ticket.VendorCases[0].IsOpen);
        Assert.Null(ticket.Ticket.Pause);
    }

    [Fact]
    public void A_transfer_to_a_colleague_is_an_offer_to_that_colleague()
    {
        var ticket = Assigned().Do(new TicketCommand.Transfer(null, BenId, "Knows it better", Mia));

        Assert.Equal((TicketStatus.Offered, BenId), (ticket.Ticket.Status, ticket.Ticket.Offer!.Agent));
        Assert.Equal(Refusal.NotOffered, ticket.Refused(new TicketCommand.Accept(Mia)));
        ticket.Do(new TicketCommand.Accept(Ben));
    }

    [Fact]
    public void A_transfer_is_for_the_one_who_has_it_or_a_lead_and_goes_somewhere_else()
    {
        var ticket = Assigned();
        Assert.Equal(Refusal.NotYours, ticket.Refused(new TicketCommand.Transfer(Second, null, "Mine", Ben)));
        Assert.Equal(Refusal.ToItself, ticket.Refused(new TicketCommand.Transfer(null, MiaId, "Again", Mia)));
        Assert.Equal(Refusal.UnknownQueue, ticket.Refused(new TicketCommand.Transfer(new QueueId("nowhere"), null, "There", Mia)));
        Assert.Equal(Refusal.WordsMissing, ticket.Refused(new TicketCommand.Transfer(Second, null, "", Mia)));
        Queued().IsNothing(new TicketCommand.Transfer(First, null, "Again", Lea));
        Assert.Null(Offered().Do(new TicketCommand.Transfer(First, null, "Not to her", Lea)).Ticket.Offer);
    }

    [Fact]
    public void Handing_on_ends_a_pause()
    {
        var ticket = Paused().Do(new TicketCommand.Transfer(Second, null, "Theirs", Mia)).Ticket;
        Assert.Null(ticket.Pause);
        Assert.Equal(TicketStatus.Queued, ticket.Status);
    }

    [Fact]
    public void A_change_of_priority_or_plan_makes_earlier_breaches_void()
    {
        var breach = new TicketCommand.BreachSla(SlaClockKind.Response, Start, Actor.Desk);
        var ticket = Assigned().Do(breach);
        Assert.True(ticket.Ticket.ResponseBreached);

        ticket.Do(new TicketCommand.Reprioritise(Priority.P4, null, null, "It can wait", Mia));
        Assert.False(ticket.Ticket.ResponseBreached);

        ticket.Do(breach).Do(new TicketCommand.ChangePlan(new("enterprise"), "Upgraded", Lea));
        Assert.Equal((false, "enterprise"), (ticket.Ticket.ResponseBreached, ticket.Ticket.Plan.Value));
    }

    [Fact]
    public void A_second_triage_with_another_priority_is_a_change_of_priority()
    {
        var ticket = Assigned().Do(Triaging(Impact.Company, Urgency.Critical));
        Assert.Equal(Priority.P1, ticket.Ticket.Priority);
        Assert.IsType<TicketEvent.Reprioritised>(ticket.Events[^1]);
    }

    [Fact]
    public void Each_due_time_is_warned_of_once_for_each_percentage_and_breached_once()
    {
        var due = Start + Duration.FromHours(2);
        TicketCommand.WarnSla Warn(int percent) => new(SlaClockKind.Response, percent, due, Actor.Desk);
        var ticket = Assigned().Do(Warn(50)).Do(Warn(75));
        ticket.IsNothing(Warn(50));
        ticket.IsNothing(Warn(75));
        Assert.Equal(Refusal.BadPercent, ticket.Refused(Warn(80)));

        var breach = new TicketCommand.BreachSla(SlaClockKind.Response, due, Actor.Desk);
        Assert.Equal(Refusal.TooEarly, ticket.Refused(breach));
        ticket.Now = due;
        ticket.Do(breach).IsNothing(breach);
        ticket.IsNothing(Warn(90));
    }

    [Fact]
    public void A_scheduled_pause_ends_at_its_time()
    {
        var until = Start + Duration.FromDays(1);
        Assert.Equal(Refusal.BadTime, Assigned().Refused(new TicketCommand.Pause(PauseReason.Scheduled, "Later", Start, Mia)));
        Assert.Equal(Refusal.BadTime, Assigned().Refused(new TicketCommand.Pause(PauseReason.User, "Later", until, Mia)));
        var ticket = Assigned().Do(new TicketCommand.Pause(PauseReason.Scheduled, "Back tomorrow", until, Mia));
        var resume = new TicketCommand.Resume("It is time", Actor.Desk);

        Assert.Equal(Refusal.TooEarly, ticket.Refused(resume));
        ticket.Now = until;
        Assert.Equal(TicketStatus.Assigned, ticket.Do(resume).Ticket.Status);
        ticket.IsNothing(resume);
    }
}
