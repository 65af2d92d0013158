using HelpDesk.Handoff.Tickets;
using System.Runtime.InteropServices;
using HelpDesk.Handoff.Sla.Calendars;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Clocks;

public enum StintEnd
{
    /// <summary>Not ended.</summary>
    None,

    /// <summary>What the clock waited for happened.</summary>
    Met,

    /// <summary>It no longer matters.</summary>
    Stopped,
}

/// <summary>One run of a clock, from opening or reopening to its end.</summary>
/// <param name="Allowance">What it may use; of the first run the whole target, later what was left or the reopen floor.</param>
/// <param name="Due">Null where it cannot be told: paused without end, or the calendar never opens again.</param>
public sealed record Stint(Instant Start, Duration Allowance, Instant? Due, Instant? Ended, StintEnd End);

/// <summary>When nothing but <paramref name="Reason"/> kept the clock from running; at the end <see cref="Instant.MaxValue"/> while it lasts.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Pause(Stretch Stretch, WaitingFor Reason);

/// <summary>From <paramref name="At"/> on the ticket had this priority and plan.</summary>
public sealed record TermsChange(Instant At, Priority Priority, PlanId Plan);
