using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Sla.Calendars;
using HelpDesk.Handoff.Sla.Terms;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Clocks;

/// <summary>Why a clock is due when it is: "2 h of business time from Fri 16:30, 40 min waiting for you, so Mon 11:10 Europe/Berlin".</summary>
public static class ClockWords
{
    /// <summary>From this far apart, weekdays alone would mislead.</summary>
    private const int DaysWithoutDate = 6;

    public static string Words(this Clock clock, ClockPhrases phrases) => string.Join(", ", Parts(clock, phrases));

    private static IEnumerable<string> Parts(Clock clock, ClockPhrases phrases)
    {
        var stint = clock.Stints[^1];
        yield return Begin(clock, stint, phrases);
        foreach (var change in Changes(clock, phrases))
            yield return change;
        foreach (var pause in Pauses(clock, stint, phrases))
            yield return pause;
        if (clock.Due is { } due)
            yield return Say(phrases, phrases.So, Time(clock, due, phrases), clock.Calendar.Zone.Id);
        else if (Lasting(clock) is null && stint.Ended is null)
            yield return phrases.NeverOpens;
        if (stint.Ended is { } ended)
            yield return End(clock, stint, ended, phrases);
    }

    private static string Begin(Clock clock, Stint stint, ClockPhrases phrases)
    {
        var whole = Say(phrases, clock.Calendar.IsAlwaysOpen ? phrases.TimeAlways : phrases.TimeOf, TargetText.Words(clock.Target.Target), clock.Calendar.Definition.Label);
        return clock.Stints.Length == 1
            ? Say(phrases, phrases.From, whole, Time(clock, stint.Start, phrases))
            : Say(phrases, phrases.Reopened, TargetText.Words(Duration.Max(stint.Allowance, Duration.Zero)), whole, Time(clock, stint.Start, phrases));
    }

    private static IEnumerable<string> Changes(Clock clock, ClockPhrases phrases)
    {
        for (var i = 1; i < clock.Changes.Length; i++)
        {
            var (before, now) = (clock.Changes[i - 1], clock.Changes[i]);
            if (before.Priority != now.Priority)
                yield return Say(phrases, phrases.PriorityChanged, before.Priority, now.Priority, Time(clock, now.At, phrases));
            if (before.Plan != now.Plan)
                yield return Say(phrases, phrases.PlanChanged, before.Plan, now.Plan, Time(clock, now.At, phrases));
        }
    }

    // Only what moved the due time is told: open time, up to the end or the due time.
    private static IEnumerable<string> Pauses(Clock clock, Stint stint, ClockPhrases phrases)
    {
        var lasting = Lasting(clock);
        var end = (stint.Ended, clock.Due) switch
        {
            ({ } ended, { } due) => Instant.Min(ended, due),
            var (ended, due) => ended ?? due ?? Instant.MaxValue,
        };
        foreach (var pauses in clock.Pauses.Where(pause => pause.Stretch.End != Instant.MaxValue).GroupBy(pause => pause.Reason))
        {
            var waited = Duration.Zero;
            foreach (var (pause, _) in pauses)
                waited += clock.Calendar.Elapsed(Instant.Max(pause.Start, stint.Start), Instant.Min(pause.End, end));
            if (waited > Duration.Zero)
                yield return Say(phrases, phrases.Paused, TargetText.Words(waited), phrases.Of(pauses.Key));
        }

        if (lasting is { } now && clock.Due is null)
            yield return Say(phrases, phrases.Waiting, phrases.Of(now.Reason), Time(clock, now.Stretch.Start, phrases), TargetText.Words(clock.At(now.Stretch.Start).Left));
    }

    private static string End(Clock clock, Stint stint, Instant ended, ClockPhrases phrases)
    {
        if (stint.End == StintEnd.Stopped)
            return Say(phrases, phrases.Stopped, Time(clock, ended, phrases));
        var late = ended > clock.Due ? clock.Calendar.Elapsed(clock.Due.Value, ended, clock.Still) : Duration.Zero;
        return ended > clock.Due
            ? Say(phrases, phrases.Late, Time(clock, ended, phrases), TargetText.Words(late))
            : Say(phrases, phrases.Met, Time(clock, ended, phrases));
    }

    private static Pause? Lasting(Clock clock) =>
        clock.Ended is null && clock.Pauses is [.., { Stretch.End: var end } last] && end == Instant.MaxValue ? last : null;

    private static string Time(Clock clock, Instant at, ClockPhrases phrases)
    {
        var zone = clock.Calendar.Zone;
        var (first, last) = (clock.Stints[^1].Start.InZone(zone).Date, (clock.Due ?? clock.Stints[^1].Start).InZone(zone).Date);
        var wall = at.InZone(zone).LocalDateTime;
        var near = Period.DaysBetween(first, last) < DaysWithoutDate && Math.Abs(Period.DaysBetween(first, wall.Date)) < DaysWithoutDate;
        return wall.ToString(near ? "ddd HH:mm" : "ddd d MMM HH:mm", phrases.Culture);
    }

    private static string Say(ClockPhrases phrases, string format, params object[] values) => string.Format(phrases.Culture, format, values);
}
