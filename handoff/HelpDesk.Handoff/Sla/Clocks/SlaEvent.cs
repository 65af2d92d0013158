using HelpDesk.Handoff.Sla.Terms;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Clocks;

/// <summary>Why resolution stands still.</summary>
public enum WaitingFor { Person, Vendor }

/// <summary>What of a ticket's history moves its clocks. The first event is <see cref="Opened"/>; the rest in order of time.</summary>
public abstract record SlaEvent
{
    private SlaEvent() { }

    public abstract Instant At { get; init; }

    /// <param name="Zone">The customer's time zone; null is the desk's.</param>
    public sealed record Opened(Priority Priority, PlanId Plan, DateTimeZone? Zone, Instant At) : SlaEvent;

    public sealed record PriorityChanged(Priority Priority, Instant At) : SlaEvent;

    public sealed record PlanChanged(PlanId Plan, Instant At) : SlaEvent;

    /// <summary>A person of the desk wrote; the bot's words are not replies. Only public ones count as a response.</summary>
    public sealed record Replied(bool Public, Instant At) : SlaEvent;

    /// <summary>The person who asked wrote. Does not resume by itself: the ticket says so with <see cref="Resumed"/>.</summary>
    public sealed record CustomerWrote(Instant At) : SlaEvent;

    /// <summary>Doubled for the same reason it changes nothing; for two reasons the clock stands until both have ended.</summary>
    public sealed record Paused(WaitingFor Reason, Instant At) : SlaEvent;

    /// <param name="Reason">Null ends every reason.</param>
    public sealed record Resumed(WaitingFor? Reason, Instant At) : SlaEvent;

    public sealed record Resolved(Instant At) : SlaEvent;

    /// <summary>Withdrawn or merged: the clocks stop, neither met nor missed from then on.</summary>
    public sealed record Cancelled(Instant At) : SlaEvent;

    public sealed record Reopened(Instant At) : SlaEvent;

    /// <param name="Case">Unique among the ticket's cases.</param>
    public sealed record VendorCaseOpened(VendorId Vendor, string Case, Instant At) : SlaEvent;

    public sealed record VendorCaseClosed(string Case, Instant At) : SlaEvent;

    public sealed record TierChanged(Tier Tier, Instant At) : SlaEvent;
}
