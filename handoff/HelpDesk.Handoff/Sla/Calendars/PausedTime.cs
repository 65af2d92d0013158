using NodaTime;

namespace HelpDesk.Handoff.Sla.Calendars;

/// <summary>Counting on a calendar while a clock stands still now and then. Pauses are merged and in order (<see cref="Stretch.Merge"/>).</summary>
public static class PausedTime
{
    /// <summary>As <see cref="BusinessCalendar.Elapsed"/>, less the open time inside pauses.</summary>
    public static Duration Elapsed(this BusinessCalendar calendar, Instant from, Instant to, IReadOnlyList<Stretch> pauses)
    {
        var elapsed = calendar.Elapsed(from, to);
        foreach (var pause in pauses)
            elapsed -= calendar.Elapsed(Instant.Max(from, pause.Start), Instant.Min(to, pause.End));
        return elapsed;
    }

    /// <summary>
    /// As <see cref="BusinessCalendar.Add"/>, the clock standing still during pauses; what runs out exactly where a pause begins is due there.
    /// Null when it would run out only inside or after a pause that has no end (<see cref="Instant.MaxValue"/>).
    /// </summary>
    public static Instant? Add(this BusinessCalendar calendar, Instant start, Duration duration, IReadOnlyList<Stretch> pauses)
    {
        var (from, left) = (start, duration);
        foreach (var pause in pauses)
        {
            if (pause.End <= from)
                continue;
            if (pause.Start > from || (pause.Start == from && left == Duration.Zero))
            {
                if (calendar.Add(from, left) is { } due && (due < pause.Start || (due == pause.Start && left > Duration.Zero)))
                    return due;
                left -= calendar.Elapsed(from, pause.Start);
            }

            if (pause.End == Instant.MaxValue)
                return null;
            from = pause.End;
        }

        return calendar.Add(from, left);
    }
}
