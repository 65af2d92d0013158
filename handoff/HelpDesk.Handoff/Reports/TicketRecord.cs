using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Reports;

/// <summary>One stretch in one agent's hands: from the accept until resolved, handed on, lost or ended.</summary>
/// <param name="Paused">Of that stretch, how long it waited for the person, a vendor or a date.</param>
public sealed record Holding(AgentId Agent, Tier Tier, Instant From, Instant? Until, Duration Paused)
{
    /// <summary>Time of work: null while it goes on.</summary>
    public Duration? Handled => Until is { } end ? end - From - Paused : null;
}

public sealed record Solved(Instant At, AgentId? Agent, Tier Tier);

/// <summary>
/// What the measures need of one ticket; a fold over its events, kept in a projection and rebuilt whenever a measure changes. Whether it kept
/// its SLA is read from the breaches that the clocks recorded; a projection that asks the clocks again may set the two fields itself.
/// </summary>
public sealed record TicketRecord
{
    public required TicketId Ticket { get; init; }
    public required TicketKind Kind { get; init; }
    public required CustomerId Customer { get; init; }
    public required TicketChannel Channel { get; init; }
    public required Instant OpenedAt { get; init; }
    public CategoryId? Category { get; init; }
    public Priority? Priority { get; init; }
    public Tier Tier { get; init; }
    public bool IsOpen { get; init; } = true;
    public bool IsMerged { get; init; }

    public Instant? FirstReplyAt { get; init; }
    public Sequence<Holding> Holdings { get; init; } = [];
    public Instant? PausedSince { get; init; }
    public Sequence<Solved> Resolutions { get; init; } = [];
    public Sequence<Instant> Reopenings { get; init; } = [];
    public Instant? ResolvedAt { get; init; }

    /// <summary>The person left while waiting, before any agent had it.</summary>
    public Instant? AbandonedAt { get; init; }
    public bool WasEscalated { get; init; }
    public int? Rating { get; init; }
    public Instant? RatedAt { get; init; }
    public bool ResponseInTime { get; init; } = true;
    public bool ResolutionInTime { get; init; } = true;

    /// <summary>Who took it first.</summary>
    public AgentId? FirstAgent => Holdings.Count > 0 ? Holdings[0].Agent : null;

    /// <summary>Whose it is in reports: who resolved it last, else who had it last.</summary>
    public AgentId? Owner => (Resolutions.Count > 0 ? Resolutions[^1].Agent : null) ?? (Holdings.Count > 0 ? Holdings[^1].Agent : null);

    /// <summary>Work by everyone who had it; null while someone still has it, or nobody ever did.</summary>
    public Duration? Handled =>
        Holdings.Count == 0 || Holdings.Any(h => h.Until is null) ? null : Holdings.Aggregate(Duration.Zero, (sum, h) => sum + h.Handled!.Value);
}
