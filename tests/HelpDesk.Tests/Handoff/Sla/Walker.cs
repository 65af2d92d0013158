using HelpDesk.Handoff.Sla.Calendars;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Sla;

/// <summary>The rules read out loud, one minute after the other: slow, without search, sums or merging. What the calendar must agree with.</summary>
internal sealed class Walker(CalendarDefinition definition)
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    public bool IsOpen(Instant at)
    {
        var today = at.InZone(definition.Zone).Date;
        // A date runs from its first midnight: St. John's went from 00:01 back to 23:01 until 2011.
        if (Enumerable.Range(-1, 3).Select(today.PlusDays).Any(date => IsHoliday(date) && Covers(OpenHours.AllDay, date, at)))
            return false;
        var inside = Enumerable.Range(-2, 4).Select(today.PlusDays).Any(date => !IsHoliday(date) && Exists(date) && Hours(date).Any(hours => Covers(hours, date, at)));
        var onBreak = Enumerable.Range(-2, 4).Select(today.PlusDays).Any(date => Exists(date) && Breaks(date).Any(hours => Covers(hours, date, at)));
        return inside && !onBreak;
    }

    public Duration Elapsed(Instant from, Instant to, Func<Instant, bool>? paused = null)
    {
        var elapsed = Duration.Zero;
        for (var at = from; at < to; at += Minute)
        {
            if (IsOpen(at) && paused?.Invoke(at) != true)
                elapsed += Minute;
        }

        return elapsed;
    }

    public Instant? Add(Instant from, Duration duration, int days, Func<Instant, bool>? paused = null)
    {
        var left = duration;
        for (var at = from; at < from + Duration.FromDays(days); at += Minute)
        {
            if (!IsOpen(at) || paused?.Invoke(at) == true)
                continue;
            left -= Minute;
            if (left <= Duration.Zero)
                return at + Minute;
        }

        return null;
    }

    private bool Covers(OpenHours hours, LocalDate date, Instant at)
    {
        var stretch = hours.On(date, definition.Zone);
        return at >= stretch.Start && at < stretch.End;
    }

    private IEnumerable<OpenHours> Hours(LocalDate date) =>
        definition.DateHours.TryGetValue(date, out var own) ? own : definition.Week.TryGetValue(date.DayOfWeek, out var week) ? week : [];

    private IEnumerable<OpenHours> Breaks(LocalDate date) =>
        (definition.DateBreaks.TryGetValue(date, out var own) ? own : []).Concat(definition.WeekBreaks.TryGetValue(date.DayOfWeek, out var week) ? week : []);

    private bool IsHoliday(LocalDate date) =>
        definition.Holidays.Contains(date) || definition.YearlyHolidays.Contains(new AnnualDate(date.Month, date.Day));

    // A date on which no instant falls.
    private bool Exists(LocalDate date) =>
        Enumerable.Range(-30, 110).Any(half => (date.AtMidnight().InUtc().ToInstant() + Duration.FromMinutes(30 * half)).InZone(definition.Zone).Date == date);
}
