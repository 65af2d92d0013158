using HelpDesk.Handoff.Tickets;
using NodaTime;
using Definitions = HelpDesk.Handoff.Reports.MeasureDefinitions;

namespace HelpDesk.Handoff.Reports;

/// <summary>Every measure over a set of records and a period. Records are tickets of one slice; <see cref="Slices"/> cuts them.</summary>
public static class Measures
{
    /// <summary>A reopening within this time takes the first contact back; the formula in words says it too.</summary>
    public static readonly Duration FirstContactWindow = Duration.FromHours(72);

    /// <param name="period">From its start up to, not including, its end.</param>
    public static Sequence<Measure> Of(IReadOnlyCollection<TicketRecord> records, Interval period)
    {
        var tickets = records.Where(IsTicket).ToList();
        var opened = tickets.Where(t => period.Contains(t.OpenedAt)).ToList();
        var resolved = tickets.Where(t => t.ResolvedAt is { } at && period.Contains(at)).ToList();
        return
        [
            Measure.Share(Definitions.FirstContactResolution, opened.Count(t => IsFirstContact(t)), opened.Count),
            Measure.Mean(Definitions.HandleTime, Minutes(resolved.Select(t => t.Handled))),
            Measure.Mean(Definitions.ResolutionTime, Minutes(resolved.Select(t => t.ResolvedAt - t.OpenedAt))),
            Satisfaction(tickets, period),
            Measure.Share(Definitions.Abandonment, opened.Count(t => t.AbandonedAt is not null), opened.Count),
            Measure.Share(Definitions.SlaCompliance, resolved.Count(t => t is { ResponseInTime: true, ResolutionInTime: true }), resolved.Count),
            Measure.Mean(Definitions.FirstResponse, Minutes(tickets.Where(t => t.FirstReplyAt is { } at && period.Contains(at)).Select(t => t.FirstReplyAt - t.OpenedAt))),
            Measure.Share(Definitions.EscalationRate, opened.Count(t => t.WasEscalated), opened.Count),
            .. TierShares(resolved),
        ];
    }

    /// <summary>Resolved the first time it was taken, by the one who took it, and it stayed so.</summary>
    public static bool IsFirstContact(TicketRecord ticket) =>
        ticket.Resolutions is [var first, ..] && first.Agent is { } agent
        && ticket.FirstAgent == agent && ticket.Holdings.TakeWhile(h => h.From < first.At).All(h => h.Agent == agent)
        && !ticket.Reopenings.Any(at => at - first.At <= FirstContactWindow);

    private static Measure Satisfaction(IEnumerable<TicketRecord> tickets, Interval period)
    {
        var ratings = tickets.Where(t => t.RatedAt is { } at && period.Contains(at)).Select(t => t.Rating!.Value).ToList();
        return Measure.Share(Definitions.Satisfaction, ratings.Count(r => r >= 4), ratings.Count);
    }

    private static Sequence<Measure> TierShares(List<TicketRecord> resolved)
    {
        var escalated = resolved.Where(t => t.WasEscalated).ToList();
        return
        [
            Measure.Share(Definitions.TierOneShare, resolved.Count(t => At(t, Tier.ServiceDesk)), resolved.Count),
            Measure.Share(Definitions.TierTwoShare, escalated.Count(t => At(t, Tier.Technical)), escalated.Count),
            Measure.Share(Definitions.TierThreeShare, resolved.Count(t => At(t, Tier.Specialist)), resolved.Count),
        ];
    }

    private static bool At(TicketRecord ticket, Tier tier) => ticket.Resolutions[^1].Tier == tier;

    private static bool IsTicket(TicketRecord record) => record.Kind != TicketKind.Problem && !record.IsMerged;

    private static List<double> Minutes(IEnumerable<Duration?> durations) => [.. durations.OfType<Duration>().Select(d => d.TotalMinutes)];
}
