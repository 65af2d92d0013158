using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Calendars;

/// <summary>Turns the wall clock rules of a definition into physical stretches, date by date.</summary>
internal sealed class CalendarDates(CalendarDefinition definition)
{
    private readonly ConcurrentDictionary<int, HashSet<LocalDate>> _eventDates = new();

    /// <summary>Open stretches from <paramref name="first"/> to <paramref name="last"/>, merged, those over the edges whole.</summary>
    public List<Stretch> Open(LocalDate first, LocalDate last)
    {
        var open = new List<Stretch>();
        var closed = new List<Stretch>();
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            open.AddRange(Opening(date));
            closed.AddRange(Closing(date));
        }

        for (var year = first.Year - 1; year <= last.Year; year++)
            closed.AddRange(definition.Events.Where(e => !e.AllDay).SelectMany(e => e.Closed(year, definition.Zone)));
        return Stretch.Subtract(Stretch.Merge(open), Stretch.Merge(closed));
    }

    /// <summary>Something opens on this date and is not all taken by breaks or closures.</summary>
    public bool IsBusinessDay(LocalDate date)
    {
        var opening = Stretch.Merge(Opening(date));
        if (opening.Count == 0)
            return false;
        var closed = Closing(date).Concat(Closing(date.PlusDays(1)))
            .Concat(definition.Events.Where(e => !e.AllDay).SelectMany(e => e.Closed(date.Year - 1, definition.Zone).Concat(e.Closed(date.Year, definition.Zone))));
        return Stretch.Subtract(opening, Stretch.Merge(closed)).Count > 0;
    }

    private IEnumerable<Stretch> Opening(LocalDate date)
    {
        if (IsHoliday(date) || !Exists(date))
            return [];
        return Hours(date).Select(hours => hours.On(date, definition.Zone));
    }

    private ImmutableArray<OpenHours> Hours(LocalDate date) =>
        definition.DateHours.TryGetValue(date, out var own) ? own
        : definition.Week.TryGetValue(date.DayOfWeek, out var week) ? week
        : [];

    private IEnumerable<Stretch> Closing(LocalDate date)
    {
        if (!Exists(date))
            return [];
        IEnumerable<OpenHours> closed = IsHoliday(date) ? [OpenHours.AllDay] : [];
        if (definition.WeekBreaks.TryGetValue(date.DayOfWeek, out var weekly))
            closed = closed.Concat(weekly);
        if (definition.DateBreaks.TryGetValue(date, out var own))
            closed = closed.Concat(own);
        return closed.Select(hours => hours.On(date, definition.Zone));
    }

    private bool IsHoliday(LocalDate date) =>
        definition.Holidays.Contains(date)
        || definition.YearlyHolidays.Contains(new AnnualDate(date.Month, date.Day))
        || (!definition.Events.IsEmpty && _eventDates.GetOrAdd(date.Year, EventDates).Contains(date));

    private HashSet<LocalDate> EventDates(int year) =>
        [.. definition.Events.Where(e => e.AllDay).SelectMany(e => e.Dates(year - 1).Concat(e.Dates(year))).Where(date => date.Year == year)];

    // Samoa had no 30 December 2011: without this its hours would fall on the 31st.
    private bool Exists(LocalDate date)
    {
        var midnight = definition.Zone.MapLocal(date.AtMidnight());
        return midnight.Count > 0 || midnight.LateInterval.IsoLocalStart.Date == date;
    }
}
