using NodaTime;

namespace HelpDesk.Handoff.Sla.Clocks;

public enum ClockState
{
    Running,

    /// <summary>Would run, but its calendar is closed.</summary>
    OutOfHours,
    Paused,
    Met,
    Stopped,
}

/// <summary>A clock at one moment.</summary>
/// <param name="Left">Open time; negative when over.</param>
/// <param name="PercentUsed">Of the target: 100 less the share that is left; over 100 when late.</param>
/// <param name="BreachedAt">When it was first late.</param>
/// <param name="DueIfRunning">When it would be due if nothing paused it from now on; null once ended.</param>
public sealed record ClockReading(ClockState State, Duration Left, double PercentUsed, Instant? BreachedAt, Instant? DueIfRunning);
