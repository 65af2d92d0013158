using HelpDesk.Handoff.Tickets;
using System.Collections.Immutable;
using HelpDesk.Handoff.Sla.Terms;

namespace HelpDesk.Handoff.Sla.Clocks;

public enum SlaRefusal
{
    /// <summary>The first event is not <see cref="SlaEvent.Opened"/>.</summary>
    NotOpened,

    /// <summary>The policy has no such plan.</summary>
    UnknownPlan,
}

/// <summary>A ticket's clocks, or why there are none.</summary>
public abstract record SlaOutcome
{
    private SlaOutcome() { }

    public sealed record Refused(SlaRefusal Reason, string Detail) : SlaOutcome;

    /// <param name="Clocks">Response and resolution always; then each next response, vendor case and tier stay, in order.</param>
    public sealed record Known(ImmutableArray<Clock> Clocks) : SlaOutcome
    {
        public Clock Response => Clocks[0];

        public Clock Resolution => Clocks[1];

        /// <summary>The last of its kind, for next response, vendor and OLA.</summary>
        public Clock? Last(SlaClockKind kind) => Clocks.LastOrDefault(clock => clock.Kind == kind);
    }
}
