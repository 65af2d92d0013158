using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.DirectLine;
using HelpDesk.Tests.Channels.Messages;
using HelpDesk.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Channels.DirectLine;

public sealed class StreamTests
{
    private const int Large = 200 * 1024;
    private const int Many = 40;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_activity_comes_in_a_frame_of_its_own_also_those_of_before()
    {
        await using var server = await DirectLineServer.StartAsync();
        var talk = await server.StartTalkAsync();
        await server.SayAsync(talk, "hello");
        using (var before = await SocketClient.OpenAsync(talk.Stream))
            await before.UntilTextAsync("1: hello");

        using var socket = await SocketClient.OpenAsync(talk.Stream);
        var frames = new List<JsonElement>();
        for (var i = 0; i < 3; i++) frames.Add((await socket.FrameAsync())!.Value);

        Assert.All(frames, frame => Assert.Equal(1, frame.GetProperty("activities").GetArrayLength()));
        var watermarks = frames.Select(frame => int.Parse(frame.GetProperty("watermark").GetString()!, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(watermarks.Order().Distinct(), watermarks);
        Assert.Equal("1: hello", SocketClient.TextOf(frames[^1].GetProperty("activities")[0]));
    }

    [Fact]
    public async Task Typing_is_seen_by_a_watcher_and_never_stored()
    {
        var thought = new TaskCompletionSource();
        await using var server = await DirectLineServer.StartAsync(new CountingBot { Before = turn => turn.Activity.Type == ActivityTypes.Message ? thought.Task : Task.CompletedTask });
        var talk = await server.StartTalkAsync();
        using var socket = await SocketClient.OpenAsync(talk.Stream);

        using var typing = await server.SendAsync(HttpMethod.Post, $"conversations/{talk.Id}/activities", talk.Token, new { type = "typing" });
        var own = await socket.UntilAsync(IsTyping);
        await server.SayAsync(talk, "hello");
        var bots = await socket.UntilAsync(IsTyping);
        thought.SetResult();
        await socket.UntilTextAsync("2: hello");
        var history = await server.GetAsync($"conversations/{talk.Id}/activities", talk.Token);

        Assert.Equal(200, (int)typing.StatusCode);
        Assert.Equal("user1", own.GetProperty("from").GetProperty("id").GetString());
        Assert.Equal("helpdesk", bots.GetProperty("from").GetProperty("id").GetString());
        Assert.DoesNotContain(history.GetProperty("activities").EnumerateArray(), IsTyping);
        Assert.DoesNotContain(await server.Store.ReadFeedAsync(0, 100, Ct), stored => IsTyping(JsonElement.Parse(stored.Json.Span)));
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_cut_off_and_misses_nothing_when_it_comes_back()
    {
        var clock = new TestClock();
        await using var server = await DirectLineServer.StartAsync(time: clock, configure: services => services.Configure<DirectLineOptions>(options =>
        {
            options.TokenLifetime = TimeSpan.FromDays(1);
            options.SendTimeout = TimeSpan.FromSeconds(1);
            options.PostBurst = 1000;
        }));
        var talk = await server.StartTalkAsync();
        using var slow = await SocketClient.OpenNarrowAsync(talk.Stream);
        await slow.UntilTextAsync("welcome");
        await Task.WhenAll(Enumerable.Range(0, Many).Select(i => PostLargeAsync(server, talk, i)));

        await UntilCutOffAsync(slow, clock);
        var back = await server.GetAsync($"conversations/{talk.Id}?watermark={slow.Watermark}", talk.Token);
        using var resumed = await SocketClient.OpenAsync(new(back.GetProperty("streamUrl").GetString()!));
        await resumed.UntilAsync(_ => resumed.Activities.Count == Many);

        var numbers = resumed.Activities.Select(activity => activity.GetProperty("value").GetProperty("number").GetInt32());
        Assert.Equal(Enumerable.Range(0, Many), numbers.Order());
    }

    [Fact]
    public async Task One_stream_too_many_closes_the_oldest_of_that_conversation_only()
    {
        await using var server = await DirectLineServer.StartAsync(configure: services => services.Configure<DirectLineOptions>(options => options.MaxStreams = 2));
        var talk = await server.StartTalkAsync();
        var other = await server.StartTalkAsync("user2");
        using var elsewhere = await SocketClient.OpenAsync(other.Stream);
        using var oldest = await SocketClient.OpenAsync(talk.Stream);
        await oldest.UntilTextAsync("welcome");
        using var older = await SocketClient.OpenAsync(talk.Stream);
        await older.UntilTextAsync("welcome");
        using var newest = await SocketClient.OpenAsync(talk.Stream);

        Assert.Null(await oldest.FrameAsync());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, oldest.Socket.CloseStatus);
        await server.SayAsync(talk, "hello");
        await server.SayAsync(other, "hello");
        foreach (var alive in new[] { older, newest, elsewhere })
            await alive.UntilTextAsync("1: hello");
    }

    private static bool IsTyping(JsonElement activity) => activity.GetProperty("type").GetString() == "typing";

    private static async Task PostLargeAsync(DirectLineServer server, Talk talk, int number)
    {
        var activity = new { type = "event", name = "large", value = new { number, filling = new string('x', Large) } };
        using var answer = await server.SendAsync(HttpMethod.Post, $"conversations/{talk.Id}/activities", talk.Token, activity);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    // It still says its empty frames, as the real client does, until the line is dead.
    private static async Task UntilCutOffAsync(SocketClient slow, TestClock clock)
    {
        try
        {
            while (slow.Socket.State == WebSocketState.Open)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                await slow.Socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, Ct);
                await Task.Yield();
            }
        }
        catch (WebSocketException)
        {
            // The line is dead.
        }
    }
}
