using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using HelpDesk.ChannelHost;
using HelpDesk.Channels.DirectLine;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Channels.DirectLine;

public sealed class ActivityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_person_says_is_shown_before_the_reply_with_what_only_the_server_knows()
    {
        await using var server = await DirectLineServer.StartAsync();
        var talk = await server.StartTalkAsync();
        var id = await server.SayAsync(talk, "hello", "client-1");
        using var socket = await SocketClient.OpenAsync(talk.Stream);
        await socket.UntilTextAsync("1: hello");

        var said = socket.Activities.Where(activity => activity.GetProperty("type").GetString() == "message").ToList();
        Assert.Equal(["welcome", "hello", "1: hello"], said.Select(SocketClient.TextOf).Order(StringComparer.Ordinal).Reverse());
        var own = said.Single(activity => SocketClient.TextOf(activity) == "hello");
        Assert.Equal(id, own.GetProperty("id").GetString());
        Assert.Equal("client-1", own.GetProperty("channelData").GetProperty("clientActivityID").GetString());
        Assert.Equal("user1", own.GetProperty("from").GetProperty("id").GetString());
        Assert.Equal("Alice", own.GetProperty("from").GetProperty("name").GetString());
        Assert.Equal("helpdesk", own.GetProperty("recipient").GetProperty("id").GetString());
        Assert.Equal("webchat", own.GetProperty("channelId").GetString());
        Assert.True(said.IndexOf(own) < said.FindIndex(activity => SocketClient.TextOf(activity) == "1: hello"));
        Assert.DoesNotContain(socket.Activities, activity => activity.GetProperty("type").GetString() == "conversationUpdate");
    }

    [Fact]
    public async Task The_same_send_twice_is_stored_once_and_answered_with_the_same_id()
    {
        await using var server = await DirectLineServer.StartAsync();
        var talk = await server.StartTalkAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => server.SayAsync(talk, "once", "same")));
        await server.SayAsync(talk, "last");
        using var socket = await SocketClient.OpenAsync(talk.Stream);
        await socket.UntilTextAsync("2: last");

        Assert.Single(ids.Distinct(StringComparer.Ordinal));
        Assert.Single(socket.Activities, activity => SocketClient.TextOf(activity) == "once");
    }

    [Fact]
    public async Task Parallel_posts_to_one_conversation_are_answered_in_the_order_in_which_they_are_shown()
    {
        await using var server = await DirectLineServer.StartAsync();
        var talk = await server.StartTalkAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => server.SayAsync(talk, $"m{i}")));
        using var socket = await SocketClient.OpenAsync(talk.Stream);
        await socket.UntilAsync(activity => SocketClient.TextOf(activity)?.StartsWith("40: ", StringComparison.Ordinal) == true);

        var texts = socket.Activities.Select(SocketClient.TextOf).OfType<string>().Where(text => text != "welcome").ToList();
        var asked = texts.Where(text => text.StartsWith('m')).ToList();
        Assert.Equal(asked.Select((text, i) => $"{i + 1}: {text}"), texts.Where(text => !text.StartsWith('m')));
        Assert.Equal(80, texts.Count);
    }

    [Fact]
    public async Task A_message_that_always_fails_gets_one_apology_and_the_talk_goes_on()
    {
        await using var server = await DirectLineServer.StartAsync(configure: services =>
            services.Configure<HelpDesk.Channels.Turns.TurnOptions>(options => options.FirstWait = TimeSpan.FromMilliseconds(10)));
        var talk = await server.StartTalkAsync();

        await server.SayAsync(talk, "poison");
        await server.SayAsync(talk, "after");
        using var socket = await SocketClient.OpenAsync(talk.Stream);
        await socket.UntilTextAsync("1: after");

        Assert.Single(socket.Activities, activity => SocketClient.TextOf(activity)?.StartsWith("Sorry", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("{\"type\":\"message\",", 400)]
    [InlineData("[]", 400)]
    [InlineData("null", 400)]
    [InlineData("", 400)]
    [InlineData("{\"text\":\"no type\"}", 400)]
    [InlineData("{\"type\":\"conversationUpdate\"}", 400)]
    [InlineData("{\"type\":\"message\",\"localTimestamp\":\"yesterday\"}", 400)]
    [InlineData("{\"type\":\"somethingNew\"}", 200)]
    [InlineData("{\"type\":\"message\",\"text\":\"a\\u0000b\\u0007c\"}", 200)]
    [InlineData("{\"type\":\"message\",\"text\":\"\\ud800\"}", 400)]
    [InlineData("{\"type\":\"message\",\"value\":\"\\ud800\"}", 400)]
    public async Task A_body_is_taken_or_refused_and_the_conversation_lives_on(string body, int status)
    {
        await using var server = await DirectLineServer.StartAsync();
        var talk = await server.StartTalkAsync();

        using var answer = await PostAsync(server, talk, body);
        await server.SayAsync(talk, "still here");
        using var socket = await SocketClient.OpenAsync(talk.Stream);
        await socket.UntilAsync(activity => SocketClient.TextOf(activity)?.EndsWith(": still here", StringComparison.Ordinal) == true);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.DoesNotContain(socket.Activities, activity => SocketClient.TextOf(activity)?.Any(c => char.IsControl(c)) == true);
    }

    [Theory]
    [InlineData("300 KiB", 413)]
    [InlineData("20 MB", 413)]
    [InlineData("NUL bytes", 400)]
    [InlineData("broken UTF-8", 400)]
    public async Task A_refused_body_stores_nothing_and_leaves_the_conversation_usable(string what, int status)
    {
        await using var server = await DirectLineServer.StartAsync();
        var talk = await server.StartTalkAsync();
        var before = await SettledAsync(server, talk);

        using var answer = await server.SendAsync(HttpMethod.Post, $"conversations/{talk.Id}/activities", talk.Token, Refused(what));
        var after = await server.Store.GetStreamVersionAsync(new($"conversation/webchat/{talk.Id}"), Ct);
        await server.SayAsync(talk, "still here");

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 413 ? "MessageSizeTooBig" : "BadSyntax", (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task After_a_refused_body_the_same_connection_goes_on()
    {
        await using var server = await DirectLineServer.StartAsync();
        var talk = await server.StartTalkAsync();
        var connections = 0;
        using var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 1,
            ConnectCallback = async (to, ct) =>
            {
                connections++;
                var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await tcp.ConnectAsync(to.DnsEndPoint, ct);
                return new NetworkStream(tcp, ownsSocket: true);
            },
        };
        using var http = new HttpClient(handler) { BaseAddress = server.Http.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", talk.Token);

        using var large = await http.PostAsync($"/v3/directline/conversations/{talk.Id}/activities", Refused("300 KiB"), Ct);
        using var broken = await http.PostAsync($"/v3/directline/conversations/{talk.Id}/activities", Refused("NUL bytes"), Ct);
        using var good = await http.PostAsJsonAsync($"/v3/directline/conversations/{talk.Id}/activities", DirectLineServer.Message("hello"), Ct);

        Assert.Equal([413, 400, 200], [(int)large.StatusCode, (int)broken.StatusCode, (int)good.StatusCode]);
        Assert.Equal(1, connections);
    }

    [Fact]
    public async Task Deep_JSON_is_refused_with_400()
    {
        await using var server = await DirectLineServer.StartAsync();
        var talk = await server.StartTalkAsync();

        using var answer = await PostAsync(server, talk, $"{{\"type\":\"message\",\"value\":{new string('[', 10_000)}{new string(']', 10_000)}}}");

        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Too_many_posts_are_answered_with_429_and_a_time_to_wait()
    {
        await using var server = await DirectLineServer.StartAsync(configure: services => services.Configure<DirectLineOptions>(options =>
        {
            options.PostBurst = 2;
            options.PostsPerSecond = 1;
        }));
        var talk = await server.StartTalkAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => PostAsync(server, talk, "{\"type\":\"event\",\"name\":\"x\"}")));

        var refused = answers.Where(answer => (int)answer.StatusCode == 429).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.True(answer.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData("GET", "conversations/unknown", 404)]
    [InlineData("GET", "conversations/unknown/activities", 404)]
    [InlineData("POST", "conversations/unknown/activities", 404)]
    [InlineData("POST", "conversations/unknown/upload", 404)]
    [InlineData("GET", "conversations/a%20b", 404)]
    [InlineData("GET", "conversations/{id}/activities?watermark=x", 400)]
    [InlineData("GET", "conversations/{id}?watermark=-1", 400)]
    [InlineData("GET", "conversations/{id}/activities?watermark=999999", 200)]
    [InlineData("GET", "conversations/{id}/stream", 400)]
    [InlineData("POST", "conversations/{id}/upload", 400)]
    [InlineData("POST", "tokens/refresh", 400)]
    [InlineData("GET", "session/getsessionid", 200)]
    public async Task Each_address_answers_with_its_status(string method, string path, int status)
    {
        await using var server = await DirectLineServer.StartAsync();
        var talk = await server.StartTalkAsync();

        using var answer = await server.SendAsync(new HttpMethod(method), path.Replace("{id}", talk.Id, StringComparison.Ordinal), EchoHost.Secret);

        Assert.Equal(status, (int)answer.StatusCode);
        if (status >= 400)
            Assert.NotEmpty((await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("error").GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Reconnecting_resumes_after_the_watermark_and_starts_over_without_one()
    {
        await using var server = await DirectLineServer.StartAsync();
        var talk = await server.StartTalkAsync();
        using var first = await SocketClient.OpenAsync(talk.Stream);
        await server.SayAsync(talk, "one");
        await first.UntilTextAsync("1: one");
        await server.SayAsync(talk, "two");

        var resumed = await server.GetAsync($"conversations/{talk.Id}?watermark={first.Watermark}", talk.Token);
        using var rest = await SocketClient.OpenAsync(new(resumed.GetProperty("streamUrl").GetString()!));
        await rest.UntilTextAsync("2: two");
        var again = await server.GetAsync($"conversations/{talk.Id}?watermark=", talk.Token);
        using var all = await SocketClient.OpenAsync(new(again.GetProperty("streamUrl").GetString()!));
        await all.UntilTextAsync("2: two");

        Assert.DoesNotContain(rest.Activities, activity => SocketClient.TextOf(activity)?.Contains("one", StringComparison.Ordinal) == true);
        Assert.Contains(all.Activities, activity => SocketClient.TextOf(activity) == "1: one");
    }

    // The greeting has come: nothing more will, unless somebody speaks.
    private static async Task<long> SettledAsync(DirectLineServer server, Talk talk)
    {
        using var socket = await SocketClient.OpenAsync(talk.Stream);
        await socket.UntilTextAsync("welcome");
        return long.Parse(socket.Watermark, CultureInfo.InvariantCulture);
    }

    private static HttpContent Refused(string what)
    {
        var content = new ByteArrayContent(what switch
        {
            "NUL bytes" => [.. "{\"type\":\"message\",\"text\":\"a"u8, 0, 0, .. "\"}"u8],
            "broken UTF-8" => [.. "{\"type\":\"message\",\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8],
            "20 MB" => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { type = "message", text = new string('x', 20_000_000) })),
            _ => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { type = "message", text = new string('x', 300 * 1024) })),
        });
        content.Headers.ContentType = new("application/json");
        return content;
    }

    private static Task<HttpResponseMessage> PostAsync(DirectLineServer server, Talk talk, string body) =>
        server.SendAsync(HttpMethod.Post, $"conversations/{talk.Id}/activities", talk.Token, new StringContent(body, Encoding.UTF8, "application/json"));
}
