using HelpDesk.Handoff.Tickets;
using System.Collections.Immutable;
using HelpDesk.Handoff.Sla.Calendars;
using HelpDesk.Handoff.Sla.Terms;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Clocks;

/// <summary>At <paramref name="Percent"/> of the target a warning, at 100 the breach.</summary>
public sealed record Alarm(int Percent, Instant At);

/// <summary>One clock of a ticket: what it has, what it used, when it is due. Immutable; ask <see cref="At"/> for a moment's reading.</summary>
public sealed record Clock
{
    public required SlaClockKind Kind { get; init; }

    /// <summary>The vendor case or the tier's number; null for the others.</summary>
    public string? Subject { get; init; }

    public required SlaTarget Target { get; init; }

    /// <summary>Priority and plan that it is counted by: those in force now, or when it ended. They count from its start.</summary>
    public required TermsChange Terms { get; init; }

    /// <summary>The changes up to then, the opening first.</summary>
    public required ImmutableArray<TermsChange> Changes { get; init; }

    public required ImmutableArray<int> WarnAt { get; init; }

    /// <summary>At least one.</summary>
    public required ImmutableArray<Stint> Stints { get; init; }

    /// <summary>In order, none overlapping.</summary>
    public ImmutableArray<Pause> Pauses { get; init; } = [];

    internal IReadOnlyList<Stretch> Still { get; init; } = [];

    public BusinessCalendar Calendar => Target.Calendar;

    public Instant Started => Stints[0].Start;

    /// <summary>Of the last stint. Null while it cannot be told (<see cref="Stint.Due"/>).</summary>
    public Instant? Due => Stints[^1].Due;

    public Instant? Ended => Stints[^1].Ended;

    /// <summary>When it was first due and not done; may lie ahead while it runs. Null when it was kept, or has no due time.</summary>
    public Instant? BreachesAt => Stints.FirstOrDefault(s => s.Due is { } due && !(s.Ended <= due))?.Due;

    /// <summary>Met, and never late.</summary>
    public bool Kept => Stints[^1].End == StintEnd.Met && BreachesAt is null;

    /// <summary>Warnings and the breach, each once: the first time that its share is used. Those ahead included, as far as they can be told.</summary>
    public ImmutableArray<Alarm> Alarms()
    {
        var alarms = ImmutableArray.CreateBuilder<Alarm>(WarnAt.Length + 1);
        foreach (var percent in WarnAt)
        {
            if (Reached(percent) is { } at)
                alarms.Add(new(percent, at));
        }

        if (BreachesAt is { } breach)
            alarms.Add(new(100, breach));
        return alarms.ToImmutable();
    }

    /// <param name="now">Not before the last event; of an ended clock its end counts.</param>
    public ClockReading At(Instant now)
    {
        var stint = Stints[^1];
        var at = stint.Ended is { } ended ? Instant.Min(ended, now) : now;
        var left = stint.Allowance - Calendar.Elapsed(stint.Start, at, Still);
        return new(State(at), left, PercentUsed(left), BreachesAt <= at ? BreachesAt : null, stint.Ended is null ? IfRunning(at, left) : null);
    }

    private ClockState State(Instant at)
    {
        if (Stints[^1] is { Ended: { } ended, End: var end } && ended <= at)
            return end == StintEnd.Met ? ClockState.Met : ClockState.Stopped;
        if (Pauses.Any(pause => pause.Stretch.Start <= at && at < pause.Stretch.End))
            return ClockState.Paused;
        return Calendar.IsOpen(at) ? ClockState.Running : ClockState.OutOfHours;
    }

    private double PercentUsed(Duration left) => (Target.Target - left) / Target.Target * 100;

    private Instant? IfRunning(Instant now, Duration left) => left > Duration.Zero ? Calendar.Add(now, left) : Due;

    private Instant? Reached(int percent)
    {
        var leaves = Target.Target * (100 - percent) / 100;
        foreach (var stint in Stints)
        {
            if (stint.Allowance > leaves
                && Calendar.Add(stint.Start, stint.Allowance - leaves, Still) is { } at
                && !(stint.Ended < at))
                return at;
        }

        return null;
    }
}
