using System.Collections.Concurrent;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Calendars;

/// <summary>
/// Open time as a pure value: opening times are [open, close), durations are physical seconds. Answers that would lie more than
/// <see cref="HorizonYears"/> away are null: a calendar that never opens again has no due time.
/// </summary>
public sealed class BusinessCalendar(CalendarDefinition definition)
{
    public const int HorizonYears = 10;
    private const int FirstYear = 1;
    private const int LastYear = 9_998;
    private static readonly Duration Horizon = Duration.FromDays(3_653);

    private const int EpochYear = 1_970;
    private const long SecondsPerMeanYear = 31_556_952;
    private static readonly long[] YearStarts = [.. Enumerable.Range(EpochYear, 300).Select(year => Instant.FromUtc(year, 1, 1, 0, 0).ToUnixTimeSeconds())];

    private readonly CalendarDates _dates = new(definition);
    private readonly ConcurrentDictionary<int, CalendarYear> _years = new();

    public CalendarDefinition Definition => definition;

    public string Name => definition.Name;

    public DateTimeZone Zone => definition.Zone;

    public bool IsAlwaysOpen { get; } = definition.IsAlwaysOpen;

    public bool IsOpen(Instant at) => Year(YearOf(at)).IsOpen(at);

    /// <summary>The instant itself if open, else the next opening.</summary>
    public Instant? NextOpen(Instant at)
    {
        var first = YearOf(at);
        for (var year = first; year <= first + HorizonYears; year++)
        {
            if (Year(year).NextOpen(at) is { } open)
                return Near(at, open);
        }

        return null;
    }

    /// <summary>The instant itself if inside (open, close], else the last closing.</summary>
    public Instant? PrevClose(Instant at)
    {
        var last = YearOf(at);
        for (var year = last; year >= last - HorizonYears; year--)
        {
            if (Year(year).PrevClose(at) is { } close)
                return Near(at, close);
        }

        return null;
    }

    /// <summary>
    /// When <paramref name="duration"/> of open time has run since <paramref name="start"/>; one that ends exactly at a closing time is due
    /// at that closing time. Nothing to run is the next opening, a negative duration goes back.
    /// </summary>
    public Instant? Add(Instant start, Duration duration)
    {
        if (duration == Duration.Zero)
            return NextOpen(start);
        if (duration < Duration.Zero)
            return Subtract(start, -duration);
        var first = YearOf(start);
        var used = Year(first).Before(start) + duration;
        for (var year = first; year <= first + HorizonYears; used -= Year(year++).Total)
        {
            if (used <= Year(year).Total)
                return Near(start, Year(year).Forward(used));
        }

        return null;
    }

    /// <summary>From where <paramref name="duration"/> of open time runs up to <paramref name="end"/>: <see cref="Add(Instant, Duration)"/> going back.</summary>
    public Instant? Subtract(Instant end, Duration duration)
    {
        if (duration == Duration.Zero)
            return PrevClose(end);
        if (duration < Duration.Zero)
            return Add(end, -duration);
        var last = YearOf(end);
        var used = Year(last).Before(end) - duration;
        for (var year = last; year >= last - HorizonYears; used += Year(--year).Total)
        {
            if (used >= Duration.Zero)
                return Near(end, Year(year).Back(used));
        }

        return null;
    }

    /// <summary>Open time between two instants; none when <paramref name="to"/> is not after <paramref name="from"/>.</summary>
    public Duration Elapsed(Instant from, Instant to)
    {
        if (to <= from)
            return Duration.Zero;
        var (first, last) = (YearOf(from), YearOf(to));
        var elapsed = Year(last).Before(to) - Year(first).Before(from);
        for (var year = first; year < last; year++)
            elapsed += Year(year).Total;
        return elapsed;
    }

    /// <summary>The same wall time, so many business days (dates on which something opens) on, or back for a negative number.</summary>
    public Instant? AddBusinessDays(Instant start, int days)
    {
        var wall = start.InZone(Zone).LocalDateTime;
        if (days == 0)
            return start;
        var (date, step, left) = (wall.Date, Math.Sign(days), Math.Abs((long)days));
        for (var looked = 0; looked < Horizon.Days && date.Year is > FirstYear and < LastYear; looked++)
        {
            date = date.PlusDays(step);
            if (_dates.IsBusinessDay(date) && --left == 0)
                return Zone.AtLeniently(date + wall.TimeOfDay).ToInstant();
        }

        return null;
    }

    /// <summary>The open stretches between two instants, cut to them.</summary>
    public IReadOnlyList<Stretch> Open(Instant from, Instant to) => from >= to
        ? []
        : Stretch.Merge(Enumerable.Range(YearOf(from), YearOf(to) - YearOf(from) + 1).SelectMany(year => Year(year).Between(from, to)));

    // Guessed from the mean year and put right by its starts: the full conversion would cost more than the search.
    private static int YearOf(Instant at)
    {
        var seconds = at.ToUnixTimeSeconds();
        var guess = (int)(seconds / SecondsPerMeanYear);
        if (seconds < 0 || guess + 1 >= YearStarts.Length - 1)
            return at.InUtc().Year;
        return EpochYear + (seconds >= YearStarts[guess + 1] ? guess + 1 : seconds < YearStarts[guess] ? guess - 1 : guess);
    }

    private static Instant? Near(Instant from, Instant found) =>
        found - from <= Horizon && from - found <= Horizon ? found : null;

    private CalendarYear Year(int year) => year is < FirstYear or > LastYear
        ? CalendarYear.Empty
        : _years.TryGetValue(year, out var known) ? known : _years.GetOrAdd(year, CalendarYear.Of, _dates);
}
