using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Simulation;

public sealed class QuarterTests(ITestOutputHelper output)
{
    private const int Tickets = 20_000;

    [Fact]
    public void A_quarter_of_20000_tickets_and_60_agents_loses_nothing_breaks_no_rule_and_counts_right()
    {
        var quarter = new Quarter(seed: 2026, Tickets).Live();
        var truth = quarter.Truth;

        Assert.Equal(Tickets, truth.Tickets.Count);
        Assert.All(truth.Tickets.Values, t => Assert.NotNull(t.Finished));
        Assert.True(quarter.State is { Waiting.IsEmpty: true, Held.IsEmpty: true, Offers.IsEmpty: true });
        var counted = Count(quarter.Events);
        Assert.Equal(truth.Tickets.Values.ToDictionary(t => t.Id, t => t.FirstTaken!.Value - t.Opened), counted.Waits);
        Assert.Equal(truth.Held, counted.Held);
        Assert.Equal(truth.Returned, quarter.Events.OfType<RoutingEvent.ReturnedToQueue>().Count());
        Assert.True(truth.Returned > 100 && quarter.Events.OfType<RoutingEvent.AgentDropped>().Count() > 100, "Too little went wrong to prove anything.");
        Assert.True(quarter.MostWaiting > 50, "No queue ever formed, so no order was proved.");
        var folded = quarter.Events.Aggregate(RoutingState.Start(RoutingPolicy.Default), Folding.Apply);
        Assert.Equal(quarter.State.Agents.OrderBy(a => a.Key.Value), folded.Agents.OrderBy(a => a.Key.Value));
        Assert.True(folded is { Waiting.IsEmpty: true, Held.IsEmpty: true, Offers.IsEmpty: true });
        output.WriteLine(Told(quarter, counted.Waits));
    }

    [Fact]
    public void The_same_seed_lives_the_same_quarter() =>
        Assert.Equal(new Quarter(seed: 7, 300).Live().Events.Where(e => e is not RoutingEvent.AgentChanged), new Quarter(seed: 7, 300).Live().Events.Where(e => e is not RoutingEvent.AgentChanged));

    /// <summary>Waits and hours of work from the events alone.</summary>
    private static (Dictionary<TicketId, Duration> Waits, Duration[] Held) Count(IEnumerable<RoutingEvent> events)
    {
        var queued = new Dictionary<TicketId, Instant>();
        var waits = new Dictionary<TicketId, Duration>();
        var holders = new Dictionary<TicketId, (AgentId Agent, Instant Since)>();
        var held = new Duration[Roster.People];
        foreach (var e in events)
        {
            if (e is RoutingEvent.TicketQueued arrived)
                queued[arrived.Ticket.Id] = arrived.At;
            if (e is RoutingEvent.OfferAccepted accepted)
            {
                waits.TryAdd(accepted.Ticket, accepted.At - queued[accepted.Ticket]);
                holders.Add(accepted.Ticket, (accepted.Agent, accepted.At));
            }
            if (e is RoutingEvent.TicketLeft or RoutingEvent.ReturnedToQueue && holders.Remove(RoutingEvents.Touched(e).Ticket!.Value, out var holder))
                held[Roster.PersonOf(holder.Agent)] += e.At - holder.Since;
        }
        return (waits, held);
    }

    private static string Told(Quarter quarter, Dictionary<TicketId, Duration> waits)
    {
        var lines = quarter.Truth.Tickets.Values.GroupBy(t => t.Asked.Priority).OrderBy(g => g.Key).Select(g =>
        {
            var sorted = g.Select(t => waits[t.Id].TotalSeconds).Order().ToList();
            return $"{g.Key}: {sorted.Count} tickets, wait p50 {sorted[sorted.Count / 2]:0} s, p95 {sorted[sorted.Count * 95 / 100]:0} s";
        });
        return string.Join('\n', lines.Append($"{quarter.Events.Count} events, {quarter.Truth.Returned} chats returned, at most {quarter.MostWaiting} left waiting by a match"));
    }
}
