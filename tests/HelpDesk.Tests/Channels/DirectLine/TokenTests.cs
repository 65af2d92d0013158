using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HelpDesk.ChannelHost;
using HelpDesk.Tests.Storage;

namespace HelpDesk.Tests.Channels.DirectLine;

public sealed class TokenTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_opens_its_own_conversation_only()
    {
        await using var server = await DirectLineServer.StartAsync();
        var mine = await server.StartTalkAsync();
        var other = await server.StartTalkAsync("user2");

        foreach (var path in new[] { "", "/activities" })
        {
            using var answer = await server.SendAsync(HttpMethod.Get, $"conversations/{other.Id}{path}", mine.Token);
            Assert.Equal(403, (int)answer.StatusCode);
        }

        Assert.Equal(403, await SocketClient.RefusalAsync(new(other.Stream.AbsoluteUri.Replace(other.Token, mine.Token, StringComparison.Ordinal))));
        Assert.Equal(401, await SocketClient.RefusalAsync(new(other.Stream.AbsoluteUri.Replace(other.Token, "nothing", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("tampered", 403)]
    [InlineData("alg none", 403)]
    [InlineData("wrong key", 403)]
    [InlineData("unknown key", 403)]
    [InlineData("garbled", 401)]
    [InlineData("none", 401)]
    public async Task A_token_that_was_not_made_here_is_refused(string how, int status)
    {
        await using var server = await DirectLineServer.StartAsync();
        var talk = await server.StartTalkAsync();
        var parts = talk.Token.Split('.');
        var token = how switch
        {
            "tampered" => $"{parts[0]}.{Encode(Decode(parts[1]).Replace("user1", "user2", StringComparison.Ordinal))}.{parts[2]}",
            "alg none" => $"{Encode("{\"alg\":\"none\",\"typ\":\"JWT\"}")}.{parts[1]}.",
            "wrong key" => Sign(parts[0], parts[1]),
            "unknown key" => Sign(Encode("{\"alg\":\"HS256\",\"kid\":\"other\"}"), parts[1]),
            "garbled" => "not.a.token",
            _ => null,
        };

        using var answer = await server.SendAsync(HttpMethod.Get, $"conversations/{talk.Id}/activities", token);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_token_can_be_refreshed_while_it_lives_and_not_afterwards()
    {
        var clock = new TestClock();
        await using var server = await DirectLineServer.StartAsync(time: clock);
        var talk = await server.StartTalkAsync();

        clock.Advance(TimeSpan.FromMinutes(29));
        using var refreshed = await server.SendAsync(HttpMethod.Post, "tokens/refresh", talk.Token);
        var body = await refreshed.Content.ReadFromJsonAsync<JsonElement>(Ct);
        clock.Advance(TimeSpan.FromMinutes(2));
        using var late = await server.SendAsync(HttpMethod.Post, "tokens/refresh", talk.Token);
        using var alive = await server.SendAsync(HttpMethod.Get, $"conversations/{talk.Id}/activities", body.GetProperty("token").GetString());

        Assert.Equal(1800, body.GetProperty("expires_in").GetInt32());
        Assert.Equal(403, (int)late.StatusCode);
        Assert.Equal("TokenExpired", (await late.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(200, (int)alive.StatusCode);
    }

    [Fact]
    public async Task Tokens_are_generated_with_the_secret_only_and_outlive_a_restart()
    {
        await using var server = await DirectLineServer.StartAsync();
        var talk = await server.StartTalkAsync();
        using var refused = await server.SendAsync(HttpMethod.Post, "tokens/generate", talk.Token);
        using var given = await server.SendAsync(HttpMethod.Post, "tokens/generate", EchoHost.Secret, new { User = new { Id = "dl_12345" } });
        var token = (await given.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("token").GetString()!;

        await server.StopAsync();
        await server.StartAgainAsync();
        using var started = await server.SendAsync(HttpMethod.Post, "conversations", token);
        using var again = await server.SendAsync(HttpMethod.Post, "conversations", token);

        Assert.Equal(403, (int)refused.StatusCode);
        Assert.Contains("dl_12345", Decode(token.Split('.')[1]), StringComparison.Ordinal);
        Assert.Equal(201, (int)started.StatusCode);
        Assert.Equal(200, (int)again.StatusCode);
    }

    private static string Sign(string header, string payload) =>
        $"{header}.{payload}.{Base64Url.EncodeToString(HMACSHA256.HashData(new byte[32], Encoding.UTF8.GetBytes($"{header}.{payload}")))}";

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Decode(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));
}
