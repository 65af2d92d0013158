using System.Collections.Frozen;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Calendars;

/// <summary>One VEVENT that closes the desk: whole days, or a time of the day.</summary>
/// <param name="Line">Where its BEGIN:VEVENT stands, from 1.</param>
/// <param name="Start">Wall time in <paramref name="Zone"/>; of an all-day event midnight.</param>
/// <param name="End">Exclusive.</param>
/// <param name="Zone">Null floats: the zone of the calendar that it closes.</param>
public sealed record IcalEvent(int Line, string Summary, bool AllDay, LocalDateTime Start, LocalDateTime End, DateTimeZone? Zone)
{
    public IcalRule? Rule { get; init; }

    public FrozenSet<LocalDateTime> Exceptions { get; init; } = [];

    /// <summary>The dates that occurrences beginning in <paramref name="year"/> cover; for all-day events.</summary>
    public IEnumerable<LocalDate> Dates(int year)
    {
        var days = Period.DaysBetween(Start.Date, End.Date);
        return Starts(year).SelectMany(start => Enumerable.Range(0, days).Select(start.Date.PlusDays));
    }

    /// <summary>The stretches that occurrences beginning in <paramref name="year"/> close; for events with times.</summary>
    public IEnumerable<Stretch> Closed(int year, DateTimeZone calendarZone)
    {
        var zone = Zone ?? calendarZone;
        var length = Period.Between(Start, End, PeriodUnits.Ticks);
        return Starts(year).Select(start => new Stretch(zone.AtLeniently(start).ToInstant(), zone.AtLeniently(start + length).ToInstant()));
    }

    private IEnumerable<LocalDateTime> Starts(int year)
    {
        IEnumerable<LocalDateTime> starts = Rule is { } rule ? rule.Starts(Start, Zone, year) : Start.Year == year ? [Start] : [];
        return starts.Where(start => !Exceptions.Contains(start));
    }
}
