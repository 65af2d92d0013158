using System.Text;
using HelpDesk.Channels.Messages;
using HelpDesk.Tests.Channels.DirectLine;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Channels.Messages;

public sealed class EndpointTests
{
    private const string Head = """{"type":"message","channelId":"msteams","conversation":{"id":"one"},"from":{"id":"u"},""";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("7", 400)]
    [InlineData("{", 400)]
    [InlineData("{} {}", 400)]
    [InlineData("{}", 400)]
    [InlineData("""{"type":""}""", 400)]
    [InlineData("""{"type":" "}""", 400)]
    [InlineData("""{"type":7}""", 400)]
    [InlineData("""{"type":"message"}""", 200)]
    [InlineData("""{"type":"message","channelId":"msteams","conversation":{"id":""}}""", 200)]
    [InlineData("""{"type":"nobody/knows\nthis"}""", 200)]
    [InlineData("""{"type":"message","text":7}""", 200)]
    [InlineData("""{"type":"message","conversation":"one"}""", 200)]
    [InlineData("""{"type":"message","timestamp":"yesterday"}""", 200)]
    [InlineData("""{"type":"invoke","text":7}""", 400)]
    [InlineData("""{"type":"invoke"}""", 501)]
    [InlineData("""{"type":"message","deliveryMode":"expectReplies"}""", 200)]
    [InlineData(Head + """ "attachments":[null],"entities":[null],"membersAdded":[null,{"id":"x"}]}""", 200)]
    public async Task Whatever_is_posted_is_answered(string body, int status)
    {
        await using var server = await BotServer.StartAsync();
        Assert.Equal(status, (await server.PostAsync(Encoding.UTF8.GetBytes(body))).Status);
        var after = await server.PostAsync(BotServer.Waiting(server.Message("another", "still here")));
        Assert.Contains("still here", after.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_character_does_not_cost_the_message()
    {
        await using var server = await BotServer.StartAsync();
        var body = Head + "\"deliveryMode\":\"expectReplies\",\"text\":\"cut \\ud83d off, whole \\ud83d\\ude00 and a \\\\ud83d\",\"channelData\":{\"\\uDE00\":\"\\ud800\"}}";
        var answer = await server.PostAsync(Encoding.UTF8.GetBytes(body));
        Assert.Equal("1: cut \ufffd off, whole \U0001F600 and a \\ud83d", answer.Json.GetProperty("activities")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task What_is_no_text_is_refused()
    {
        await using var server = await BotServer.StartAsync();
        byte[] body = [.. Encoding.UTF8.GetBytes(Head), .. "\"channelData\":{\"x\":\""u8, 0xC3, 0x28, .. "\"}}"u8];
        Assert.Equal(400, (await server.PostAsync(body)).Status);
    }

    [Theory]
    [InlineData(256 * 1024, 200)]
    [InlineData((256 * 1024) + 1, 413)]
    public async Task A_body_has_a_largest_size_with_and_without_a_declared_length(int length, int status)
    {
        await using var server = await BotServer.StartAsync();
        var start = Head + "\"text\":\"";
        var body = Encoding.UTF8.GetBytes(start + new string('x', length - start.Length - 2) + "\"}");
        Assert.Equal(status, (await server.PostAsync(body)).Status);

        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StreamContent(new MemoryStream(body)) { Headers = { ContentType = new("application/json") } } };
        chunked.Headers.TransferEncodingChunked = true;
        using var answer = await server.Http.SendAsync(chunked, Ct);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("application/json", 200)]
    public async Task Only_json_is_taken_so_that_pages_of_others_cannot_post(string type, int status)
    {
        await using var server = await BotServer.StartAsync();
        using var content = new StringContent("""{"type":"message"}""", Encoding.UTF8, type);
        using var answer = await server.Http.PostAsync("/api/messages", content, Ct);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("GET", 200)]
    [InlineData("HEAD", 200)]
    [InlineData("PUT", 405)]
    [InlineData("DELETE", 405)]
    [InlineData("OPTIONS", 405)]
    public async Task Other_methods_are_harmless(string method, int status)
    {
        await using var server = await BotServer.StartAsync();
        using var answer = await server.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api/messages"), Ct);
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 405)
            Assert.Equal(["GET", "HEAD", "POST"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_stranger_is_refused_before_anything_is_stored()
    {
        await using var server = await BotServer.StartAsync();
        var message = server.Message("one", "hello");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        using var answer = await server.Http.SendAsync(request, Ct);
        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Equal(0, await server.Store.GetFeedPositionAsync(Ct));
    }

    [Fact]
    public async Task A_store_that_is_down_is_said_so_that_the_channel_sends_again()
    {
        var store = new BrokenStore();
        await using var server = await BotServer.StartAsync(services => services.AddSingleton<HelpDesk.Storage.IStore>(store));
        var answer = await server.PostAsync(server.Message("one", "hello"));
        Assert.Equal((503, "1"), (answer.Status, answer.Response.Headers.RetryAfter?.ToString()));
    }

    [Fact]
    public async Task When_too_many_wait_the_next_is_sent_away_and_a_plain_message_still_gets_in()
    {
        await using var server = await BotServer.StartAsync(services => services.Configure<MessagesOptions>(messages => messages.MaxWaiting = 1));
        var (entered, gate) = Hold(server);
        var waiting = server.PostAsync(BotServer.Waiting(server.Message("one", "hello")));
        await entered.WaitAsync(Ct);

        var away = await server.PostAsync(BotServer.Waiting(server.Message("two", "hello")));
        var plain = await server.PostAsync(server.Message("three", "hello"));
        gate.SetResult();

        Assert.Equal((503, true), (away.Status, away.Response.Headers.RetryAfter is not null));
        Assert.Equal((200, 200), (plain.Status, (await waiting).Status));
    }

    [Theory]
    [InlineData(1, 8000)]
    [InlineData(512, 1)]
    public async Task A_flood_is_told_to_come_back(int requests, int backlog)
    {
        await using var server = await BotServer.StartAsync(services => services.Configure<MessagesOptions>(messages => (messages.MaxRequests, messages.MaxBacklog) = (requests, backlog)));
        var (entered, gate) = Hold(server);
        var first = server.PostAsync(BotServer.Waiting(server.Message("one", "hello")));
        await entered.WaitAsync(Ct);

        var away = await server.PostAsync(server.Message("two", "hello"));
        gate.SetResult();

        Assert.Equal((503, true), (away.Status, away.Response.Headers.RetryAfter is not null));
        Assert.Equal(200, (await first).Status);
    }

    [Theory]
    [InlineData("webchat")]
    [InlineData("WebChat")]
    [InlineData("directline")]
    public async Task Nobody_reaches_a_conversation_of_our_own_web_chat(string channel)
    {
        await using var server = await DirectLineServer.StartAsync();
        var talk = await server.StartTalkAsync();
        using var content = new StringContent($$$"""{"type":"message","text":"psst","channelId":"{{{channel}}}","conversation":{"id":"{{{talk.Id}}}"},"from":{"id":"user1"}}""", Encoding.UTF8, "application/json");
        using var answer = await server.Http.PostAsync("/api/messages", content, Ct);
        await server.SayAsync(talk, "the end");
        using var socket = await SocketClient.OpenAsync(talk.Stream);
        await socket.UntilAsync(activity => SocketClient.TextOf(activity)?.EndsWith(": the end", StringComparison.Ordinal) == true);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.DoesNotContain(socket.Activities, activity => SocketClient.TextOf(activity)?.Contains("psst", StringComparison.Ordinal) == true);
    }

    private static (Task Entered, TaskCompletionSource Gate) Hold(BotServer server)
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Bot.Before = _ =>
        {
            entered.TrySetResult();
            return gate.Task;
        };
        return (entered.Task, gate);
    }
}
