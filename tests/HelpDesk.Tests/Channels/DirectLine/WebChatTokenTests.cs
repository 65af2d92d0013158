using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HelpDesk.Channels.DirectLine;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Channels.DirectLine;

public sealed class WebChatTokenTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_gets_exactly_what_it_needs_and_a_cookie_that_no_script_reads()
    {
        await using var server = await DirectLineServer.StartAsync();

        using var answer = await AskAsync(server);

        var body = await BodyAsync(answer);
        Assert.Equal(["token", "conversationId", "userId", "expires_in"], body.EnumerateObject().Select(field => field.Name));
        Assert.StartsWith("dl_", body.GetProperty("userId").GetString(), StringComparison.Ordinal);
        Assert.Equal(1800, body.GetProperty("expires_in").GetInt32());
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        foreach (var attribute in new[] { "httponly", "samesite=strict", "path=/webchat", "max-age=2592000" })
            Assert.Contains(attribute, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie.Split(';', 2)[1], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_cookie_finds_the_talk_again_and_a_new_talk_is_the_same_persons()
    {
        await using var server = await DirectLineServer.StartAsync();
        using var first = await AskAsync(server);
        var cookie = CookieOf(first);

        using var again = await AskAsync(server, cookie: cookie);
        using var fresh = await AskAsync(server, body: "{\"new\":true}", cookie: cookie);
        using var afterwards = await AskAsync(server, cookie: CookieOf(fresh));

        var (one, two, three, four) = (await TalkAsync(first), await TalkAsync(again), await TalkAsync(fresh), await TalkAsync(afterwards));
        Assert.Equal(one, two);
        Assert.Equal(one.User, three.User);
        Assert.NotEqual(one.Conversation, three.Conversation);
        Assert.Equal(three, four);
    }

    [Fact]
    public async Task A_cookie_is_no_token_and_a_token_is_no_cookie()
    {
        await using var server = await DirectLineServer.StartAsync();
        using var first = await AskAsync(server);
        var talk = await TalkAsync(first);
        var cookie = CookieOf(first);
        var token = (await BodyAsync(first)).GetProperty("token").GetString()!;

        using var asToken = await server.SendAsync(HttpMethod.Post, "tokens/refresh", cookie.Split('=', 2)[1]);
        using var asCookie = await AskAsync(server, cookie: $"{cookie.Split('=', 2)[0]}={token}");
        using var tampered = await AskAsync(server, cookie: $"{cookie[..^4]}AAAA");

        Assert.Equal(403, (int)asToken.StatusCode);
        Assert.NotEqual(talk.User, (await TalkAsync(asCookie)).User);
        Assert.NotEqual(talk.User, (await TalkAsync(tampered)).User);
    }

    [Theory]
    [InlineData(null, null, 200)]
    [InlineData("own", "same-origin", 200)]
    [InlineData("own", null, 200)]
    [InlineData(null, "none", 200)]
    [InlineData("https://help.example.com", "same-origin", 200)]
    [InlineData("https://elsewhere.example", "cross-site", 403)]
    [InlineData("https://elsewhere.example", null, 403)]
    [InlineData("https://elsewhere.example", "same-origin", 403)]
    [InlineData("own", "cross-site", 403)]
    [InlineData(null, "cross-site", 403)]
    [InlineData(null, "same-site", 403)]
    [InlineData("null", null, 403)]
    [InlineData("nonsense", null, 403)]
    public async Task Only_pages_of_this_site_are_answered(string? origin, string? fetchSite, int status)
    {
        await using var server = await DirectLineServer.StartAsync(configure: services =>
            services.Configure<DirectLineOptions>(options => options.PublicUrl = "https://help.example.com"));

        using var answer = await AskAsync(server, headers: headers =>
        {
            if (origin is not null)
                headers.Add("Origin", origin == "own" ? server.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) : origin);
            if (fetchSite is not null)
                headers.Add("Sec-Fetch-Site", fetchSite);
        });

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 200, answer.Headers.Contains("Set-Cookie"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        if (status == 200)
            Assert.Contains("secure", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "new=true", 415)]
    [InlineData("text/plain", "{}", 415)]
    [InlineData("application/json", "{", 400)]
    [InlineData("application/json", "", 200)]
    public async Task Only_JSON_is_taken_since_a_form_needs_no_leave_to_be_sent_from_elsewhere(string type, string body, int status)
    {
        await using var server = await DirectLineServer.StartAsync();

        using var answer = await AskAsync(server, body, type);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_body_over_1_KiB_is_refused()
    {
        await using var server = await DirectLineServer.StartAsync();

        using var answer = await AskAsync(server, $"{{\"filling\":\"{new string('x', 1024)}\"}}");

        Assert.Equal(413, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_way_in_can_be_closed_to_people_who_have_not_signed_in()
    {
        await using var server = await DirectLineServer.StartAsync(configure: services => services.Configure<WebChatOptions>(options => options.AllowAnonymous = false));

        using var answer = await AskAsync(server);

        Assert.Equal(403, (int)answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task One_address_gets_so_many_tokens_a_minute_and_is_told_when_to_come_back()
    {
        await using var server = await DirectLineServer.StartAsync(configure: services => services.Configure<WebChatOptions>(options => options.TokensPerMinute = 3));

        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await AskAsync(server);
            statuses.Add((int)answer.StatusCode);
        }

        using var refused = await AskAsync(server);
        Assert.Equal([200, 200, 200], statuses);
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter?.Delta ?? default, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }

    private static async Task<HttpResponseMessage> AskAsync(
        DirectLineServer server, string body = "{}", string type = "application/json", string? cookie = null, Action<HttpRequestHeaders>? headers = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webchat/token") { Content = new StringContent(body, Encoding.UTF8, type) };
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        headers?.Invoke(request.Headers);
        return await server.Http.SendAsync(request, Ct);
    }

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage answer) => JsonElement.Parse(await answer.Content.ReadAsStringAsync(Ct));

    private static async Task<(string? Conversation, string? User)> TalkAsync(HttpResponseMessage answer)
    {
        var body = await BodyAsync(answer);
        return (body.GetProperty("conversationId").GetString(), body.GetProperty("userId").GetString());
    }

    private static string CookieOf(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
}
