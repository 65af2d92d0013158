using System.Collections.Frozen;
using HelpDesk.Handoff.Sla.Calendars;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Sla;

public sealed class IcalTests
{
    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261224", "2026-12-24")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227", "2026-12-24 2026-12-25 2026-12-26")]
    [InlineData("DTSTART;VALUE=DATE:20261231\nDTEND;VALUE=DATE:20270102", "2026-12-31 2027-01-01")]
    [InlineData("DTSTART;VALUE=DATE:20261231\nDURATION:P2D", "2026-12-31 2027-01-01")]
    [InlineData("DTSTART;VALUE=DATE:20251225\nRRULE:FREQ=YEARLY", "2025-12-25 2026-12-25 2027-12-25 2028-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20251225\nRRULE:FREQ=YEARLY;COUNT=2", "2025-12-25 2026-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20251225\nRRULE:FREQ=YEARLY;UNTIL=20271225", "2025-12-25 2026-12-25 2027-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20251225\nRRULE:FREQ=YEARLY;UNTIL=20271224T235959Z", "2025-12-25 2026-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20251225\nRRULE:FREQ=YEARLY;INTERVAL=2", "2025-12-25 2027-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20251225\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20261225,20271225", "2025-12-25 2028-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY", "2024-02-29 2028-02-29")]
    [InlineData("DTSTART;VALUE=DATE:20241128\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=3", "2024-11-28 2025-11-27 2026-11-26")]
    [InlineData("DTSTART;VALUE=DATE:20250526\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=3", "2025-05-26 2026-05-25 2027-05-31")]
    [InlineData("DTSTART;VALUE=DATE:20241105\nRRULE:FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=TU;COUNT=3", "2024-11-05 2025-11-04 2026-11-03")]
    [InlineData("DTSTART;VALUE=DATE:20241231\nRRULE:FREQ=YEARLY;BYMONTH=12,6;BYMONTHDAY=-1;COUNT=4", "2024-12-31 2025-06-30 2025-12-31 2026-06-30")]
    [InlineData("DTSTART;VALUE=DATE:20250106\nRRULE:FREQ=YEARLY;BYDAY=1MO;COUNT=2", "2025-01-06 2026-01-05")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nSTATUS:CANCELLED", "")]
    [InlineData("DTSTART;VALUE=DATE:2026\n 1224\nSUMMARY:Folded\n  in two\nTRANSP:TRANSPARENT\nX-WR:1", "2026-12-24")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nBEGIN:VALARM\nTRIGGER:-PT15M\nACTION:DISPLAY\nEND:VALARM", "2026-12-24")]
    public void Whole_days_are_holidays(string lines, string dates)
    {
        var read = IcalCalendar.Read(Event(lines));

        Assert.Empty(read.Problems);
        var found = Enumerable.Range(2024, 5).SelectMany(year => read.Events.SelectMany(e => e.Dates(year)));
        Assert.Equal(dates, string.Join(' ', found.Select(d => NodaTime.Text.LocalDatePattern.Iso.Format(d))));
    }

    [Theory]
    [InlineData("DTSTART;TZID=Europe/Berlin:20261224T120000\nDTEND;TZID=Europe/Berlin:20261224T180000", 3)]
    [InlineData("DTSTART:20261224T110000Z\nDTEND:20261224T170000Z", 3)]
    [InlineData("DTSTART:20261224T120000\nDURATION:PT2H", 6)]
    [InlineData("DTSTART:20261224T120000\nDTEND:20261225T120000", 3)]
    [InlineData("DTSTART:20201224T160000\nDTEND:20201224T170000\nRRULE:FREQ=YEARLY", 7)]
    public void An_event_with_times_closes_that_time(string lines, int openHours)
    {
        var read = IcalCalendar.Read(Event(lines));
        Assert.Empty(read.Problems);
        var calendar = new BusinessCalendar(new()
        {
            Name = "c",
            Zone = SlaFiles.Berlin,
            Week = new Dictionary<IsoDayOfWeek, System.Collections.Immutable.ImmutableArray<OpenHours>> { [IsoDayOfWeek.Thursday] = [Hours("09:00-17:00")] }.ToFrozenDictionary(),
            Events = read.Events,
        });

        Assert.Equal(Duration.FromHours(openHours), calendar.Elapsed(SlaFiles.Berlins("2026-12-24T00:00"), SlaFiles.Berlins("2026-12-25T00:00")));
    }

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261232", 3, "no date")]
    [InlineData("SUMMARY:When?", 2, "DTSTART")]
    [InlineData("DTSTART:20261224T120000", 2, "DTEND or a DURATION")]
    [InlineData("DTSTART;TZID=Mars/Base:20261224T120000\nDURATION:PT1H", 3, "'Mars/Base'")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261224", 2, "ends before")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=WEEKLY", 4, "'FREQ=WEEKLY'")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=YEARLY;BYSETPOS=1", 4, "'BYSETPOS=1'")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nRRULE:BYMONTH=12", 4, "FREQ=YEARLY is missing")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=YEARLY;BYDAY=XX", 4, "'BYDAY=XX'")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nRRULE:FREQ=YEARLY;COUNT=0", 4, "'COUNT=0'")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nRDATE;VALUE=DATE:20271224", 4, "RDATE is not supported")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nno colon here", 4, "not a content line")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nDURATION:soon", 4, "no duration")]
    public void What_is_wrong_or_not_understood_is_a_problem_with_its_line(string lines, int line, string said)
    {
        var problem = Assert.Single(IcalCalendar.Read(Event(lines)).Problems);

        Assert.Equal(line, problem.Line);
        Assert.Contains(said, problem.Problem);
    }

    [Theory]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR", 2, "VTODO is not supported")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261224", 1, "never ended")]
    [InlineData("", 1, "not an iCal text")]
    [InlineData("<html>", 1, "not a content line")]
    public void A_text_that_is_no_calendar_is_refused(string text, int line, string said)
    {
        var problem = IcalCalendar.Read(text).Problems[0];

        Assert.Equal(line, problem.Line);
        Assert.Contains(said, problem.Problem);
    }

    private static OpenHours Hours(string text) => OpenHours.TryParse(text, out var hours) ? hours : throw new InvalidOperationException(text);

    private static string Event(string lines) => $"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n".Replace("\n", "\r\n", StringComparison.Ordinal);
}
