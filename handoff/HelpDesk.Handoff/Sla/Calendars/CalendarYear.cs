using NodaTime;

namespace HelpDesk.Handoff.Sla.Calendars;

/// <summary>The open stretches of one UTC year, cut at its ends, with their running total: any question is one binary search.</summary>
internal sealed class CalendarYear
{
    // Whole seconds, as every wall time and offset is: searching longs is what makes a due time cheap.
    private readonly long[] _starts;
    private readonly long[] _ends;
    private readonly long[] _before;

    private CalendarYear(List<Stretch> open)
    {
        _starts = [.. open.Select(s => s.Start.ToUnixTimeSeconds())];
        _ends = [.. open.Select(s => s.End.ToUnixTimeSeconds())];
        _before = new long[open.Count];
        var total = 0L;
        for (var i = 0; i < open.Count; i++)
        {
            _before[i] = total;
            total += _ends[i] - _starts[i];
        }

        Total = Duration.FromSeconds(total);
    }

    public static CalendarYear Empty { get; } = new([]);

    public Duration Total { get; }

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
        if (i < 0)
            return Duration.Zero;
        return at.ToUnixTimeSeconds() < _ends[i]
            ? Duration.FromSeconds(_before[i] - _starts[i]) + (at - NodaConstants.UnixEpoch)
            : Duration.FromSeconds(_before[i] + _ends[i] - _starts[i]);
    }

    public bool IsOpen(Instant at)
    {
        var i = LastStartingUpTo(at);
        return i >= 0 && at.ToUnixTimeSeconds() < _ends[i];
    }

    public Instant? NextOpen(Instant at)
    {
        var i = LastStartingUpTo(at);
        if (i >= 0 && at.ToUnixTimeSeconds() < _ends[i])
            return at;
        return i + 1 < _starts.Length ? Instant.FromUnixTimeSeconds(_starts[i + 1]) : null;
    }

    public Instant? PrevClose(Instant at)
    {
        var i = LastStartingUpTo(at);
        if (i >= 0 && Instant.FromUnixTimeSeconds(_starts[i]) == at)
            i--;
        return i < 0 ? null : Instant.Min(at, Instant.FromUnixTimeSeconds(_ends[i]));
    }

    /// <summary>Where <paramref name="used"/> (more than zero) of the year's open time has run; on a boundary the closing, not the opening.</summary>
    public Instant Forward(Duration used)
    {
        var (whole, fraction) = WholeSeconds(used);
        return At(LastUpTo(_before, fraction ? whole : whole - 1), used);
    }

    /// <summary>As <see cref="Forward"/>, reached going back: on a boundary the opening, not the closing.</summary>
    public Instant Back(Duration used) => At(LastUpTo(_before, WholeSeconds(used).Whole), used);

    public IEnumerable<Stretch> Between(Instant from, Instant to)
    {
        for (var i = Math.Max(LastStartingUpTo(from), 0); i < _starts.Length; i++)
        {
            var cut = new Stretch(Instant.Max(Instant.FromUnixTimeSeconds(_starts[i]), from), Instant.Min(Instant.FromUnixTimeSeconds(_ends[i]), to));
            if (cut.Start >= to)
                yield break;
            if (cut.Start < cut.End)
                yield return cut;
        }
    }

    private Instant At(int i, Duration used) => Instant.FromUnixTimeSeconds(_starts[i] - _before[i]) + used;

    private int LastStartingUpTo(Instant at) => LastUpTo(_starts, at.ToUnixTimeSeconds());

    private static int LastUpTo(long[] sorted, long value)
    {
        var i = Array.BinarySearch(sorted, value);
        return i >= 0 ? i : ~i - 1;
    }

    private static (long Whole, bool Fraction) WholeSeconds(Duration duration) =>
        ((duration.Days * NodaConstants.SecondsPerDay) + (duration.NanosecondOfDay / NodaConstants.NanosecondsPerSecond), duration.NanosecondOfDay % NodaConstants.NanosecondsPerSecond != 0);
}
