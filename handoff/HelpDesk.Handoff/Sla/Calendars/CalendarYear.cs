using NodaTime;

namespace HelpDesk.Handoff.Sla.Calendars;

/// <summary>The open stretches of one UTC year, cut at its ends, with their running total: any question is one binary search.</summary>
internal sealed class CalendarYear
{
    private readonly Instant[] _starts;
    private readonly Instant[] _ends;
    private readonly Duration[] _before;

    private CalendarYear(List<Stretch> open)
    {
        _starts = [.. open.Select(s => s.Start)];
        _ends = [.. open.Select(s => s.End)];
        _before = new Duration[open.Count];
        foreach (var (i, stretch) in open.Index())
        {
            _before[i] = Total;
            Total += stretch.Length;
        }
    }

    public static CalendarYear Empty { get; } = new([]);

    public Duration Total { get; } = Duration.Zero;

    public static CalendarYear Of(int year, CalendarDates dates)
    {
        // Three days: the zone's offset moves a date by up to one, a span past midnight reaches two more.
        var open = dates.Open(new LocalDate(year, 1, 1).PlusDays(-3), new LocalDate(year, 12, 31).PlusDays(3));
        var (from, to) = (Instant.FromUtc(year, 1, 1, 0, 0), Instant.FromUtc(year + 1, 1, 1, 0, 0));
        return new([.. open.Select(s => new Stretch(Instant.Max(s.Start, from), Instant.Min(s.End, to))).Where(s => s.Start < s.End)]);
    }

    /// <summary>Open time of the year before <paramref name="at"/>.</summary>
    public Duration Before(Instant at)
    {
        var i = LastStartingUpTo(at);
        return i < 0 ? Duration.Zero : _before[i] + (Instant.Min(at, _ends[i]) - _starts[i]);
    }

    public bool IsOpen(Instant at)
    {
        var i = LastStartingUpTo(at);
        return i >= 0 && at < _ends[i];
    }

    public Instant? NextOpen(Instant at)
    {
        var i = LastStartingUpTo(at);
        if (i >= 0 && at < _ends[i])
            return at;
        return i + 1 < _starts.Length ? _starts[i + 1] : null;
    }

    public Instant? PrevClose(Instant at)
    {
        var i = LastStartingUpTo(at);
        if (i >= 0 && _starts[i] == at)
            i--;
        return i < 0 ? null : Instant.Min(at, _ends[i]);
    }

    /// <summary>Where <paramref name="used"/> of the year's open time has run; on a boundary the closing, not the opening.</summary>
    public Instant Forward(Duration used)
    {
        var i = Array.BinarySearch(_before, used);
        i = i >= 0 ? i - 1 : ~i - 1; // the last stretch that starts with less used
        return _starts[i] + (used - _before[i]);
    }

    /// <summary>As <see cref="Forward"/>, reached going back: on a boundary the opening, not the closing.</summary>
    public Instant Back(Duration used)
    {
        var i = Array.BinarySearch(_before, used);
        i = i >= 0 ? i : ~i - 1;
        return _starts[i] + (used - _before[i]);
    }

    public IEnumerable<Stretch> Between(Instant from, Instant to)
    {
        for (var i = Math.Max(LastStartingUpTo(from), 0); i < _starts.Length && _starts[i] < to; i++)
        {
            var cut = new Stretch(Instant.Max(_starts[i], from), Instant.Min(_ends[i], to));
            if (cut.Start < cut.End)
                yield return cut;
        }
    }

    private int LastStartingUpTo(Instant at)
    {
        var i = Array.BinarySearch(_starts, at);
        return i >= 0 ? i : ~i - 1;
    }
}
