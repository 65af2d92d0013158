using System.Globalization;
using NodaTime;
using NodaTime.Calendars;

namespace HelpDesk.Handoff.Reports;

public enum ReportKind { Week, Month, Quarter }

/// <summary>A week (from Monday), month or quarter of the calendar in one time zone.</summary>
/// <param name="Name">As people call it: 2026-W10, 2026-03, 2026-Q1.</param>
/// <param name="First">Its first day.</param>
/// <param name="Span">From midnight to midnight in the zone: an hour shorter or longer when the clocks change in it.</param>
public sealed record ReportPeriod(ReportKind Kind, string Name, LocalDate First, Interval Span)
{
    /// <summary>The period that holds a date.</summary>
    public static ReportPeriod Of(ReportKind kind, LocalDate date, DateTimeZone zone)
    {
        var first = FirstDay(kind, date);
        var next = Next(kind, first);
        return new(kind, NameOf(kind, first), first, new(zone.AtStartOfDay(first).ToInstant(), zone.AtStartOfDay(next).ToInstant()));
    }

    /// <summary>The one before it, to compare with.</summary>
    public ReportPeriod Previous(DateTimeZone zone) => Of(Kind, First.PlusDays(-1), zone);

    private static LocalDate FirstDay(ReportKind kind, LocalDate date) => kind switch
    {
        ReportKind.Week => date.PlusDays(1 - (int)date.DayOfWeek),
        ReportKind.Month => new(date.Year, date.Month, 1),
        _ => new(date.Year, date.Month - ((date.Month - 1) % 3), 1),
    };

    private static LocalDate Next(ReportKind kind, LocalDate first) => kind switch
    {
        ReportKind.Week => first.PlusWeeks(1),
        ReportKind.Month => first.PlusMonths(1),
        _ => first.PlusMonths(3),
    };

    private static string NameOf(ReportKind kind, LocalDate first) => kind switch
    {
        ReportKind.Week => string.Create(CultureInfo.InvariantCulture, $"{WeekYearRules.Iso.GetWeekYear(first):0000}-W{WeekYearRules.Iso.GetWeekOfWeekYear(first):00}"),
        ReportKind.Month => string.Create(CultureInfo.InvariantCulture, $"{first.Year:0000}-{first.Month:00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{first.Year:0000}-Q{((first.Month - 1) / 3) + 1}"),
    };
}
