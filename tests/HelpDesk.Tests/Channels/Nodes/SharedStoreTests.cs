using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Nodes;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Channels.Connector;
using HelpDesk.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HelpDesk.Tests.Channels.Nodes;

/// <summary>Two nodes in one process, on one store. Sweeps are too far apart to help: what happens, happens because the home was called.</summary>
public sealed class SharedStoreTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private TestConnector _connector = null!;
    private IStore _store = null!;
    private ServiceProvider[] _nodes = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connector = await TestConnector.StartAsync();
        _store = await SqliteStore.OpenAsync(_folder.Path, StoreAccess.Host, TimeProvider.System, log: null, Ct);
        _nodes = [Node(), Node()];
        foreach (var node in _nodes)
            await StartAsync(node);
        while (_nodes.Any(node => Map(node).Alive.Length < 2))
            await Task.Yield();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        await _store.DisposeAsync();
        await _connector.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_said_on_either_node_is_sent_once_and_in_order()
    {
        await HearAsync(_nodes[0], "one", "hello");
        Assert.Equal("1: hello", (await _connector.NextAsync()).Text);
        for (var i = 0; i < 60; i++)
            await _nodes[i % 2].GetRequiredService<Outbox>().SendAsync(Of("one"), [Reply.Text($"{i}")], Ct);

        // Two that are at it at once would send something twice before the last is out.
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"{i}"), (await _connector.NextAsync(60)).Select(request => request.Text));
        await StopAsync();
        Assert.False(_connector.HasMore);
    }

    [Fact]
    public async Task What_comes_in_on_one_node_is_answered_by_the_conversations_home_at_once()
    {
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"talk-{i}")];
        foreach (var name in names)
            await HearAsync(_nodes[0], name, "hello");
        var sent = await _connector.NextAsync(names.Length);

        Assert.Equal(names.Order(StringComparer.Ordinal), sent.Select(request => request.Conversation).Order(StringComparer.Ordinal));
        int[] calls = [.. _nodes.Select(node => node.GetRequiredService<HelpDesk.ChannelHost.EchoHandler>().Calls)];
        Assert.Equal(_nodes.Select(node => names.Count(name => Map(node).IsHome(Of(name).ToString()))), calls);
        Assert.DoesNotContain(0, calls);
        await StopAsync();
    }

    [Fact]
    public async Task What_is_said_on_a_node_that_takes_no_conversations_is_sent_by_the_home()
    {
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"talk-{i}")];
        foreach (var name in names)
            await HearAsync(_nodes[0], name, "hello");
        await _connector.NextAsync(names.Length);
        await using var desk = Node(works: false);
        await StartAsync(desk);
        foreach (var name in names)
            await desk.GetRequiredService<Outbox>().SendAsync(Of(name), [Reply.Text("an agent is with you")], Ct);

        Assert.All(await _connector.NextAsync(names.Length), request => Assert.Equal("an agent is with you", request.Text));
        Assert.Equal(0, desk.GetRequiredService<HelpDesk.ChannelHost.EchoHandler>().Calls);
        Assert.DoesNotContain(Map(desk).Self, Map(_nodes[0]).Alive);
        foreach (var service in Hosted(desk).Reverse())
            await service.StopAsync(Ct);
    }

    [Fact]
    public async Task What_waits_on_a_node_that_leaves_is_taken_up_by_the_other_at_once()
    {
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"talk-{i}")];
        foreach (var worker in Hosted(_nodes[0]).OfType<TurnWorker>())
            await worker.StopAsync(Ct);
        foreach (var name in names)
            await HearAsync(_nodes[1], name, "hello");
        var others = names.Count(name => Map(_nodes[1]).IsHome(Of(name).ToString()));
        await _connector.NextAsync(others);
        Assert.InRange(others, 1, names.Length - 1);

        await Hosted(_nodes[0]).OfType<NodeBeat>().Single().StopAsync(Ct);
        await _connector.NextAsync(names.Length - others);
        await StopAsync();
        Assert.False(_connector.HasMore);
    }

    private ServiceProvider Node(bool works = true) => new ServiceCollection().AddLogging().AddSingleton(_store)
        .AddSingleton<HelpDesk.ChannelHost.EchoHandler>().AddSingleton<ITurnHandler>(provider => provider.GetRequiredService<HelpDesk.ChannelHost.EchoHandler>())
        .AddConnector()
        .Configure<NodeOptions>(options => (options.Shared, options.Works) = (true, works))
        .Configure<TurnOptions>(options => options.SweepInterval = TimeSpan.FromMinutes(10))
        .Configure<OutboxOptions>(options => options.SweepInterval = TimeSpan.FromMinutes(10)).BuildServiceProvider();

    private static async Task StartAsync(ServiceProvider node)
    {
        foreach (var service in Hosted(node))
            await service.StartAsync(Ct);
    }

    private async Task StopAsync()
    {
        foreach (var service in _nodes.SelectMany(node => Hosted(node).Reverse()))
            await service.StopAsync(Ct);
    }

    private static IHostedService[] Hosted(ServiceProvider node) => [.. node.GetServices<IHostedService>()];

    private static NodeMap Map(ServiceProvider node) => node.GetRequiredService<NodeMap>();

    private static ConversationId Of(string name) => new(ChannelIds.Emulator, name);

    private Task<ReceivedActivity> HearAsync(ServiceProvider node, string conversation, string text) => node.GetRequiredService<TurnQueue>().ReceiveAsync(Of(conversation), new()
    {
        Type = ActivityTypes.Message, Text = text, ChannelId = ChannelIds.Emulator, ServiceUrl = _connector.ServiceUrl,
        Conversation = new() { Id = conversation }, From = new() { Id = "user" }, Recipient = new() { Id = "bot" },
    }, null, Ct);
}
