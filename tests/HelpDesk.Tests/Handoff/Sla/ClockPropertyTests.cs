using FsCheck;
using FsCheck.Fluent;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Sla;

public sealed class ClockPropertyTests
{
    private static readonly string[] Plans = ["essential", "standard", "enterprise"];

    // Any events in any order of kinds, legal or not: the clocks are a fold and must stand everything.
    private static Arbitrary<List<SlaEvent>> Histories { get; } = Arb.From(
        from priority in Gen.Elements(Enum.GetValues<Priority>())
        from plan in Gen.Elements(Plans)
        from start in Gen.Choose(0, 500_000)
        from steps in Gen.ListOf(from kind in Gen.Choose(0, 14) from minutes in Gen.Choose(0, 900) from pick in Gen.Choose(1, 4) select (kind, minutes, pick), 12)
        select History(priority, plan, Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(start), steps));

    [Fact]
    public void Without_its_pauses_nothing_is_due_later() => Check(events =>
        Pair(events, Without(events)).All(pair => pair.Left.Stints.Zip(pair.Right.Stints).All(s => s.First.Start != s.Second.Start || s.First.Due is not { } due || s.Second.Due <= due || s.First.Allowance != s.Second.Allowance)));

    [Fact]
    public void A_reading_agrees_with_the_due_time() => Check(events =>
        Clocks(events).All(clock => clock.Ended is not null || clock.Stints[^1].Allowance <= Duration.Zero || clock.Due is not { } due || clock.At(due).Left == Duration.Zero));

    [Fact]
    public void A_clock_never_counts_below_nothing_and_alarms_rise() => Check(events =>
        Clocks(events).All(clock =>
        {
            var alarms = clock.Alarms();
            return clock.At(events[^1].At).Left <= clock.Stints[^1].Allowance
                && alarms.Zip(alarms.Skip(1)).All(pair => pair.First.At <= pair.Second.At && pair.First.Percent < pair.Second.Percent);
        }));

    [Fact]
    public void A_reopened_ticket_has_at_least_a_quarter_of_its_target() => Check(events =>
        Clocks(events).Where(clock => clock.Kind == SlaClockKind.Resolution).All(clock => clock.Stints.All(stint => stint.Allowance * 4 >= clock.Target.Target)));

    [Fact]
    public void Events_out_of_order_give_the_same() => Check(events =>
        Clocks(events).Select(c => c.Due).SequenceEqual(Clocks([events[0], .. events.Skip(1).GroupBy(e => e.At).Reverse().SelectMany(same => same)]).Select(c => c.Due)));

    [Fact]
    public void Every_clock_can_tell_its_story() => Check(events =>
        Clocks(events).All(clock => clock.Words(ClockPhrases.ForPerson).Length > 10 && clock.Timeline(events[^1].At).All(s => s.Start <= s.End)));

    private static List<SlaEvent> Without(List<SlaEvent> events) => [.. events.Where(e => e is not (SlaEvent.Paused or SlaEvent.Resumed))];

    private static IEnumerable<(Clock Left, Clock Right)> Pair(List<SlaEvent> left, List<SlaEvent> right) => Clocks(left).Zip(Clocks(right));

    private static IEnumerable<Clock> Clocks(List<SlaEvent> events) => Assert.IsType<SlaOutcome.Known>(SlaClock.Due(events, SlaFiles.Shipped)).Clocks;

    private static List<SlaEvent> History(Priority priority, string plan, Instant start, IEnumerable<(int Kind, int Minutes, int Pick)> steps)
    {
        List<SlaEvent> events = [new SlaEvent.Opened(priority, new(plan), SlaFiles.Berlin, start)];
        foreach (var (kind, minutes, pick) in steps)
            events.Add(Event(kind, pick, events[^1].At + Duration.FromMinutes(minutes)));
        return events;
    }

    private static SlaEvent Event(int kind, int pick, Instant at) => kind switch
    {
        0 => new SlaEvent.PriorityChanged((Priority)pick, at),
        1 => new SlaEvent.PlanChanged(new(Plans[pick % 3]), at),
        2 => new SlaEvent.Replied(pick > 1, at),
        3 => new SlaEvent.CustomerWrote(at),
        4 or 5 => new SlaEvent.Paused((WaitingFor)(pick % 2), at),
        6 or 7 => new SlaEvent.Resumed(pick == 4 ? null : (WaitingFor)(pick % 2), at),
        8 or 9 => new SlaEvent.Resolved(at),
        10 or 11 => new SlaEvent.Reopened(at),
        12 => new SlaEvent.VendorCaseOpened(new("acme"), $"V{pick}", at),
        13 => new SlaEvent.VendorCaseClosed($"V{pick}", at),
        _ => new SlaEvent.TierChanged((Tier)pick, at),
    };

    private static void Check(Func<List<SlaEvent>, bool> holds) => FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(Histories, holds));
}
