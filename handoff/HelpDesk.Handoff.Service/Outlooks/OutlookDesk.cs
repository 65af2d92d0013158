using System.Collections.Concurrent;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Service.Routing;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service.Outlooks;

/// <summary>Answers what a waiting person asks: how many are before me, how long does it take, is anybody there, by when, and why then.</summary>
public sealed class OutlookDesk(ITicketLists lists, StaffDesk staff, TicketDesk desk, PolicyBook policies, TimeProvider time)
{
    /// <summary>What was longer ago was another day's load.</summary>
    private static readonly Duration Recent = Duration.FromHours(4);

    /// <summary>Who is there and how long it takes does not change from one person to the next.</summary>
    private static readonly Duration Fresh = Duration.FromSeconds(2);

    private const int MostWaits = 200;
    private const int MostCounted = 50;
    private readonly ConcurrentDictionary<QueueId, Experience> _experiences = new();

    public async Task<Outlook> OfAsync(Ticket ticket, CancellationToken ct)
    {
        var now = time.GetCurrentInstant();
        var due = await DueAsync(ticket, ct);
        var promised = due?.Response is { Ended: null, Due: { } at } ? at : (Instant?)null;
        if (ticket.Queue is not { } queue) return new Outlook(null, null, new Staffing.Nobody(), promised);
        var waiting = await lists.FindAsync(
            new TicketQuery { Queue = queue, Statuses = new HashSet<TicketStatus> { TicketStatus.Queued, TicketStatus.Offered }, Sort = TicketSort.Due, Limit = MostCounted }, ct);
        var place = waiting.Rows.Select(r => r.Ticket.Id).ToList().IndexOf(ticket.Id);
        var others = waiting.Rows.Where(r => r.Ticket.Id != ticket.Id && r.Ticket.QueuedAt is not null).Select(r => now - r.Ticket.QueuedAt!.Value);
        var known = await ExperienceAsync(queue, now, ct);
        return new Outlook(place < 0 ? null : place + 1, Forecast.Wait(known.Waits, others.DefaultIfEmpty(Duration.Zero).Max()), known.Staff, promised);
    }

    /// <summary>The ticket's clocks; null until it is triaged.</summary>
    public async Task<SlaOutcome.Known?> DueAsync(Ticket ticket, CancellationToken ct)
    {
        var policy = policies.Of(ticket.PolicyVersion);
        return TicketClocks.Due(await desk.HistoryAsync(ticket.Id, ct), policy.Desk, policy.Sla) as SlaOutcome.Known;
    }

    /// <summary>The way to another team, where the desk's policy has one for these words.</summary>
    public ScopePath? PathOf(string words) => Opening.PathOf(words, policies.Current);

    private async Task<Experience> ExperienceAsync(QueueId queue, Instant now, CancellationToken ct)
    {
        if (_experiences.TryGetValue(queue, out var known) && known.At <= now && now - known.At < Fresh) return known;
        return _experiences[queue] = new Experience(await WaitsAsync(queue, now, ct), await StaffAsync(queue, now, ct), now);
    }

    private async Task<IReadOnlyList<Duration>> WaitsAsync(QueueId queue, Instant now, CancellationToken ct)
    {
        var recent = await lists.FindAsync(new TicketQuery { Queue = queue, OpenedFrom = now - Recent, Sort = TicketSort.Opened, Limit = MostWaits }, ct);
        return [.. recent.Rows.Select(r => r.Ticket).Where(t => t is { FirstReplyAt: not null, Channel: TicketChannel.WebChat or TicketChannel.Teams }).Select(t => t.FirstReplyAt!.Value - t.OpenedAt)];
    }

    private async Task<Staffing> StaffAsync(QueueId queue, Instant now, CancellationToken ct)
    {
        var tier = policies.Current.Desk.Queue(queue)?.Tier ?? Tier.ServiceDesk;
        var agents = (await staff.ListAsync(ct)).Select(record => AgentSeat.Of(record, policies.Current.Desk, null, null)).Where(agent => agent.Tiers.Contains(tier));
        return Forecast.Staff([.. agents], now);
    }

    private sealed record Experience(IReadOnlyList<Duration> Waits, Staffing Staff, Instant At);
}
