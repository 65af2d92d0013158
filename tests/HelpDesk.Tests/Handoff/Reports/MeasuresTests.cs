using HelpDesk.Handoff.Reports;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Tests.Handoff.Tickets;
using NodaTime;
using static HelpDesk.Tests.Handoff.Tickets.TestTicket;

namespace HelpDesk.Tests.Handoff.Reports;

/// <summary>Small worlds, worked out by hand beside each one.</summary>
public sealed class MeasuresTests
{
    private static readonly Interval Day = new(Start - Duration.FromHours(8), Start + Duration.FromHours(16));

    private static TicketRecord Record(TestTicket ticket) => ticket.Events.Aggregate((TicketRecord?)null, TicketRecordFold.Apply)!;

    private static Measure Of(MeasureDefinition definition, params TestTicket[] tickets) =>
        Measures.Of([.. tickets.Select(Record)], Day).Single(m => m.Definition == definition);

    private static TestTicket Minutes(TestTicket ticket, double minutes) => ticket.After(Duration.FromMinutes(minutes));

    [Fact]
    public void First_contact_is_who_took_it_first_and_resolved_it_for_good()
    {
        var good = Resolved();
        var open = Assigned();                                                                    // counts against: all tickets
        var second = Assigned().Do(new TicketCommand.TakeOver(MiaId, Ben)).Do(Resolve(Ben));      // another hand
        var back = Resolved().After(Duration.FromHours(72)).Do(new TicketCommand.Reopen("Back", Alex)); // just within 72 h
        var late = Resolved().After(Duration.FromHours(72) + Duration.FromSeconds(1)).Do(new TicketCommand.Reopen("Back", Alex));
        var escalated = Assigned().Do(new TicketCommand.Escalate(EscalationKind.Functional, Second, "Hard", Mia));

        var measure = Of(MeasureDefinitions.FirstContactResolution, good, open, second, back, late, escalated);

        Assert.Equal((6, 2 / 6.0, false), (measure.N, measure.Value!.Value, measure.MeetsTarget!.Value));
    }

    [Fact]
    public void Handle_time_runs_from_accepted_to_resolved_less_pauses()
    {
        // Accepted, 10 min, paused 60 min, 5 min, resolved: 15 min.
        var paused = Minutes(Minutes(Minutes(Assigned(), 10).Do(new TicketCommand.Pause(PauseReason.User, "?", null, Mia)), 60).Do(Write("m1")), 5).Do(Resolve());
        // 4 min, escalated, 30 min in the queue, accepted by offer, 6 min: 10 min, and the queue is nobody's.
        var handed = Minutes(Assigned(), 4).Do(new TicketCommand.Escalate(EscalationKind.Functional, Second, "Hard", Mia));
        Minutes(Minutes(handed, 30).Do(new TicketCommand.Offer(BenId, Actor.Desk)).Do(new TicketCommand.Accept(Ben)), 6).Do(Resolve(Ben));
        // Resolved after 10 min, reopened 2 h later, accepted by pull after 1 h, resolved after 2 min: 12 min.
        var reopened = Minutes(Resolved(), 120).Do(new TicketCommand.Reopen("Back", Alex));
        Minutes(Minutes(reopened, 60).Do(new TicketCommand.Accept(Ben)), 2).Do(Resolve(Ben));

        var measure = Of(MeasureDefinitions.HandleTime, paused, handed, reopened, Assigned());

        Assert.Equal(3, measure.N);
        Assert.Equal((15 + 10 + 12) / 3.0, measure.Value!.Value, 9);
        Assert.Equal(12, measure.Median!.Value, 9);
        Assert.True(measure.MeetsTarget);
    }

    [Fact]
    public void Resolution_time_runs_from_opened_to_resolved()
    {
        var measure = Of(MeasureDefinitions.ResolutionTime, Resolved(), Assigned()); // accepted 5 s after opening, 10 min of work
        Assert.Equal(1, measure.N);
        Assert.Equal(10 + (5 / 60.0), measure.Value!.Value, 9);
    }

    [Fact]
    public void A_pause_that_outlasts_a_take_over_is_shared_by_the_moment()
    {
        // Mia 10 min work, 20 min paused; Ben takes over paused, 30 min paused, 5 min work.
        var ticket = Minutes(Minutes(Assigned(), 10).Do(new TicketCommand.Pause(PauseReason.User, "?", null, Mia)), 20);
        Minutes(Minutes(ticket.Do(new TicketCommand.TakeOver(MiaId, Ben)), 30).Do(Write("m1")), 5).Do(Resolve(Ben));

        var holdings = Record(ticket).Holdings;

        Assert.Equal([Duration.FromMinutes(10), Duration.FromMinutes(5)], holdings.Select(h => h.Handled!.Value));
        Assert.Equal([Duration.FromMinutes(20), Duration.FromMinutes(30)], holdings.Select(h => h.Paused));
    }

    [Fact]
    public void Satisfaction_is_the_share_of_fours_and_fives_among_ratings()
    {
        TestTicket Rated(int rating) => Closed().Do(new TicketCommand.Survey(rating, null, Alex));
        var measure = Of(MeasureDefinitions.Satisfaction, Rated(5), Rated(4), Rated(3), Rated(1), Closed());
        Assert.Equal((4, 0.5, true), (measure.N, measure.Value!.Value, measure.IsSmall));
    }

    [Fact]
    public void Abandoned_is_who_left_before_anyone_accepted()
    {
        var left = Cancelled();
        var leftDuringOffer = Offered().Do(new TicketCommand.Cancel(CancelReason.Left, "", Alex));
        var leftLater = Assigned().Do(new TicketCommand.Cancel(CancelReason.Left, "", Alex));
        var outOfScope = Queued().Do(new TicketCommand.Cancel(CancelReason.OutOfScope, "", Lea));
        var measure = Of(MeasureDefinitions.Abandonment, left, leftDuringOffer, leftLater, outOfScope, Resolved());
        Assert.Equal((5, 0.4), (measure.N, measure.Value!.Value));
    }

    [Fact]
    public void Compliance_needs_response_and_resolution_both_in_time()
    {
        static TestTicket Late(SlaClockKind clock) => Assigned().Do(new TicketCommand.BreachSla(clock, Start, Actor.Desk)).Do(Resolve());
        var forgiven = Assigned().Do(new TicketCommand.BreachSla(SlaClockKind.Response, Start, Actor.Desk))
            .Do(new TicketCommand.Reprioritise(Priority.P4, null, null, "It can wait", Mia)).Do(Resolve());
        var measure = Of(
            MeasureDefinitions.SlaCompliance, Resolved(), forgiven, Late(SlaClockKind.Response), Late(SlaClockKind.Resolution), Late(SlaClockKind.Ola), Assigned());
        Assert.Equal((5, 0.6), (measure.N, measure.Value!.Value));
    }

    [Fact]
    public void First_response_is_the_first_public_reply_and_not_a_note()
    {
        var slow = Minutes(Assigned().Do(new TicketCommand.AddNote(new("n"), "Hm", Mia)), 9).Do(Reply("m1"));
        var fast = Assigned().Do(Reply("m1")); // accepted 5 s after opening
        var measure = Of(MeasureDefinitions.FirstResponse, slow, fast, Assigned());
        Assert.Equal(2, measure.N);
        Assert.Equal((9 + (5 / 60.0) + (5 / 60.0)) / 2, measure.Value!.Value, 9);
        Assert.Null(measure.MeetsTarget);
    }

    [Fact]
    public void Escalations_of_any_kind_count_and_tier_shares_are_of_what_was_resolved_there()
    {
        TestTicket At(QueueId queue)
        {
            var ticket = Assigned().Do(new TicketCommand.Escalate(EscalationKind.Functional, queue, "Hard", Lea));
            return ticket.Do(new TicketCommand.Offer(BenId, Actor.Desk)).Do(new TicketCommand.Accept(Ben)).Do(Resolve(Ben));
        }
        var risk = Resolved();
        var told = Assigned().Do(new TicketCommand.Escalate(EscalationKind.Hierarchical, null, "Soon due", Actor.Desk)).Do(Resolve());
        TestTicket[] all = [At(Second), At(Third), risk, told, Resolved()];

        Assert.Equal(3 / 5.0, Of(MeasureDefinitions.EscalationRate, all).Value);
        Assert.Equal((5, 3 / 5.0), (Of(MeasureDefinitions.TierOneShare, all).N, Of(MeasureDefinitions.TierOneShare, all).Value!.Value));
        Assert.Equal((3, 1 / 3.0), (Of(MeasureDefinitions.TierTwoShare, all).N, Of(MeasureDefinitions.TierTwoShare, all).Value!.Value));
        Assert.Equal(1 / 5.0, Of(MeasureDefinitions.TierThreeShare, all).Value);
    }

    [Fact]
    public void Problems_and_merged_duplicates_are_no_tickets() =>
        Assert.Equal(1, Of(MeasureDefinitions.Abandonment, Resolved(), Merged(), Assigned(TicketKind.Problem)).N);

    [Fact]
    public void Each_measure_counts_in_the_period_of_its_own_moment()
    {
        var ticket = Assigned().After(Duration.FromDays(2)).Do(Reply("m1")).Do(Resolve());
        var next = new Interval(Day.End, Day.End + Duration.FromDays(5));
        var measures = Measures.Of([Record(ticket)], next).ToDictionary(m => m.Definition.Id, m => m.N, StringComparer.Ordinal);

        Assert.Equal((0, 1, 1, 1), (measures["fcr"], measures["aht"], measures["sla"], measures["first-response"]));
        Assert.Equal((1, 0), (Of(MeasureDefinitions.FirstContactResolution, ticket).N, Of(MeasureDefinitions.SlaCompliance, ticket).N));
    }

    [Fact]
    public void Nothing_measured_is_no_value_and_not_a_zero()
    {
        foreach (var measure in Measures.Of([], Day))
            Assert.Equal((0, null, null), (measure.N, measure.Value, measure.MeetsTarget));
    }

    [Theory]
    [InlineData(0, 10, 0, 0.2775)] // published values of the 95% Wilson interval
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(81, 263, 0.2553, 0.3662)]
    public void A_share_says_how_sure_it_is(int hits, int of, double low, double high)
    {
        var measure = Measure.Share(MeasureDefinitions.Satisfaction, hits, of);
        Assert.Equal((low, high), (Math.Round(measure.Low!.Value, 4), Math.Round(measure.High!.Value, 4)));
        Assert.Equal(of < 30, measure.IsSmall);
    }

    [Fact]
    public void Slices_cut_by_customer_category_tier_priority_and_agent()
    {
        TicketRecord[] records = [Record(Resolved()), Record(Queued()), Record(Assigned().Do(new TicketCommand.TakeOver(MiaId, Ben)))];
        string[] Names(SliceBy by) => [.. Slices.Of(records, by, Day).Select(s => $"{s.Name} {s.Tickets}")];

        Assert.Equal(["acme 3"], Names(SliceBy.Customer));
        Assert.Equal(["email 3"], Names(SliceBy.Category));
        Assert.Equal(["1 3"], Names(SliceBy.Tier));
        Assert.Equal(["P3 3"], Names(SliceBy.Priority));
        Assert.Equal([$"{MiaId} 1", $"{BenId} 1", "none 1"], Names(SliceBy.Agent));
    }

    [Fact]
    public void The_backlog_is_aged_in_bands()
    {
        TicketRecord[] records = [Record(Queued()), Record(Assigned()), Record(Resolved()), Record(Assigned(TicketKind.Problem))];
        var ageing = Ageing.Of(records, Start + Duration.FromDays(3));
        Assert.Equal((2, Duration.FromDays(3)), (ageing.Backlog.N, ageing.Oldest!.Value));
        Assert.Equal([0, 2, 0, 0, 0], ageing.Bands.Select(b => b.Tickets));
        Assert.Equal([0, 0, 2, 0, 0], Ageing.Of(records, Start + Duration.FromDays(3) + Duration.FromTicks(1)).Bands.Select(b => b.Tickets));
    }

    [Fact]
    public void Every_measure_has_its_formula_in_words()
    {
        Assert.Equal(MeasureDefinitions.All.Count, MeasureDefinitions.All.Select(m => m.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(MeasureDefinitions.All, m => Assert.False(string.IsNullOrWhiteSpace(m.Formula)));
        var shown = Measures.Of([], Day).Select(m => m.Definition).Append(MeasureDefinitions.Backlog);
        Assert.Equal(MeasureDefinitions.All, shown);
    }
}
