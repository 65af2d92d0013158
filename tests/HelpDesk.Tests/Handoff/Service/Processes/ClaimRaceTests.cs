using HelpDesk.Tests.Storage.Redis;

namespace HelpDesk.Tests.Handoff.Service.Processes;

/// <summary>The real program, signed-in agents, and one ticket that all of them want.</summary>
public sealed class ClaimRaceTests
{
    private const int Agents = 1000;

    [Fact]
    public async Task Of_a_thousand_agents_at_two_processes_on_one_redis_one_wins()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var world = await DeskWorld.CreateAsync();
        var store = $"--Store:Redis={redis.Connection}";
        await RaceAsync(world, await world.NodeAsync(0, store), await world.NodeAsync(0, store));
    }

    [Fact]
    public async Task Of_a_thousand_agents_at_one_process_on_sqlite_one_wins()
    {
        await using var world = await DeskWorld.CreateAsync();
        await RaceAsync(world, await world.NodeAsync(0));
    }

    private static async Task RaceAsync(DeskWorld world, params DeskProcess[] nodes)
    {
        var people = Enumerable.Range(0, Agents).Select(n => new Guid(n, 9, 0, new byte[8])).ToArray();
        var tokens = people.AsParallel().AsOrdered().Select(p => DeskWorld.Token("agent", p)).ToArray();
        await Parallel.ForEachAsync(people, TestContext.Current.CancellationToken, async (person, _) =>
        {
            await world.EnrolAsync(nodes[0], person);
            // There, and offered nothing: whoever gets it has pulled it.
            await world.DoAsync(HttpMethod.Put, nodes[0], $"v1/agents/{person}/presence", DeskWorld.Admin, new { presence = "busy" });
        });
        var ticket = await world.OpenAsync(nodes[0], tokens[0], "my printer shows a paper jam");

        var answers = await Task.WhenAll(tokens.Select((token, i) => Task.Run(() => world.SendAsync(HttpMethod.Post, nodes[i % nodes.Length], $"v1/tickets/{ticket}/accept", token))));

        var winner = Array.FindIndex(answers, a => a.Status == 200);
        Assert.Single(answers, a => a.Status == 200);
        Assert.Equal(people[winner], answers[winner].Json.GetProperty("agent").GetGuid());
        Assert.All(answers.Where((_, i) => i != winner), a =>
        {
            Assert.Equal((409, "already-assigned"), (a.Status, a.Json.GetProperty("reason").GetString()));
            Assert.NotEmpty(a.Json.GetProperty("detail").GetString()!);
        });
        foreach (var node in nodes)
            Assert.Single(await world.HistoryAsync(node, ticket), e => e.GetProperty("type").GetString() == "ticket.accepted");
    }
}
