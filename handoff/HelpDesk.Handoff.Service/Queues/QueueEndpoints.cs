using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Service.Tickets;
using HelpDesk.Handoff.Service.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace HelpDesk.Handoff.Service.Queues;

/// <summary>Every queue of the policy with what is in it now.</summary>
internal static class QueueEndpoints
{
    public static void MapQueues(this IEndpointRouteBuilder app) =>
        app.MapGet("/queues", List).RequireAuthorization(DeskPolicies.ReadStaff).WithTags("Queues").WithName("listQueues").WithSummary("Queues with live counts.");

    private static async Task<Ok<QueueListView>> List(TicketCall call, ITicketLists lists, Ledger ledger, PolicyBook policies, CancellationToken ct)
    {
        var counts = (await lists.CountQueuesAsync(call.Caller.Customers, ct)).ToDictionary(c => c.Queue);
        var available = ledger.Agents.Where(a => a is { Presence: Presence.Available, DisconnectedSince: null }).ToList();
        return TypedResults.Ok(new QueueListView([.. policies.Current.Desk.Queues.Select(q =>
        {
            var count = counts.GetValueOrDefault(q.Id) ?? new QueueCount(q.Id, 0, 0, 0, 0, 0, 0, null, null);
            return new QueueView(
                q.Id.Value, q.Title, (int)q.Tier, q.Pull, count.Waiting, count.Offered, count.Held, count.Paused, count.P1, count.Overdue,
                TicketView.At(count.OldestWaiting), TicketView.At(count.NextDue), available.Count(a => a.Profile.Tiers.Contains((int)q.Tier)));
        })]));
    }
}

public sealed record QueueListView(IReadOnlyList<QueueView> Queues);

/// <param name="Pull">Agents may take a waiting ticket themselves.</param>
/// <param name="Held">In agents' hands, paused ones included.</param>
/// <param name="Available">Agents of its tier who are available now.</param>
public sealed record QueueView(
    string Id, string Title, int Tier, bool Pull, int Waiting, int Offered, int Held, int Paused, int P1, int Overdue,
    DateTimeOffset? OldestWaiting, DateTimeOffset? NextDue, int Available);
