using System.Net.WebSockets;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Storage;
using static HelpDesk.Tests.Handoff.Service.DeskApi;

namespace HelpDesk.Tests.Handoff.Service.Live;

public sealed class LiveHubTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SqliteStore _store = null!;
    private LiveNode _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await SqliteStore.OpenAsync(Path.Combine(_folder.Path, "store"), StoreAccess.Host, TimeProvider.System, null, Ct);
        _node = await LiveNode.StartAsync(_store, _folder);
        for (var number = 1; number <= 3; number++)
            await _node.Staff.SetProfileAsync(DeskNode.AgentOf(number), new AgentProfile($"Agent {number}", "a@example.com", [1, 2, 3], [], ["en"], null, null, null, []), "test", Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(null, "401")]
    [InlineData(Author, "403")]
    [InlineData(DeskApi.Bot, "403")]
    [InlineData("sub=eve;role=lead;desk=another", "403")]
    [InlineData("sub=eve;role=lead", "403")]
    public async Task Who_may_not_read_tickets_is_refused(string? caller, string status)
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => _node.ConnectAsync(caller));
        Assert.Contains(status, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Agent1, "lead", false)]
    [InlineData(Agent1, "agent/00000001-0009-0000-0000-000000000000", true)]
    [InlineData(Agent1, "agent/00000002000900000000000000000000", false)]
    [InlineData(Agent1, "queue/service-desk", true)]
    [InlineData(Agent1, "queue/nowhere", false)]
    [InlineData(Agent1, "ticket/00000001-0009-0000-0000-000000000000", false)]
    [InlineData(Agent1, "nonsense", false)]
    [InlineData(Agent1, "ticket/", false)]
    [InlineData(Lead, "lead", true)]
    [InlineData(Lead, "agent/00000001-0009-0000-0000-000000000000", true)]
    [InlineData(Auditor, "lead", true)]
    [InlineData(Script, "lead", false)]
    [InlineData(Script, "queue/service-desk", true)]
    public async Task A_topic_is_granted_or_refused(string caller, string topic, bool isGranted)
    {
        await using var client = await _node.ConnectAsync(caller);
        var answer = await client.SubscribeAsync(topic);
        Assert.Equal(isGranted ? [] : [topic], answer["refused"]!.AsArray().Select(t => (string)t!));
    }

    [Fact]
    public async Task Another_customers_ticket_is_as_unknown_as_one_that_does_not_exist()
    {
        var ticket = await _node.OpenAsync();
        await using var client = await _node.ConnectAsync(Agent1 + ";desk_customer=other");
        var answer = await client.SubscribeAsync($"ticket/{ticket}", "queue/service-desk");
        Assert.Equal([$"ticket/{ticket}"], answer["refused"]!.AsArray().Select(t => (string)t!));

        // Nor is anything of it heard through a topic that it is part of; the answer to the last call comes after whatever was pushed before.
        await _node.NoteAsync(ticket, "n1");
        await using var lead = await _node.ConnectAsync(Lead);
        await lead.ResumeAsync(0, $"ticket/{ticket}");
        while (await lead.ChangeAsync() != "ticket.noted") { }
        await client.SubscribeAsync();
        Assert.False(client.TryNext(out _));
    }

    [Fact]
    public async Task Each_event_reaches_those_it_concerns_once_and_in_order()
    {
        var ticket = await _node.OpenAsync();
        await using var watching = await _node.ConnectAsync(Agent1);
        await using var queue = await _node.ConnectAsync(Agent2);
        await using var lead = await _node.ConnectAsync(Lead);
        await watching.SubscribeAsync($"ticket/{ticket}", "queue/service-desk", "agent/00000001-0009-0000-0000-000000000000");
        await queue.SubscribeAsync("queue/security");
        await lead.SubscribeAsync("lead");

        var mia = Actor.Of(DeskNode.AgentOf(1));
        await _node.DoAsync(ticket, new TicketCommand.Accept(mia));
        await _node.DoAsync(ticket, new TicketCommand.Reply(new("m1"), "Hello", mia));
        await _node.DoAsync(ticket, new TicketCommand.Transfer(new("security"), null, "Theirs", mia));
        await _node.Staff.SetPresenceAsync(DeskNode.AgentOf(1), Presence.Busy, "test", Ct);

        string[] all = ["ticket.accepted", "ticket.replied", "ticket.transferred", "agent.presence-set"];
        foreach (var client in new[] { watching, lead })
            foreach (var kind in all)
                Assert.Equal(kind, await client.ChangeAsync());
        Assert.Equal("ticket.transferred", await queue.ChangeAsync());
        foreach (var client in new[] { watching, queue, lead })
        {
            await client.SubscribeAsync();
            Assert.False(client.TryNext(out _));
        }
    }

    [Fact]
    public async Task A_message_says_what_changed_and_nothing_that_was_said()
    {
        var ticket = await _node.OpenAsync();
        await using var client = await _node.ConnectAsync(Lead);
        await client.SubscribeAsync($"ticket/{ticket}");
        await _node.NoteAsync(ticket, "n1");
        var (_, change) = await client.NextAsync();
        Assert.Equal(["position", "kind", "ticket", "agent", "version"], change.AsObject().Select(p => p.Key));
        Assert.Equal((ticket.Value, (await _node.Desk.LoadAsync(ticket, Ct))!.Version), ((Guid)change["ticket"]!, (long)change["version"]!));
        Assert.Equal(await _store.GetFeedPositionAsync(Ct), (long)change["position"]!);
    }

    [Fact]
    public async Task A_client_that_comes_back_with_its_cursor_has_missed_nothing()
    {
        var ticket = await _node.OpenAsync();
        var seen = new List<long>();
        var cursor = await _store.GetFeedPositionAsync(Ct);
        var writing = Task.Run(async () =>
        {
            for (var n = 0; n < 100; n++) await _node.NoteAsync(ticket, $"n{n}");
        }, Ct);
        // Connections break while notes are written; each gets a few and the next goes on after the last.
        while (seen.Count < 100)
        {
            await using var client = await _node.ConnectAsync(Lead);
            Assert.False((bool)(await client.ResumeAsync(cursor, $"ticket/{ticket}", "lead"))["isGap"]!);
            for (var n = 0; n < 7 && seen.Count < 100; n++)
            {
                var (_, change) = await client.NextAsync();
                seen.Add(cursor = (long)change["position"]!);
            }
        }
        await writing;
        var first = seen[0];
        Assert.Equal(Enumerable.Range(0, 100).Select(n => first + n), seen);
    }

    [Fact]
    public async Task A_role_that_was_taken_away_ends_what_it_gave_at_the_next_event()
    {
        var ticket = await _node.OpenAsync();
        await using var client = await _node.ConnectAsync(Lead);
        await client.SubscribeAsync("lead", $"ticket/{ticket}");
        _node.Callers.Say("lea", Lead.Replace("role=lead", "role=agent", StringComparison.Ordinal));
        await _node.NoteAsync(ticket, "n1");
        var (method, topic) = await client.NextAsync();
        Assert.Equal(("lost", "lead"), (method, (string)topic!));
        Assert.Equal("ticket.noted", await client.ChangeAsync());

        _node.Callers.Say("lea", Lead + ";desk_customer=other");
        await _node.NoteAsync(ticket, "n2");
        (method, topic) = await client.NextAsync();
        Assert.Equal(("lost", $"ticket/{ticket}"), (method, (string)topic!));
    }

    [Fact]
    public async Task Who_is_signed_out_is_disconnected_at_the_next_event()
    {
        var ticket = await _node.OpenAsync();
        await using var client = await _node.ConnectAsync(Agent1);
        await client.SubscribeAsync($"ticket/{ticket}");
        _node.Callers.Say("mia", null);
        await _node.NoteAsync(ticket, "n1");
        await client.EndedAsync();
        Assert.False(client.TryNext(out _));
    }

    [Fact]
    public async Task Typing_is_seen_on_another_node_by_those_who_look_at_the_ticket()
    {
        await using var other = await LiveNode.StartAsync(_store, _folder);
        var ticket = await _node.OpenAsync();
        await using var mia = await _node.ConnectAsync(Agent1);
        await using var ben = await other.ConnectAsync(Agent2);
        await using var stranger = await other.ConnectAsync(Agent2 + ";desk_customer=other");
        await mia.SubscribeAsync($"ticket/{ticket}");
        await ben.SubscribeAsync($"ticket/{ticket}");

        await stranger.CallAsync("Signal", "typing", ticket.Value);
        await mia.CallAsync("Signal", "typing", ticket.Value);
        var (method, signal) = await ben.NextAsync();
        Assert.Equal(("signal", "typing", DeskNode.AgentOf(1).Value), (method, (string)signal["kind"]!, (Guid)signal["agent"]!));

        await other.Signals.PersonTypesAsync(ticket, Ct);
        foreach (var client in new[] { mia, ben })
        {
            (_, signal) = await client.NextAsync();
            Assert.Equal(("typing", (string?)null), ((string)signal["kind"]!, (string?)signal["agent"]));
        }

        await mia.DisposeAsync();
        (_, signal) = await ben.NextAsync();
        Assert.Equal("left", (string)signal["kind"]!);
    }

    [Fact]
    public async Task An_event_of_one_node_is_told_by_the_others()
    {
        await using var other = await LiveNode.StartAsync(_store, _folder);
        var ticket = await _node.OpenAsync();
        await using var client = await other.ConnectAsync(Agent2);
        Assert.Empty((await client.SubscribeAsync($"ticket/{ticket}"))["refused"]!.AsArray());
        await _node.NoteAsync(ticket, "n1");
        Assert.Equal("ticket.noted", await client.ChangeAsync());
    }

    [Fact]
    public async Task Two_hundred_clients_all_hear_everything_in_order()
    {
        var ticket = await _node.OpenAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _node.ConnectAsync(Lead)));
        await Task.WhenAll(clients.Select((c, i) => c.SubscribeAsync(i % 2 == 0 ? "lead" : $"ticket/{ticket}")));
        for (var n = 0; n < 20; n++) await _node.NoteAsync(ticket, $"n{n}");
        var heard = await Task.WhenAll(clients.Select(async client =>
        {
            var positions = new List<long>();
            for (var n = 0; n < 20; n++) positions.Add((long)(await client.NextAsync()).Argument["position"]!);
            return positions;
        }));
        Assert.All(heard, positions => Assert.Equal(Enumerable.Range((int)positions[0], 20).Select(p => (long)p), positions));
        foreach (var client in clients) await client.DisposeAsync();
    }
}
