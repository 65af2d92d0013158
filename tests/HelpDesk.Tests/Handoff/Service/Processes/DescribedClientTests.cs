using HelpDesk.Tests.Handoff.Service.Described;

namespace HelpDesk.Tests.Handoff.Service.Processes;

/// <summary>Works at a real node with nothing but its description.</summary>
public sealed class DescribedClientTests
{
    private static readonly Guid Mia = new(1, 9, 0, new byte[8]);
    private static readonly Guid Ben = new(2, 9, 0, new byte[8]);

    [Fact]
    public async Task A_client_that_knows_only_the_description_opens_works_and_closes_a_ticket()
    {
        await using var world = await DeskWorld.CreateAsync();
        var node = await world.NodeAsync(0);
        using var admin = await DescribedClient.ReadAsync(node.Url, DeskWorld.Admin);
        using var mia = await DescribedClient.ReadAsync(node.Url, DeskWorld.Token("agent", Mia));
        using var ben = await DescribedClient.ReadAsync(node.Url, DeskWorld.Token("agent", Ben));
        foreach (var agent in (Guid[])[Mia, Ben])
            await admin.CallAsync("putAgent", ("agent", agent), ("name", "Agent"), ("email", "agent@example.com"));
        await mia.CallAsync("putOwnPresence", ("presence", mia.Choices("putOwnPresence", "presence").Single(p => p == "busy")));

        var opened = await mia.CallAsync("openTicket", ("person", "tenant/alex"), ("channel", mia.Choices("openTicket", "channel").Single(c => c == "phone")), ("subject", "my printer shows a paper jam"));
        var ticket = ("ticket", (object)opened.GetProperty("id").GetString()!);
        await mia.CallAsync("acceptTicket", ticket, ("If-Match", $"\"{opened.GetProperty("version").GetInt64()}\""));
        var (refused, why) = await ben.TryAsync("acceptTicket", ticket);
        await mia.CallAsync("reply", ticket, ("text", "On it"));
        await mia.CallAsync("addNote", ticket, ("text", "Third time this week"));
        await mia.CallAsync("pauseTicket", ticket, ("reason", mia.Choices("pauseTicket", "reason").Single(r => r == "user")), ("why", "Asked for a picture"));
        await mia.CallAsync("resumeTicket", ticket);
        var due = await mia.CallAsync("explainDue", ticket);
        var code = (await mia.CallAsync("getPolicy")).GetProperty("resolutions")[0].GetProperty("id").GetString()!;
        await mia.CallAsync("resolveTicket", ticket, ("note", "Took the paper out"), ("code", code));
        await mia.CallAsync("closeTicket", ticket);

        Assert.Equal((409, "already-assigned"), (refused, why.GetProperty("reason").GetString()));
        Assert.NotEqual(0, due.GetProperty("clocks").GetArrayLength());
        Assert.Equal("closed", (await mia.CallAsync("getTicket", ticket)).GetProperty("status").GetString());
        Assert.Equal(["reply", "note"], (await mia.CallAsync("listMessages", ticket)).GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("kind").GetString()));
        Assert.Contains((await mia.CallAsync("listTickets", ("status", "closed"), ("q", "paper jam"))).GetProperty("tickets").EnumerateArray(), t => t.GetProperty("id").GetString() == (string)ticket.Item2);
        Assert.Contains((await admin.CallAsync("readFeed", ("max", 500))).GetProperty("events").EnumerateArray(), e => e.GetProperty("type").GetString() == "ticket.closed");
    }
}
