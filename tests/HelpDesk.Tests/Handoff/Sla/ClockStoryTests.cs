using HelpDesk.Handoff.Sla.Clocks;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Sla;

public sealed class ClockStoryTests
{
    [Theory]
    [InlineData("2 h of business time from Fri 16:30, 40 min waiting for you, so Mon 11:10 Europe/Berlin",
        "2026-06-05T16:30 opened P2 express", "2026-06-08T09:20 paused person", "2026-06-08T10:00 resumed person")]
    [InlineData("4 h round the clock from Sat 23:00, so Sun 03:00 Europe/Berlin", "2026-06-06T23:00 opened P1 enterprise")]
    [InlineData("4 h of business time from Mon 09:00, P3 until Mon 10:00, now P1, so Mon 13:00 Europe/Berlin",
        "2026-06-08T09:00 opened P3 essential", "2026-06-08T10:00 priority P1")]
    [InlineData("8 h of extended hours from Fri 20:00, plan essential until Sat 10:00, now standard, so Mon 14:00 Europe/Berlin",
        "2026-06-05T20:00 opened P2 essential", "2026-06-06T10:00 plan standard")]
    [InlineData("1 h left of 4 h of business time from the reopening Tue 10:00, so Tue 11:00 Europe/Berlin",
        "2026-06-08T09:00 opened P1 essential", "2026-06-08T12:30 resolved", "2026-06-09T10:00 reopened")]
    [InlineData("8 h of business time from Mon 09:00, waiting for you since Mon 11:00 with 6 h left",
        "2026-06-08T09:00 opened P2 essential", "2026-06-08T11:00 paused person")]
    [InlineData("4 h of business time from Mon 09:00, 30 min waiting for the vendor, so Mon 13:30 Europe/Berlin, done Mon 14:30, late by 1 h",
        "2026-06-08T09:00 opened P1 essential", "2026-06-08T10:00 paused vendor", "2026-06-08T10:30 resumed vendor", "2026-06-08T14:30 resolved")]
    [InlineData("4 h of business time from Mon 09:00, so Mon 13:00 Europe/Berlin, done Mon 11:00, in time", "2026-06-08T09:00 opened P1 essential", "2026-06-08T11:00 resolved")]
    [InlineData("72 h of business time from Mon 8 Jun 09:00, so Thu 18 Jun 17:00 Europe/Berlin", "2026-06-08T09:00 opened P4 essential")]
    public void A_due_time_explains_itself(string words, params string[] events) => Assert.Equal(words, Resolution(events).Words(ClockPhrases.ForPerson));

    [Fact]
    public void An_agent_reads_it_about_the_person() => Assert.Contains(
        "40 min waiting for the person",
        HandCases.Due("2026-06-05T16:30 opened P2 essential", "2026-06-08T09:20 paused person", "2026-06-08T10:00 resumed person").Resolution.Words(ClockPhrases.ForDesk));

    [Fact]
    public void The_timeline_shows_running_paused_closed_and_changes()
    {
        var clock = HandCases.Due(
            "2026-06-05T16:30 opened P3 essential", "2026-06-08T09:20 paused person", "2026-06-08T10:00 resumed person", "2026-06-08T10:30 priority P2", "2026-06-08T11:00 resolved").Resolution;

        Assert.Equal(
            ["Running Fri 16:30 Fri 17:00 30", "Closed Fri 17:00 Mon 09:00 0", "Running Mon 09:00 Mon 09:20 20", "Paused Mon 09:20 Mon 10:00 0",
             "Running Mon 10:00 Mon 10:30 30", "Change Mon 10:30 Mon 10:30 0", "Running Mon 10:30 Mon 11:00 30"],
            clock.Timeline(SlaFiles.Berlins("2026-06-09T09:00")).Select(Line));
    }

    [Fact]
    public void The_timeline_shows_the_time_between_a_resolve_and_a_reopening()
    {
        var clock = Resolution("2026-06-08T09:00 opened P1 essential", "2026-06-08T10:00 resolved", "2026-06-08T12:00 reopened");

        Assert.Equal(
            ["Running Mon 09:00 Mon 10:00 60", "Ended Mon 10:00 Mon 12:00 0", "Running Mon 12:00 Mon 13:00 60"],
            clock.Timeline(SlaFiles.Berlins("2026-06-08T13:00")).Select(Line));
    }

    public static TheoryData<string> Ids { get; } = [.. HandCases.All.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_timeline_has_no_gaps_and_adds_up_to_what_was_used(string id)
    {
        var events = HandCases.All[id].GetProperty("events").EnumerateArray().Select(e => e.GetString()!).ToList();
        var until = HandCases.Events(events)[^1].At + Duration.FromDays(2);
        foreach (var clock in HandCases.Due(events).Clocks)
        {
            var timeline = clock.Timeline(until);

            Assert.Equal(clock.Started, timeline[0].Start);
            Assert.Equal(timeline.Skip(1).Select(s => s.Start), timeline.SkipLast(1).Select(s => s.End));
            var last = timeline.Where(s => s.Start >= clock.Stints[^1].Start).Aggregate(Duration.Zero, (sum, s) => sum + s.Counted);
            Assert.Equal(clock.Stints[^1].Allowance - clock.At(until).Left, last);
        }
    }

    private static string Line(Segment segment)
    {
        static string Wall(Instant at) => at.InZone(SlaFiles.Berlin).ToString("ddd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return $"{segment.Kind} {Wall(segment.Start)} {Wall(segment.End)} {segment.Counted.TotalMinutes}";
    }

    // The design's example has two hours to resolve, which no shipped plan gives: its first case runs on a plan of its own.
    private static Clock Resolution(params string[] events)
    {
        var policy = HelpDesk.Handoff.Sla.Terms.SlaPolicyReader.Read(
            new("sla.yaml", SlaFiles.Policy("sla.yaml").Replace("  essential:\n", "  express:\n    hours: business\n    clocks: { P1: business, P2: business, P3: business, P4: business }\n    targets: { P2: { response: 1h, resolution: 2h } }\n  essential:\n", StringComparison.Ordinal)),
            new("calendars.yaml", SlaFiles.Policy("calendars.yaml"))).Policy!;
        return Assert.IsType<SlaOutcome.Known>(SlaClock.Due(HandCases.Events(events), policy)).Resolution;
    }
}
