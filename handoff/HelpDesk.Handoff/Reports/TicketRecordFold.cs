using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Reports;

/// <summary>Folds ticket events into records. Events that no measure asks about change nothing.</summary>
public static class TicketRecordFold
{
    /// <exception cref="ArgumentException">The first event is not the opening.</exception>
    public static TicketRecord Apply(TicketRecord? record, TicketEvent happened) => (record, happened) switch
    {
        (null, TicketEvent.Opened e) => new()
        {
            Ticket = e.Ticket, Kind = e.Kind, Customer = e.Customer, Channel = e.Channel, OpenedAt = e.At,
        },
        (null, _) => throw new ArgumentException("A ticket's first event is its opening.", nameof(happened)),
        _ => Work(record, happened) ?? Course(record, happened) ?? record,
    };

    private static TicketRecord? Work(TicketRecord r, TicketEvent happened) => happened switch
    {
        TicketEvent.Accepted e => Take(r, e),
        TicketEvent.Paused e => r with { PausedSince = e.At },
        TicketEvent.Resumed e => EndPause(r, e.At),
        TicketEvent.ReturnedToQueue e => LetGo(r, e.At),
        TicketEvent.Transferred e => LetGo(r, e.At) with { Tier = e.Tier },
        TicketEvent.Escalated { Kind: EscalationKind.Functional } e => LetGo(r, e.At) with { Tier = e.To, WasEscalated = true },
        TicketEvent.Escalated => r with { WasEscalated = true },
        TicketEvent.Queued e => r with { Tier = e.Tier },
        _ => null,
    };

    private static TicketRecord? Course(TicketRecord r, TicketEvent happened) => happened switch
    {
        TicketEvent.Triaged e => r with { Category = e.Category, Priority = e.Priority },
        // What still runs is worked out anew from the opening, so an earlier breach of it is void; a response that was given stays as late as it was.
        TicketEvent.Reprioritised e => r with { Priority = e.To, ResponseInTime = r.FirstReplyAt is null || r.ResponseInTime, ResolutionInTime = true },
        TicketEvent.PlanChanged => r with { ResponseInTime = r.FirstReplyAt is null || r.ResponseInTime, ResolutionInTime = true },
        TicketEvent.PolicyReapplied => r with { ResponseInTime = true, ResolutionInTime = true },
        TicketEvent.Replied e => r with { FirstReplyAt = r.FirstReplyAt ?? e.At },
        TicketEvent.Resolved e => Resolve(LetGo(r, e.At), e),
        TicketEvent.Reopened e => r with { Reopenings = r.Reopenings.Add(e.At), ResolvedAt = null, IsOpen = true, Tier = e.Tier },
        TicketEvent.Cancelled e => LetGo(r, e.At) with { IsOpen = false, AbandonedAt = HasLeft(r, e) ? e.At : null },
        TicketEvent.MergedInto e => LetGo(r, e.At) with { IsOpen = false, IsMerged = true },
        TicketEvent.Surveyed e => r with { Rating = e.Rating, RatedAt = e.At },
        TicketEvent.SlaBreached { Clock: SlaClockKind.Response } => r with { ResponseInTime = false },
        TicketEvent.SlaBreached { Clock: SlaClockKind.Resolution } => r with { ResolutionInTime = false },
        _ => null,
    };

    private static bool HasLeft(TicketRecord r, TicketEvent.Cancelled e) => e.By.Kind == ActorKind.Person && r.Holdings.Count == 0;

    private static TicketRecord Resolve(TicketRecord r, TicketEvent.Resolved e) => r with
    {
        IsOpen = false,
        ResolvedAt = e.At,
        Resolutions = r.Resolutions.Add(new(e.At, e.By.Agent, r.Tier)),
    };

    /// <summary>A pause outlasts a take-over: it is ended for the one and begun for the other.</summary>
    private static TicketRecord Take(TicketRecord r, TicketEvent.Accepted e)
    {
        var freed = LetGo(r, e.At);
        return freed with
        {
            Holdings = freed.Holdings.Add(new(e.Agent, r.Tier, e.At, null, Duration.Zero)),
            PausedSince = r.PausedSince is null ? null : e.At,
        };
    }

    private static TicketRecord LetGo(TicketRecord record, Instant at)
    {
        var r = EndPause(record, at);
        return r.Holdings is [.., { Until: null } last] ? r with { Holdings = [.. r.Holdings.SkipLast(1), last with { Until = at }] } : r;
    }

    private static TicketRecord EndPause(TicketRecord r, Instant at)
    {
        if (r.PausedSince is not { } since || r.Holdings.Count == 0) return r with { PausedSince = null };
        var last = r.Holdings[^1];
        return r with { PausedSince = null, Holdings = [.. r.Holdings.SkipLast(1), last with { Paused = last.Paused + (at - since) }] };
    }
}
