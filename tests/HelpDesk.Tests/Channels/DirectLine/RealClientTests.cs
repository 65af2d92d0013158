using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.ChannelHost;
using HelpDesk.Tests.Storage;

namespace HelpDesk.Tests.Channels.DirectLine;

/// <summary>The client that the web chat page uses, against the real server.</summary>
public sealed class RealClientTests
{
    private const int Online = 2;
    private const int ExpiredToken = 3;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_client_connects_sends_and_receives(bool webSocket)
    {
        await using var server = await DirectLineServer.StartAsync();
        await using var client = await RealClient.ConnectAsync(new { token = await TokenAsync(server), domain = server.Domain, webSocket, pollingInterval = 200 });
        await client.UntilTextAsync("welcome");

        await client.SayAsync("hello");
        var reply = await client.UntilTextAsync("1: hello");

        Assert.Equal(["welcome", "hello", "1: hello"], client.Texts);
        var own = client.Activities.Single(activity => SocketClient.TextOf(activity) == "hello");
        Assert.Equal(own.GetProperty("id").GetString(), reply.GetProperty("activity").GetProperty("replyToId").GetString());
    }

    [Fact]
    public async Task After_a_restart_of_the_server_the_client_goes_on_with_nothing_lost_or_doubled()
    {
        await using var server = await DirectLineServer.StartAsync();
        await using var client = await RealClient.ConnectAsync(new { token = await TokenAsync(server), domain = server.Domain });
        await client.UntilTextAsync("welcome");
        await client.SayAsync("before");
        await client.UntilTextAsync("1: before");

        // The client stays "online" while it looks for its server: only what it shows tells.
        await server.StopAsync();
        await server.StartAgainAsync();
        await client.SayAsync("after");
        await client.UntilTextAsync("2: after");

        Assert.Equal(["welcome", "before", "1: before", "after", "2: after"], client.Texts);
    }

    [Fact]
    public async Task The_client_refreshes_its_token_and_goes_on_when_the_first_one_has_expired()
    {
        var clock = new TestClock();
        await using var server = await DirectLineServer.StartAsync(time: clock);
        await using var client = await RealClient.ConnectAsync(new { token = await TokenAsync(server), domain = server.Domain, webSocket = false, pollingInterval = 200 });
        await client.UntilTextAsync("welcome");
        var first = (await client.StateAsync()).GetProperty("token").GetString();

        clock.Advance(TimeSpan.FromMinutes(20));
        await client.TellAsync(new { cmd = "timers" });
        string? second;
        do
        {
            second = (await client.StateAsync()).GetProperty("token").GetString();
        }
        while (second == first);

        clock.Advance(TimeSpan.FromMinutes(15));
        await client.SayAsync("still there");
        await client.UntilTextAsync("1: still there");
        using var old = await server.SendAsync(HttpMethod.Post, "tokens/refresh", first);
        Assert.Equal(403, (int)old.StatusCode);
    }

    [Fact]
    public async Task A_client_whose_token_has_expired_is_told_so()
    {
        var clock = new TestClock();
        await using var server = await DirectLineServer.StartAsync(time: clock);
        await using var client = await RealClient.ConnectAsync(new { token = await TokenAsync(server), domain = server.Domain, webSocket = false, pollingInterval = 200 });
        await client.UntilTextAsync("welcome");

        clock.Advance(TimeSpan.FromMinutes(31));
        await client.UntilStatusAsync(ExpiredToken);

        Assert.DoesNotContain(client.Said, line => RealClient.Event(line) == "failed");
    }

    [Fact]
    public async Task A_new_client_with_the_same_token_gets_the_whole_history()
    {
        await using var server = await DirectLineServer.StartAsync();
        var token = await TokenAsync(server);
        await using (var first = await RealClient.ConnectAsync(new { token, domain = server.Domain }))
        {
            await first.SayAsync("one");
            await first.UntilTextAsync("1: one");
        }

        await using var started = await RealClient.ConnectAsync(new { token, domain = server.Domain });
        await started.UntilTextAsync("1: one");
        var id = (await started.StateAsync()).GetProperty("conversationId").GetString();
        await using var resumed = await RealClient.ConnectAsync(new { token, domain = server.Domain, conversationId = id, watermark = "" });
        await resumed.UntilTextAsync("1: one");

        Assert.Equal(["welcome", "one", "1: one"], started.Texts);
        Assert.Equal(["welcome", "one", "1: one"], resumed.Texts);
    }

    [Fact]
    public async Task An_uploaded_file_comes_back_as_it_was()
    {
        await using var server = await DirectLineServer.StartAsync();
        await using var client = await RealClient.ConnectAsync(new { token = await TokenAsync(server), domain = server.Domain });
        await client.UntilStatusAsync(Online);
        var bytes = new byte[300_000];
        new Random(1).NextBytes(bytes);

        await client.TellAsync(new
        {
            cmd = "post",
            tag = "upload",
            activity = new
            {
                type = "message",
                text = "see",
                from = new { id = "user1" },
                attachments = new[] { new { contentType = "image/png", contentUrl = $"data:image/png;base64,{Convert.ToBase64String(bytes)}", name = "screen shot.png" } },
            },
        });
        var shown = (await client.UntilTextAsync("see")).GetProperty("activity").GetProperty("attachments")[0];

        Assert.Equal("screen shot.png", shown.GetProperty("name").GetString());
        using var file = await server.Http.GetAsync(shown.GetProperty("contentUrl").GetString(), TestContext.Current.CancellationToken);
        Assert.Equal("image/png", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal(bytes, await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string> TokenAsync(DirectLineServer server)
    {
        using var answer = await server.SendAsync(HttpMethod.Post, "tokens/generate", EchoHost.Secret, new { User = new { Id = "dl_12345" } });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("token").GetString()!;
    }
}
