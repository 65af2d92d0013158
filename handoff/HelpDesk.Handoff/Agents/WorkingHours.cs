using NodaTime;

namespace HelpDesk.Handoff.Agents;

/// <summary>Whether somebody works at an instant, and until when that answer holds.</summary>
/// <param name="Until">The next change; <see cref="Instant.MaxValue"/> for never. Always later than the instant that was asked for.</param>
public readonly record struct WorkingTime(bool Open, Instant Until);

/// <summary>
/// An agent's working hours as a question about an instant. It must be pure: the same instant gives the same answer, and the answer holds until
/// <see cref="WorkingTime.Until"/>. Calendars are the SLA clock's matter; routing only asks.
/// </summary>
public delegate WorkingTime WorkingHours(Instant now);

/// <summary>Hours that need no calendar.</summary>
public static class FixedHours
{
    public static readonly WorkingHours Always = static _ => new(true, Instant.MaxValue);
    public static readonly WorkingHours Never = static _ => new(false, Instant.MaxValue);
}
