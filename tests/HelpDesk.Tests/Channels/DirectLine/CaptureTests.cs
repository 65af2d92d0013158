using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HelpDesk.Channels.DirectLine;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Channels.DirectLine;

/// <summary>Requests of the real Web Chat in a real browser, recorded against another server, sent to ours.</summary>
public sealed partial class CaptureTests
{
    private const string PageOrigin = "http://localhost:47310";
    private static readonly string[] NotReplayed = ["Host", "Connection", "Content-Length", "Accept-Encoding", "Authorization"];
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Requests => Named("webchat.GET.", "webchat.POST.");
    public static TheoryData<string> Preflights => Named("webchat.OPTIONS.");

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_captured_request_gets_the_status_that_it_got(string capture)
    {
        await using var server = await ServerAsync();
        var talk = await server.StartTalkAsync();
        var recorded = Read(capture);
        var token = capture.Contains("POST.conversations.201", StringComparison.Ordinal) ? await NewTokenAsync(server) : talk.Token;

        using var answer = await ReplayAsync(server, recorded, talk, token);

        Assert.Equal(recorded.GetProperty("status").GetInt32(), (int)answer.StatusCode);
        Assert.Equal([PageOrigin], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(["true"], answer.Headers.GetValues("Access-Control-Allow-Credentials"));
        var names = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Ct)).EnumerateObject().Select(field => field.Name).ToList();
        foreach (var field in recorded.GetProperty("resBody").EnumerateObject().Where(field => field.Name != "referenceGrammarId"))
            Assert.Contains(field.Name, names);
    }

    [Theory]
    [MemberData(nameof(Preflights))]
    public async Task A_captured_preflight_is_granted_to_an_allowed_origin_and_to_no_other(string capture)
    {
        await using var server = await ServerAsync();
        var talk = await server.StartTalkAsync();
        var recorded = Read(capture);

        using var granted = await ReplayAsync(server, recorded, talk, token: null);
        using var foreign = await ReplayAsync(server, recorded, talk, token: null, origin: "https://elsewhere.example");

        var asked = HeaderOf(recorded, "Access-Control-Request-Headers").Split(',');
        Assert.True(granted.IsSuccessStatusCode);
        Assert.Equal([PageOrigin], granted.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Empty(asked.Except(granted.Headers.GetValues("Access-Control-Allow-Headers").Single().Split(','), StringComparer.OrdinalIgnoreCase));
        Assert.Equal(["true"], granted.Headers.GetValues("Access-Control-Allow-Credentials"));
        Assert.False(foreign.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_captured_upgrade_opens_a_stream()
    {
        await using var server = await ServerAsync();
        var talk = await server.StartTalkAsync();
        using var socket = new ClientWebSocket();
        foreach (var name in new[] { "Origin", "User-Agent", "Pragma", "Cache-Control", "Accept-Language" })
            socket.Options.SetRequestHeader(name, HeaderOf(Read("webchat.WS-upgrade-stream.json"), name));

        await socket.ConnectAsync(talk.Stream, Ct);

        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task The_page_of_a_foreign_origin_may_not_read_even_an_error()
    {
        await using var server = await ServerAsync();

        using var allowed = await ErrorAsync(server, PageOrigin);
        using var foreign = await ErrorAsync(server, "https://elsewhere.example");

        Assert.Equal([401, 401], [(int)allowed.StatusCode, (int)foreign.StatusCode]);
        Assert.True(allowed.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(foreign.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static Task<DirectLineServer> ServerAsync() => DirectLineServer.StartAsync(configure: services =>
        services.Configure<DirectLineOptions>(options => options.AllowedOrigins.Add(PageOrigin)));

    private static async Task<HttpResponseMessage> ErrorAsync(DirectLineServer server, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v3/directline/conversations/x/activities");
        request.Headers.Add("Origin", origin);
        return await server.Http.SendAsync(request, Ct);
    }

    private static async Task<string> NewTokenAsync(DirectLineServer server)
    {
        using var answer = await server.SendAsync(HttpMethod.Post, "tokens/generate", HelpDesk.ChannelHost.EchoHost.Secret, new { user = new { id = "user1" } });
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(Ct)).GetProperty("token").GetString()!;
    }

    private static async Task<HttpResponseMessage> ReplayAsync(DirectLineServer server, JsonElement recorded, Talk talk, string? token, string? origin = null)
    {
        var url = ConversationInPath().Replace(recorded.GetProperty("url").GetString()!, $"/conversations/{talk.Id}");
        using var request = new HttpRequestMessage(new HttpMethod(recorded.GetProperty("method").GetString()!), url) { Content = ContentOf(recorded) };
        foreach (var header in recorded.GetProperty("headers").EnumerateArray())
        {
            var (name, value) = (header[0].GetString()!, header[1].GetString()!);
            if (!NotReplayed.Contains(name, StringComparer.OrdinalIgnoreCase) && !request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        if (origin is not null)
        {
            request.Headers.Remove("Origin");
            request.Headers.Add("Origin", origin);
        }

        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return await server.Http.SendAsync(request, Ct);
    }

    private static ByteArrayContent? ContentOf(JsonElement recorded) => recorded.GetProperty("body") switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } raw => new(Encoding.UTF8.GetBytes(raw)),
        { ValueKind: JsonValueKind.Object } json => new(Encoding.UTF8.GetBytes(json.GetRawText())),
        _ => null,
    };

    private static string HeaderOf(JsonElement recorded, string name) =>
        recorded.GetProperty("headers").EnumerateArray().First(header => string.Equals(header[0].GetString(), name, StringComparison.OrdinalIgnoreCase))[1].GetString()!;

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Channels", "captures");

    private static JsonElement Read(string capture) => JsonElement.Parse(File.ReadAllText(Path.Combine(Folder, capture)));

    private static TheoryData<string> Named(params string[] starts) =>
        [.. Directory.EnumerateFiles(Folder)
            .Select(path => Path.GetFileName(path))
            .Where(name => starts.Any(start => name.StartsWith(start, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)];

    [GeneratedRegex("/conversations/[^/?]+", RegexOptions.NonBacktracking)]
    private static partial Regex ConversationInPath();
}
