using System.Collections.Immutable;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Reports;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Triage;
using HelpDesk.Tests.Handoff.Policy;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Core;

/// <summary>One ticket through triage, routing, clocks and measures by the shipped policy: Monday in Berlin, plan standard.</summary>
public sealed class TicketStoryTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly TicketId Id = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly PersonId Alex = new("tenant/alex");
    private static readonly AgentId Mia = new(new Guid(1, 9, 0, new byte[8]));
    private static readonly AgentId Ben = new(new Guid(2, 9, 0, new byte[8]));
    private readonly CoreDesk _desk = new(ShippedFiles.Policy, At(8, 0));

    [Fact]
    public void From_the_question_to_the_measures()
    {
        Arrive(Mia, Tier.ServiceDesk, At(8, 0));
        Open("my printer shows a paper jam and prints nothing", At(9, 0));
        Assert.Equal((new CategoryId("printing"), TicketStatus.Queued), (_desk.Tickets[Id].Category, _desk.Tickets[Id].Status));

        Assert.Equal(Mia, Assert.Single(_desk.Route(At(9, 0))).Agent);
        _desk.Do(Id, new TicketCommand.Accept(Actor.Of(Mia)), At(9, 0));
        _desk.Do(Id, new TicketCommand.Reply(new("m1"), "Which printer?", Actor.Of(Mia)), At(9, 2));
        _desk.Do(Id, new TicketCommand.Pause(PauseReason.User, "Needs the printer's name", null, Actor.Of(Mia)), At(9, 10));
        _desk.Do(Id, new TicketCommand.Write(new("m2"), "The one on floor 2.", Actor.Of(Alex)), At(9, 50));
        Assert.Equal("24 h of business time from Mon 09:00, 40 min waiting for you, so Thu 09:40 Europe/Berlin", Resolution.Words(ClockPhrases.ForPerson));

        _desk.Do(Id, new TicketCommand.Resolve("Cleared the jam.", "fixed", null, Actor.Of(Mia)), At(10, 0));
        _desk.Do(Id, new TicketCommand.Confirm(Actor.Of(Alex)), At(10, 5));
        _desk.Do(Id, new TicketCommand.Survey(5, null, Actor.Of(Alex)), At(10, 6));

        Assert.True(Resolution.Kept);
        Assert.Equal((TicketStatus.Closed, true, true), (_desk.Tickets[Id].Status, _desk.Board.State.Held.IsEmpty, _desk.Board.State.Waiting.IsEmpty));
        var measures = Measures.Of([_desk.Record(Id)], new Interval(At(0, 0), At(23, 0))).ToDictionary(m => m.Definition.Id, m => m.Value, StringComparer.Ordinal);
        Assert.Equal((1d, 20d, 60d, 1d, 1d, 2d), (measures["fcr"], measures["aht"], measures["resolution-time"], measures["csat"], measures["sla"], measures["first-response"]));
    }

    [Fact]
    public void A_priority_change_a_vendor_and_a_plan_change_move_the_due_time()
    {
        Taken();
        _desk.Do(Id, new TicketCommand.Reprioritise(Priority.P2, null, null, "The whole floor prints there", Actor.Of(Mia)), At(10, 0));
        Assert.Equal(At(17, 0), Resolution.Due); // 8 h of extended hours from 9:00
        _desk.Do(Id, new TicketCommand.OpenVendorCase(new("print-service"), "C-7", null, Actor.Of(Mia)), At(11, 0));
        Assert.Null(Resolution.Due);
        Assert.Equal(At(24 + 11, 0), Vendor.Due); // 8 h of business time, 6 of them today
        _desk.Do(Id, new TicketCommand.CloseVendorCase(new("print-service"), "C-7", "New fuser", Actor.Of(Mia)), At(12, 30));
        Assert.Equal(At(18, 30), Resolution.Due);
        _desk.Do(Id, new TicketCommand.ChangePlan(new("essential"), "Wrong contract", Actor.Lead(Ben)), At(13, 0));
        Assert.Equal(At(24 + 10, 30), Resolution.Due); // 9:00-17:00 less 1 h 30 min of waiting: the rest on Tuesday
    }

    [Fact]
    public void A_scheduled_pause_stops_no_clock_and_handing_on_ends_a_pause()
    {
        Taken();
        var due = Resolution.Due;
        _desk.Do(Id, new TicketCommand.Pause(PauseReason.Scheduled, "Visit in the afternoon", At(14, 0), Actor.Of(Mia)), At(10, 0));
        Assert.Equal(due, Resolution.Due);
        _desk.Do(Id, new TicketCommand.Pause(PauseReason.User, "Not at his desk", null, Actor.Of(Mia)), At(11, 0));
        _desk.Do(Id, new TicketCommand.Escalate(EscalationKind.Functional, new("technical"), "Needs a driver", Actor.Of(Mia)), At(12, 0));
        Assert.Equal((At(48 + 17, 0), At(72 + 10, 0)), (due, Resolution.Due)); // an hour later than the close of Wednesday is Thursday 10:00
        Assert.Equal(Tier.Technical, _desk.Board.State.Waiting[Id].Demand.Tier);
        Assert.Equal([1, 2], _desk.Clocks(Id).Clocks.Where(c => c.Kind == SlaClockKind.Ola).Select(c => int.Parse(c.Subject!)));
    }

    [Fact]
    public void A_reopened_ticket_goes_on_with_what_was_left_and_returns_to_who_had_it()
    {
        Taken();
        Arrive(Ben, Tier.ServiceDesk, At(9, 30));
        _desk.Do(Id, new TicketCommand.Resolve("Done.", "fixed", null, Actor.Of(Mia)), At(10, 0));
        _desk.Do(Id, new TicketCommand.Reopen("Jams again.", Actor.Of(Alex)), At(11, 0));
        Assert.Equal(At(72 + 10, 0), Resolution.Due); // 23 h left: 6 today, 8 and 8, and one on Thursday
        var offer = Assert.Single(_desk.Route(At(11, 0)));
        Assert.Equal((Mia, true), (offer.Agent, offer.Reason.Affinity));
    }

    [Fact]
    public void An_offer_that_runs_out_goes_to_the_next_and_a_silent_agent_loses_the_chat_to_the_head_of_the_queue()
    {
        Arrive(Mia, Tier.ServiceDesk, At(8, 0));
        Arrive(Ben, Tier.ServiceDesk, At(8, 30));
        Open("my printer shows a paper jam", At(9, 0));
        Assert.Equal(Mia, Assert.Single(_desk.Route(At(9, 0))).Agent);
        Assert.Equal(Ben, Assert.Single(_desk.Route(At(9, 0) + Duration.FromSeconds(30))).Agent);
        _desk.Do(Id, new TicketCommand.Accept(Actor.Of(Ben)), At(9, 0) + Duration.FromSeconds(40));

        Assert.Empty(_desk.Route(At(9, 5)));
        _desk.Route(At(9, 6));

        Assert.Contains(_desk.History(Id), e => e is TicketEvent.AgentWentSilent silent && silent.Agent == Ben);
        Assert.True(_desk.Board.State.Waiting[Id].Returned);
        Assert.Equal(TicketStatus.Queued, _desk.Tickets[Id].Status);
    }

    [Fact]
    public void A_paused_talk_is_not_taken_from_its_agent_and_a_take_over_moves_it()
    {
        Taken();
        _desk.Do(Id, new TicketCommand.Pause(PauseReason.User, "Asked for a picture", null, Actor.Of(Mia)), At(9, 10));
        Assert.Empty(_desk.Route(At(11, 0)));
        Assert.Equal((Mia, WorkKind.Ticket), (_desk.Board.State.Held[Id].Agent, _desk.Board.State.Held[Id].Ticket.Demand.Kind));
        _desk.Do(Id, new TicketCommand.TakeOver(Mia, Actor.Of(Ben)), At(11, 1));
        Assert.Equal(Ben, _desk.Board.State.Held[Id].Agent);
        _desk.Do(Id, new TicketCommand.Cancel(CancelReason.SolvedItself, "", Actor.Of(Alex)), At(11, 2));
        Assert.Empty(_desk.Board.State.Held);
        Assert.Equal(StintEnd.Stopped, Resolution.Stints[^1].End);
    }

    [Fact]
    public void What_is_opened_has_no_clocks_until_it_is_triaged_and_then_counts_from_the_opening()
    {
        _desk.Do(Id, new TicketCommand.Open(Id, "INC-1", TicketKind.Incident, TicketChannel.WebChat, Alex, new("sample"), "Help", Actor.Bot), At(9, 0));
        Assert.Null(TicketClocks.Due(_desk.History(Id), _desk.Policy.Desk, _desk.Policy.Sla));
        _desk.Do(Id, new TicketCommand.Triage(new("email"), Impact.Company, Urgency.Critical, null, ["Mail is down"], Actor.Bot), At(9, 12));
        Assert.Equal(At(9, 15), _desk.Clocks(Id).Response.Due);
    }

    [Theory]
    [InlineData(11, 30, false)] // 2 h of a P3 ran out at 11:00, and that is how it was answered
    [InlineData(12, 30, true)] // the 4 h of a P4 run until 13:00: what was said of 11:00 is void
    public void A_late_answer_stays_late_and_is_told_once_when_the_priority_changes_after_it(int hour, int minute, bool inTime)
    {
        Arrive(Mia, Tier.ServiceDesk, At(8, 0));
        Open("my printer shows a paper jam", At(9, 0));
        _desk.Route(At(9, 0));
        _desk.Do(Id, new TicketCommand.Accept(Actor.Of(Mia)), At(9, 0));
        _desk.Ring(Id, At(11, 1));
        Assert.False(_desk.Record(Id).ResponseInTime);
        Answered(At(hour, minute), before: At(12, 0));
        _desk.Do(Id, new TicketCommand.Reprioritise(Priority.P4, null, null, "Only one of three printers", Actor.Of(Mia)), At(12, 0));
        Answered(At(hour, minute), before: At(24, 0));
        _desk.Ring(Id, At(14, 0));

        Assert.Equal(inTime, _desk.Record(Id).ResponseInTime);
        Assert.Equal(inTime, _desk.Clocks(Id).Response.Kept);
        Assert.Single(_desk.History(Id).OfType<TicketEvent.SlaBreached>());
    }

    [Fact]
    public void What_became_urgent_in_an_agents_hands_waits_as_such_when_it_comes_back()
    {
        Arrive(Mia, Tier.ServiceDesk, At(8, 0));
        Open("my printer shows a paper jam", At(9, 0));
        _desk.Route(At(9, 0));
        _desk.Do(Id, new TicketCommand.Accept(Actor.Of(Mia)), At(9, 0));
        _desk.Do(Id, new TicketCommand.Reprioritise(Priority.P1, null, null, "All printers", Actor.Lead(Ben)), At(9, 2));
        _desk.Route(At(9, 6)); // silent for five minutes since 9:00: the change is not a word to the person

        var waiting = _desk.Board.State.Waiting[Id];
        Assert.Equal((Priority.P1, At(9, 15), true), (waiting.Priority, waiting.OrderDue, waiting.Returned));
    }

    private void Answered(Instant at, Instant before)
    {
        if (at < before && _desk.Tickets[Id].FirstReplyAt is null)
            _desk.Do(Id, new TicketCommand.Reply(new("m1"), "On it.", Actor.Of(Mia)), at);
    }

    private Clock Resolution => _desk.Clocks(Id).Resolution;
    private Clock Vendor => _desk.Clocks(Id).Last(SlaClockKind.Vendor)!;

    private void Taken()
    {
        Arrive(Mia, Tier.ServiceDesk, At(8, 0));
        Open("my printer shows a paper jam", At(9, 0));
        _desk.Route(At(9, 0));
        _desk.Do(Id, new TicketCommand.Accept(Actor.Of(Mia)), At(9, 0));
        _desk.Do(Id, new TicketCommand.Reply(new("m1"), "On it.", Actor.Of(Mia)), At(9, 1));
    }

    private void Open(string said, Instant now)
    {
        var decision = Deciding.Decide(_desk.Policy.Triage, new TriageInput(said));
        _desk.Do(Id, new TicketCommand.Open(Id, "INC-1", TicketKind.Incident, TicketChannel.WebChat, Alex, new("sample"), said, Actor.Bot), now);
        _desk.Do(Id, new TicketCommand.Triage(decision.Category!.Value, Impact.Person, Urgency.Medium, null, [.. decision.Reasons.Select(r => r.ToString()!)], Actor.Bot), now);
        var ticket = _desk.Tickets[Id];
        _desk.Do(Id, new TicketCommand.Enqueue(_desk.Policy.Desk.QueueFor(ticket.Category, ticket.Priority).Id, _desk.Policy.Desk.RouteFor(ticket.Category, ticket.Priority).Skills, Actor.Bot), now);
    }

    private void Arrive(AgentId id, Tier tier, Instant now) => _desk.Agent(
        new Agent(id)
        {
            Tiers = [tier], Presence = Presence.Available, IdleSince = now,
            Skills = ImmutableDictionary<SkillId, SkillGrade>.Empty.Add(new("printing"), new SkillGrade(3)),
        }, now);

    /// <summary>Hours and minutes of Monday, 8 June 2026, in Berlin; hours over 24 are the days after.</summary>
    private static Instant At(int hours, int minutes) =>
        Berlin.AtStrictly(new LocalDateTime(2026, 6, 8, 0, 0)).ToInstant() + Duration.FromHours(hours) + Duration.FromMinutes(minutes);
}
