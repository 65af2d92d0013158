using System.Diagnostics;
using System.Globalization;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Benchmarks.Desk;

/// <summary>Four agents, two on each of two nodes, want the same ticket at the same moment, again and again. One may win each time.</summary>
internal static class ClaimRaces
{
    private const int Tickets = 64;
    private const int Racers = 4;

    public static async Task<Promise> RunAsync(string parent, StoreKind kind, int races, TextWriter output, CancellationToken ct)
    {
        await using var store = await DeskStore.CreateAsync(parent, kind, ct);
        using var first = new TicketDesk(store.Host, DeskStore.Policies, TimeProvider.System);
        using var second = new TicketDesk(store.Other, DeskStore.Policies, TimeProvider.System);
        var agents = await EnrolAsync(new StaffDesk(store.Host, TimeProvider.System), ct);
        var rounds = races / Tickets;
        var clock = Stopwatch.StartNew();
        var results = await Task.WhenAll(Enumerable.Range(0, Tickets).Select(n => Task.Run(() => RaceAsync(n, rounds, first, second, agents, ct), ct)));
        var took = clock.Elapsed;
        var (run, doubles, none) = (results.Sum(r => r.Rounds), results.Sum(r => r.Doubles), results.Sum(r => r.None));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{run:N0} races of {Racers} agents on 2 nodes: {doubles} double, {none} without a winner, {run / took.TotalSeconds:N0} races/s, {run * Racers / took.TotalSeconds:N0} claims/s decided"));
        return new Promise($"{run:N0} races on {kind}", "none double", $"{doubles} double, {none} without a winner");
    }

    private static async Task<(int Rounds, int Doubles, int None)> RaceAsync(int number, int rounds, TicketDesk first, TicketDesk second, AgentId[] agents, CancellationToken ct)
    {
        var opened = await first.OpenAsync(new OpenOrder(
            TicketKind.Incident, TicketChannel.WebChat, new PersonId($"tenant/{number}"), DeskStore.Policies.Current.Desk.Customers[0].Id, $"Printer {number} jams", null, Actor.Bot), WriteTerms.None, ct);
        var ticket = ((TicketOutcome.Done)opened).Ticket.Ticket.Id;
        await first.DoAsync(ticket, new TicketCommand.Accept(Actor.Of(agents[^1])), WriteTerms.None, ct);
        var (holder, doubles, none) = (agents[^1], 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            var racers = agents.Where(a => a != holder).Take(Racers).ToArray();
            var from = holder;
            var outcomes = await Task.WhenAll(racers.Select((agent, i) => (i % 2 == 0 ? first : second).DoAsync(ticket, new TicketCommand.TakeOver(from, Actor.Of(agent)), WriteTerms.None, ct)));
            var winners = racers.Where((_, i) => outcomes[i] is TicketOutcome.Done).ToArray();
            if (winners.Length > 1) doubles++;
            if (winners.Length == 0) none++;
            else holder = winners[0];
        }
        // What the outcomes said must be what is stored: one more holder for each race.
        var accepted = (await first.HistoryAsync(ticket, ct)).Count(e => e is TicketEvent.Accepted);
        return (rounds, doubles + Math.Abs(accepted - 1 - (rounds - none)), none);
    }

    private static async Task<AgentId[]> EnrolAsync(StaffDesk staff, CancellationToken ct)
    {
        AgentId[] agents = [.. Enumerable.Range(0, Racers + 1).Select(n => new AgentId(new Guid(n, 9, 0, new byte[8])))];
        foreach (var agent in agents)
        {
            await staff.SetProfileAsync(agent, new AgentProfile("Agent", "agent@example.com", [1], [], ["en"], null, null, null, []), "benchmark", ct);
            await staff.SetPresenceAsync(agent, Presence.Available, "benchmark", ct);
        }
        return agents;
    }
}
