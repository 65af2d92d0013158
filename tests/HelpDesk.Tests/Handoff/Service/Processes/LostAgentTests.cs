using System.Text.Json;

namespace HelpDesk.Tests.Handoff.Service.Processes;

/// <summary>An agent's console that dies with a ticket in its hands.</summary>
public sealed class LostAgentTests(ITestOutputHelper output)
{
    private static readonly Guid Mia = new(1, 9, 0, new byte[8]);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_ticket_whose_agents_process_was_killed_is_at_the_head_of_its_priority_after_the_grace()
    {
        await using var world = await DeskWorld.CreateAsync(("desk.yaml", "disconnectGrace: 60 s", "disconnectGrace: 3 s"));
        var node = await world.NodeAsync(0);
        var mia = DeskWorld.Token("agent", Mia);
        await world.EnrolAsync(node, Mia);
        var earlier = await world.OpenAsync(node, mia, "my screen stays dark");
        var ticket = await world.OpenAsync(node, mia, "my printer shows a paper jam");
        var console = await world.ConsoleAsync(node, ticket, mia);
        await world.DoAsync(HttpMethod.Post, node, $"v1/tickets/{ticket}/messages", mia, new { text = "On it" });

        await console.KillAsync();
        var back = await WaitForAsync(world, node, "ticket.returned-to-queue");

        Assert.Equal(ticket, back.GetProperty("subject").GetString());
        var agent = (await world.DoAsync(HttpMethod.Get, node, $"v1/agents/{Mia}", DeskWorld.Admin));
        var (silentSince, returned) = (agent.GetProperty("disconnected").GetDateTimeOffset(), back.GetProperty("at").GetDateTimeOffset());
        output.WriteLine($"back in the queue {(returned - silentSince).TotalSeconds:0.0} s after the last word ({Silence.TotalSeconds} s of silence, {Grace.TotalSeconds} s of grace)");
        // Nobody is taken for lost before his silence and the grace, which runs from his last word.
        Assert.True(returned - silentSince >= Silence && returned - silentSince >= Grace);
        var state = await world.DoAsync(HttpMethod.Get, node, $"v1/tickets/{ticket}", DeskWorld.Admin);
        Assert.Equal(("queued", true), (state.GetProperty("status").GetString(), state.GetProperty("atHead").GetBoolean()));
        Assert.Equal((1, 2), (await PositionAsync(world, node, ticket), await PositionAsync(world, node, earlier)));
        Assert.Equal("On it", (await world.DoAsync(HttpMethod.Get, node, $"v1/tickets/{ticket}/messages", DeskWorld.Admin)).GetProperty("messages")[0].GetProperty("text").GetString());
    }

    private static async Task<int> PositionAsync(DeskWorld world, DeskProcess node, string ticket) =>
        (await world.DoAsync(HttpMethod.Get, node, $"v1/tickets/{ticket}/explain/match", DeskWorld.Admin)).GetProperty("position").GetInt32();

    private static async Task<JsonElement> WaitForAsync(DeskWorld world, DeskProcess node, string type)
    {
        for (long after = 0; ;)
        {
            var page = await world.DoAsync(HttpMethod.Get, node, $"v1/feed?after={after}&wait=30", DeskWorld.Admin);
            foreach (var happened in page.GetProperty("events").EnumerateArray())
                if (happened.GetProperty("type").GetString() == type) return happened;
            after = page.GetProperty("next").GetInt64();
        }
    }
}
