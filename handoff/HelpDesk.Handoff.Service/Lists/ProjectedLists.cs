using HelpDesk.Handoff.Service.Projections;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service.Lists;

/// <summary>Lists from this node's file. Customers that the caller may not see are left out by the file itself.</summary>
public sealed class ProjectedLists(Projection projection, IStore store, PolicyBook policies, TimeProvider time) : ITicketLists
{
    public async Task<TicketPage> FindAsync(TicketQuery query, CancellationToken ct)
    {
        if (query.Customers is { Count: 0 }) return new([], null);
        var (rows, next) = await projection.ReadAsync(query, static (reader, q) => reader.Find(q), ct);
        foreach (var version in rows.Select(r => r.Ticket.PolicyVersion).Distinct(StringComparer.Ordinal))
            await policies.LearnAsync(store, version, time.GetCurrentInstant(), ct);
        return new([.. rows.Select(r => new TicketRow(r.Ticket, r.Version, DueOf(r)))], next);
    }

    public Task<IReadOnlyList<QueueCount>> CountQueuesAsync(IReadOnlySet<CustomerId>? customers, CancellationToken ct) =>
        projection.ReadAsync((customers, Now: time.GetCurrentInstant()), static (reader, a) => reader.Count(a.customers, a.Now), ct);

    public Task<CustomerId?> CustomerOfAsync(TicketId ticket, CancellationToken ct) =>
        projection.ReadAsync(ticket, static (reader, t) => reader.CustomerOf(t), ct);

    private SlaOutcome.Known? DueOf(ProjectedRow row)
    {
        var policy = policies.Of(row.Ticket.PolicyVersion);
        return TicketClocks.Due(row.Moves, policy.Desk, policy.Sla) as SlaOutcome.Known;
    }
}
