using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Sla.Terms;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Sla;

public sealed class SlaPolicyTests
{
    private const string Calendars = "calendars:\n  business:\n    zone: customer\n    week:\n      mon: [\"09:00-17:00\"]\n";

    [Theory]
    [InlineData("essential", "business", "business", "business", "business")]
    [InlineData("standard", "extended", "extended", "business", "business")]
    [InlineData("enterprise", "always", "extended", "business", "business")]
    public void The_shipped_policy_has_the_seed_values(string plan, params string[] calendars)
    {
        (int Response, int Resolution)[] minutes = [(15, 240), (30, 480), (120, 1_440), (240, 4_320)];
        foreach (var priority in Enum.GetValues<Priority>())
        {
            var terms = SlaFiles.Shipped.Terms(new(plan), priority, null);
            var (response, resolution) = minutes[(int)priority - 1];

            Assert.Equal(Duration.FromMinutes(response), terms.Response.Target);
            Assert.Equal(Duration.FromMinutes(response), terms.NextResponse.Target);
            Assert.Equal(Duration.FromMinutes(resolution), terms.Resolution.Target);
            Assert.Equal(calendars[(int)priority - 1], terms.Resolution.Calendar.Name);
        }

        Assert.Equal([50, 75, 90], SlaFiles.Shipped.WarnAt);
        Assert.Equal(25, SlaFiles.Shipped.ReopenFloorPercent);
    }

    [Fact]
    public void A_calendar_follows_the_zone_of_the_customer()
    {
        var tokyo = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];
        var at = SlaFiles.At("2026-06-08T08:00", tokyo);
        var known = Assert.IsType<SlaOutcome.Known>(SlaClock.Due([new SlaEvent.Opened(Priority.P1, new("essential"), tokyo, at)], SlaFiles.Shipped));

        Assert.Equal(SlaFiles.At("2026-06-08T09:15", tokyo), known.Response.Due);
    }

    [Fact]
    public void Every_error_is_told_at_once_with_its_line_and_a_fix()
    {
        const string Sla = """
            version: 1
            zone: Mars/Base
            warn: [90, 50]
            reopen-floor: 250
            colour: blue
            targets:
              P1: { response: soon, resolution: 4h }
              P2: { response: 30m }
              P3: { response: 9h, resolution: 8h }
            plans:
              basic:
                hours: nights
                clocks: { P1: business, P2: business, P3: business }
            vendors:
              default: { calendar: business }
            tiers:
              9: { calendar: business, P1: 1h }
            """;
        const string Broken = "calendars:\n  business:\n    zone: Nowhere\n    week:\n      mon: [\"9-17\"]\n    holidays: [yesterday]\n    holidays-ical: [gone.ics]\n    breaks:\n      someday: [\"12:00-13:00\"]\n";

        var read = SlaPolicyReader.Read(new("sla.yaml", Sla), new("calendars.yaml", Broken));

        Assert.Null(read.Policy);
        Assert.Equal(
            ["calendars.yaml:3 calendars.business.zone", "calendars.yaml:4 calendars.business.week", "calendars.yaml:5 calendars.business.week.mon", "calendars.yaml:6 calendars.business.holidays",
             "calendars.yaml:7 calendars.business.holidays-ical", "calendars.yaml:9 calendars.business.breaks.someday", "sla.yaml:2 zone", "sla.yaml:3 warn", "sla.yaml:4 reopen-floor", "sla.yaml:5 colour",
             "sla.yaml:6 targets.P4", "sla.yaml:7 targets.P1.response", "sla.yaml:8 targets.P2.resolution", "sla.yaml:9 targets.P3.resolution", "sla.yaml:12 plans.basic.hours",
             "sla.yaml:13 plans.basic.clocks.P4", "sla.yaml:15 vendors.default.P1", "sla.yaml:17 tiers.9"],
            read.Problems.Select(p => $"{p.File}:{p.Line} {p.Key}")
                .OrderBy(l => l.Split(':')[0], StringComparer.Ordinal).ThenBy(l => int.Parse(l.Split(':', ' ')[1])).ThenBy(l => l, StringComparer.Ordinal));
        Assert.All(read.Problems, p => Assert.True(p.Problem.Length > 5 && p.Fix.Length > 5, p.ToString()));
    }

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("- a\n- b\n", 1, "no mapping")]
    [InlineData("version: 1\n  zone: [", 2, "not valid YAML")]
    [InlineData("version: 1\nversion: 2\n", 2, "not valid YAML")]
    public void A_file_that_is_no_policy_is_one_problem(string text, int line, string said)
    {
        var problem = Assert.Single(SlaPolicyReader.Read(new("sla.yaml", text), new("calendars.yaml", Calendars)).Problems);

        Assert.Equal(line, problem.Line);
        Assert.Contains(said, problem.Problem);
    }

    [Fact]
    public void Problems_of_an_ical_file_name_that_file_and_line()
    {
        var read = SlaPolicyReader.Read(
            new("sla.yaml", SlaFiles.Policy("sla.yaml")), new("calendars.yaml", SlaFiles.Policy("calendars.yaml") + "    holidays-ical: [de.ics]\n"),
            new Dictionary<string, string> { ["de.ics"] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261399\nEND:VEVENT\nEND:VCALENDAR" });

        Assert.Equal(("de.ics", 3), (read.Problems[0].File, read.Problems[0].Line));
    }

    [Fact]
    public void A_ticket_of_an_unknown_plan_or_without_an_opening_is_refused_with_a_reason()
    {
        var refused = Assert.IsType<SlaOutcome.Refused>(SlaClock.Due(HandCases.Events("2026-06-08T09:00 opened P1 gold"), SlaFiles.Shipped));

        Assert.Equal(SlaRefusal.UnknownPlan, refused.Reason);
        Assert.Equal(SlaRefusal.NotOpened, Assert.IsType<SlaOutcome.Refused>(SlaClock.Due([], SlaFiles.Shipped)).Reason);
    }
}
