using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Calendars;

/// <summary>A weekday, or the n-th (from the end where negative) of the month, or of the year where no month is named.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct IcalWeekday(int Nth, IsoDayOfWeek Day);

/// <summary>A yearly RRULE of RFC 5545.</summary>
public sealed record IcalRule
{
    public int Interval { get; init; } = 1;

    /// <summary>How often in all, the first included.</summary>
    public int? Count { get; init; }

    /// <summary>The last day or instant it may begin at, inclusive.</summary>
    public LocalDateTime? UntilWall { get; init; }

    public Instant? Until { get; init; }

    public ImmutableArray<int> Months { get; init; } = [];

    /// <summary>Negative ones count from the month's end.</summary>
    public ImmutableArray<int> MonthDays { get; init; } = [];

    public ImmutableArray<IcalWeekday> Weekdays { get; init; } = [];

    internal IEnumerable<LocalDateTime> Starts(LocalDateTime first, DateTimeZone? zone, int year)
    {
        if (year < first.Year || (year - first.Year) % Interval != 0)
            return [];
        if (Count is not { } count)
            return Expand(first, year).Where(start => !IsOver(start, zone));
        var all = new List<LocalDateTime>();
        for (var y = first.Year; y <= year && all.Count < count; y += Interval)
            all.AddRange(Expand(first, y));
        return all.Take(count).Where(start => start.Year == year);
    }

    private bool IsOver(LocalDateTime start, DateTimeZone? zone) =>
        (UntilWall is { } wall && start > wall) || (Until is { } until && (zone ?? DateTimeZone.Utc).AtLeniently(start).ToInstant() > until);

    // DTSTART is the first occurrence even where the rule would not give it.
    private IEnumerable<LocalDateTime> Expand(LocalDateTime first, int year)
    {
        var dates = Days(first, year).Select(date => date + first.TimeOfDay).Where(start => start > first);
        return (year == first.Year ? dates.Append(first) : dates).Distinct().Order();
    }

    private IEnumerable<LocalDate> Days(LocalDateTime first, int year)
    {
        if (Months.IsEmpty && MonthDays.IsEmpty && !Weekdays.IsEmpty)
            return OfWeekdays(new(year, 1, 1), new(year, 12, 31));
        IEnumerable<int> months = !Months.IsEmpty ? Months : MonthDays.IsEmpty ? [first.Month] : Enumerable.Range(1, 12);
        return months.SelectMany(month => DaysOfMonth(first, new YearMonth(year, month)));
    }

    private IEnumerable<LocalDate> DaysOfMonth(LocalDateTime first, YearMonth month)
    {
        var (start, end) = (month.ToDateInterval().Start, month.ToDateInterval().End);
        if (MonthDays.IsEmpty && !Weekdays.IsEmpty)
            return OfWeekdays(start, end);
        IEnumerable<int> days = MonthDays.IsEmpty ? [first.Day] : MonthDays;
        return days.Select(day => day < 0 ? end.Day + 1 + day : day)
            .Where(day => day >= 1 && day <= end.Day)
            .Select(day => start.PlusDays(day - 1))
            .Where(date => Weekdays.IsEmpty || Weekdays.Any(w => w.Day == date.DayOfWeek));
    }

    private IEnumerable<LocalDate> OfWeekdays(LocalDate start, LocalDate end) => Weekdays.SelectMany(weekday =>
    {
        var first = start.PlusDays(((int)weekday.Day - (int)start.DayOfWeek + 7) % 7);
        var all = Enumerable.Range(0, 53).Select(first.PlusWeeks).TakeWhile(date => date <= end).ToList();
        return weekday.Nth switch
        {
            0 => all,
            > 0 => all.Skip(weekday.Nth - 1).Take(1),
            < 0 => all.SkipLast(-weekday.Nth - 1).TakeLast(1),
        };
    });
}
