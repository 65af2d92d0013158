using System.Collections.Immutable;
using System.Globalization;
using HelpDesk.Handoff.Sla.Calendars;
using HelpDesk.Handoff.Sla.Terms;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Clocks;

/// <summary>
/// <c>due(events, policy)</c>. Response ends with the first public reply of a person and is never paused; a resolve without one stops it. Next response
/// runs from the first unanswered message after that. Resolution stands still while waiting for the person or a vendor; a reopen goes on with what was
/// left, at least <see cref="SlaPolicy.ReopenFloorPercent"/> of the resolution target. A change of priority or plan counts from the opening, pauses
/// kept; a clock that had already ended keeps the terms it ended under.
/// </summary>
public static class SlaClock
{
    public static SlaOutcome Due(IReadOnlyList<SlaEvent> events, SlaPolicy policy)
    {
        if (TicketTimes.Fold(events) is not { } times)
            return new SlaOutcome.Refused(SlaRefusal.NotOpened, "the first event is not the opening");
        if (times.Changes.FirstOrDefault(change => !policy.Plans.ContainsKey(change.Plan)) is { } unknown)
            return new SlaOutcome.Refused(SlaRefusal.UnknownPlan, $"plan '{unknown.Plan}' is not in the policy");
        return new SlaOutcome.Known(Clocks(times, policy));
    }

    private static ImmutableArray<Clock> Clocks(TicketTimes times, SlaPolicy policy)
    {
        var pauses = times.Pauses.ToImmutableArray();
        var clocks = ImmutableArray.CreateBuilder<Clock>();
        clocks.Add(Make(SlaClockKind.Response, null, times, policy, times.Responses, [], terms => Promise(terms).Response)!);
        clocks.Add(Make(SlaClockKind.Resolution, null, times, policy, times.Resolutions, pauses, terms => Promise(terms).Resolution, policy.ReopenFloorPercent)!);
        foreach (var run in times.NextResponses)
            Add(Make(SlaClockKind.NextResponse, null, times, policy, [run], [], terms => Promise(terms).NextResponse));
        foreach (var (vendor, reference, run) in times.VendorCases)
            Add(Make(SlaClockKind.Vendor, reference, times, policy, [run], [], terms => policy.Vendor(vendor, terms.Priority, times.Zone)));
        foreach (var (tier, run) in times.TierStays)
            Add(Make(SlaClockKind.Ola, Number(tier), times, policy, [run], pauses, terms => policy.Ola(tier, terms.Priority, times.Zone)));
        return clocks.ToImmutable();

        SlaTerms Promise(TermsChange terms) => policy.Terms(terms.Plan, terms.Priority, times.Zone);

        void Add(Clock? clock)
        {
            if (clock is not null)
                clocks.Add(clock);
        }
    }

    private static string Number(Tier tier) => ((int)tier).ToString(CultureInfo.InvariantCulture);

    private static Clock? Make(
        SlaClockKind kind, string? subject, TicketTimes times, SlaPolicy policy, List<Run> runs, ImmutableArray<Pause> pauses,
        Func<TermsChange, SlaTarget?> target, int floorPercent = 0)
    {
        var terms = times.TermsAt(runs[^1].Ended);
        if (target(terms) is not { } chosen)
            return null;
        IReadOnlyList<Stretch> still = pauses.IsEmpty ? [] : [.. pauses.Select(pause => pause.Stretch)];
        return new()
        {
            Kind = kind,
            Subject = subject,
            Target = chosen,
            Terms = terms,
            Changes = times.Changes.Count == 1 ? [terms] : [.. times.Changes.TakeWhile(change => change.At <= terms.At)],
            WarnAt = policy.WarnAt,
            Stints = Stints(chosen, runs, still, floorPercent),
            Pauses = pauses,
            Still = still,
        };
    }

    private static ImmutableArray<Stint> Stints(SlaTarget target, List<Run> runs, IReadOnlyList<Stretch> still, int floorPercent)
    {
        var stints = ImmutableArray.CreateBuilder<Stint>(runs.Count);
        var (allowance, floor) = (target.Target, target.Target * floorPercent / 100);
        Instant? due = null;
        foreach (var run in runs)
        {
            due = allowance > Duration.Zero ? target.Calendar.Add(run.Start, allowance, still) : due; // nothing left: it stays as late as it was
            stints.Add(new(run.Start, allowance, due, run.Ended, run.End));
            if (run.Ended is { } ended)
                allowance = Duration.Max(allowance - target.Calendar.Elapsed(run.Start, ended, still), floor);
        }

        return stints.ToImmutable();
    }
}
