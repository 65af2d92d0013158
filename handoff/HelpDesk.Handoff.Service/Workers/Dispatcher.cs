using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Service.Routing;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Handoff.Service.Workers;

/// <summary>Commits what the routing board finds: first what time has ended (offers, lost and silent agents), then new offers in queue order.</summary>
internal sealed class Dispatcher(RoutingDesk routing, TicketDesk desk, StaffDesk staff)
{
    private const int Parallel = 64;

    /// <summary>One round.</summary>
    /// <returns>Whether anything was changed, and whether the lease still holds.</returns>
    public async Task<(bool Acted, bool IsOurs)> RunAsync(Check fence, Instant now, CancellationToken ct)
    {
        var swept = routing.Sweep(now);
        var acted = false;
        foreach (var found in swept)
        {
            if (await SettleAsync(found, fence, ct) is not { } changed) return (acted, false);
            acted |= changed;
        }
        // What the sweep changed must be on the board before new offers are worked out.
        if (acted) return (true, true);
        foreach (var offers in routing.Match(now).Chunk(Parallel))
        {
            var outcomes = await Task.WhenAll(offers.Select(o => desk.DoAsync(o.Ticket, new TicketCommand.Offer(o.Agent, Actor.Desk), Terms(o.Ticket, fence), ct)));
            if (outcomes.Any(o => o is TicketOutcome.Fenced)) return (acted, false);
            acted |= outcomes.Any(o => o is TicketOutcome.Done);
        }
        return (acted, true);
    }

    private WriteTerms Terms(TicketId ticket, Check fence) => new() { Fence = fence, IfVersion = routing.VersionOf(ticket) };

    /// <summary>Null where the lease has passed on.</summary>
    private async Task<bool?> SettleAsync(RoutingEvent found, Check fence, CancellationToken ct)
    {
        if (found is RoutingEvent.AgentDropped dropped)
            return await staff.DropAsync(dropped.Agent, new StaffTerms { Fence = fence }, ct) switch
            {
                StaffOutcome.Overtaken => null,
                StaffOutcome.Changed => true,
                _ => false,
            };
        if (TicketRouting.CommandFor(found, routing.State) is not { } command) return false;
        return await desk.DoAsync(RoutingEvents.Touched(found).Ticket!.Value, command, Terms(RoutingEvents.Touched(found).Ticket!.Value, fence), ct) switch
        {
            TicketOutcome.Fenced => null,
            TicketOutcome.Done => true,
            _ => false,
        };
    }
}
