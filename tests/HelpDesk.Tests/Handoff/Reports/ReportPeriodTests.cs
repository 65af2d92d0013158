using HelpDesk.Handoff.Reports;
using NodaTime;
using NodaTime.Text;

namespace HelpDesk.Tests.Handoff.Reports;

public sealed class ReportPeriodTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Theory]
    [InlineData(ReportKind.Week, "2026-03-29", "2026-W13", "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z", "2026-W12")] // summer time begins: 167 hours
    [InlineData(ReportKind.Week, "2027-01-01", "2026-W53", "2026-12-27T23:00:00Z", "2027-01-03T23:00:00Z", "2026-W52")] // the week's year, not the day's
    [InlineData(ReportKind.Month, "2026-10-31", "2026-10", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z", "2026-09")]
    [InlineData(ReportKind.Quarter, "2026-02-28", "2026-Q1", "2025-12-31T23:00:00Z", "2026-03-31T22:00:00Z", "2025-Q4")]
    public void A_period_runs_from_midnight_to_midnight_in_its_zone(ReportKind kind, string day, string name, string from, string to, string before)
    {
        var period = ReportPeriod.Of(kind, LocalDatePattern.Iso.Parse(day).Value, Berlin);

        Assert.Equal(name, period.Name);
        Assert.Equal((from, to), (period.Span.Start.ToString(), period.Span.End.ToString()));
        var previous = period.Previous(Berlin);
        Assert.Equal((before, period.Span.Start), (previous.Name, previous.Span.End));
    }
}
