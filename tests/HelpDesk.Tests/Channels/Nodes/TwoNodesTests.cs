using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using HelpDesk.ChannelHost;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Nodes;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage.Redis;
using HelpDesk.Tests.Channels.DirectLine;
using HelpDesk.Tests.Channels.Messages;
using HelpDesk.Tests.Storage;
using HelpDesk.Tests.Storage.Redis;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Channels.Nodes;

/// <summary>Two servers on one real Redis: what comes in at one is worked on at the other.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly CountingBot[] _bots = [new(), new()];
    private readonly WebApplication?[] _nodes = new WebApplication?[2];
    private RedisServer _redis = null!;
    private FakeConnector _connector = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _connector = await FakeConnector.StartAsync();
        for (var i = 0; i < _nodes.Length; i++)
        {
            var store = await RedisStore.OpenAsync(_redis.Desk("main"), TimeProvider.System, log: null, Ct);
            _nodes[i] = await EchoHost.StartAsync(
                store, isShared: true, _folder.Path, 0, _bots[i], TimeProvider.System, services => services.Configure<NodeOptions>(nodes => nodes.Notice = TimeSpan.Zero), Ct);
        }

        while (_nodes.Any(node => Map(node!).Alive.Length < 2))
            await Task.Yield();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.OfType<WebApplication>())
            await node.DisposeAsync();
        await _connector.DisposeAsync();
        await _redis.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Whoever_waits_for_an_answer_at_one_node_gets_what_the_other_node_decided()
    {
        int[] turns = [0, 0];
        foreach (var (bot, i) in _bots.Select((bot, i) => (bot, i)))
            bot.Before = _ => Task.FromResult(Interlocked.Increment(ref turns[i]));
        using var http = new HttpClient { BaseAddress = Address(0) };
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"talk-{i}")];

        var replies = await Task.WhenAll(names.Select(name => PostAsync(http, name, "message", "hello", "expectReplies")));
        var presses = await Task.WhenAll(names.Select(name => PostAsync(http, name, "invoke", null, null)));
        await Task.WhenAll(names.Select(name => PostAsync(http, name, "message", "now over the connector", null)));
        await _connector.UntilAsync(() => names.All(name => _connector.Texts(name).Count > 0));

        Assert.All(replies, reply => Assert.Equal("1: hello", Assert.Single(JsonElement.Parse(reply).GetProperty("activities").EnumerateArray()).GetProperty("text").GetString()));
        Assert.All(presses, press => Assert.Equal("turn 2", JsonElement.Parse(press).GetProperty("value").GetString()));
        Assert.All(names, name => Assert.Equal(["3: now over the connector"], _connector.Texts(name)));
        Assert.Equal(60, turns.Sum());
        Assert.DoesNotContain(0, turns);
    }

    [Fact]
    public async Task A_socket_on_one_node_shows_what_is_said_and_answered_on_the_other()
    {
        using var zero = new HttpClient { BaseAddress = Address(0) };
        var talks = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => HostProcess.StartTalkAsync(zero)));
        var sockets = await Task.WhenAll(talks.Select(talk => SocketClient.OpenAsync(At(1, talk))));
        foreach (var talk in talks)
        {
            using var said = await HostProcess.PostAsync(zero, talk, "hello");
            Assert.Equal(200, (int)said.StatusCode);
        }

        foreach (var socket in sockets)
        {
            await socket.UntilTextAsync("2: hello");
            Assert.Equal(["hello", "2: hello"], socket.Activities.Select(SocketClient.TextOf).OfType<string>());
            socket.Dispose();
        }

        Assert.All(_nodes, node => Assert.Contains(talks, talk => IsHome(node!, talk)));
    }

    [Fact]
    public async Task A_node_that_stops_ends_its_turn_closes_its_sockets_and_then_leaves_the_rest_to_the_other()
    {
        var (entered, held) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _bots[0].Before = turn => turn.Activity.Text is null ? Task.CompletedTask : Hold();
        using var http = new HttpClient { BaseAddress = Address(1) };
        var talk = await HostProcess.StartTalkAsync(http);
        while (!IsHome(_nodes[0]!, talk))
            talk = await HostProcess.StartTalkAsync(http);
        using var here = await SocketClient.OpenAsync(At(0, talk));
        using var there = await SocketClient.OpenAsync(At(1, talk));
        using var first = await HostProcess.PostAsync(http, talk, "first");
        await entered.Task.WaitAsync(Ct);

        var (leaving, left) = (Map(_nodes[0]!).Self, StopAsync(0));
        while (await here.FrameAsync() is not null)
            Assert.False(Ct.IsCancellationRequested);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, here.Socket.CloseStatus);
        using var second = await HostProcess.PostAsync(http, talk, "second");
        Assert.Contains(leaving, Map(_nodes[1]!).Alive);
        Assert.False(left.IsCompleted);
        held.SetResult();

        await left.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        using var third = await HostProcess.PostAsync(http, talk, "third");
        await there.UntilTextAsync("4: third");
        Assert.Equal(["2: first", "3: second", "4: third"], there.Activities.Select(SocketClient.TextOf).OfType<string>().Where(text => text.Contains(':', StringComparison.Ordinal)));
        Assert.DoesNotContain(leaving, Map(_nodes[1]!).Alive);

        Task Hold()
        {
            entered.TrySetResult();
            return held.Task;
        }
    }

    private async Task StopAsync(int node)
    {
        var stopping = _nodes[node]!;
        _nodes[node] = null;
        await stopping.StopAsync(CancellationToken.None);
        await stopping.DisposeAsync();
    }

    private async Task<string> PostAsync(HttpClient http, string conversation, string type, string? text, string? mode)
    {
        var activity = new Activity
        {
            Type = type, Id = Guid.NewGuid().ToString(), Text = text, DeliveryMode = mode, ChannelId = ChannelIds.Emulator, ServiceUrl = _connector.Url,
            Name = type == "invoke" ? "adaptiveCard/action" : null, Value = type == "invoke" ? JsonElement.Parse("""{"action":{"type":"Action.Execute","verb":"yes"}}""") : null,
            Conversation = new() { Id = conversation }, From = new() { Id = "user" }, Recipient = new() { Id = "bot" },
        };
        using var content = new StringContent(JsonSerializer.Serialize(activity, ActivityJson.Default.Activity), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/api/messages", UriKind.Relative), content, Ct);
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private Uri Address(int node) => new(_nodes[node]!.Urls.First());

    private Uri At(int node, Talk talk) => new UriBuilder(talk.Stream) { Port = Address(node).Port }.Uri;

    private static NodeMap Map(WebApplication node) => node.Services.GetRequiredService<NodeMap>();

    private static bool IsHome(WebApplication node, Talk talk) => Map(node).IsHome(new ConversationId(ChannelIds.WebChat, talk.Id).ToString());
}
