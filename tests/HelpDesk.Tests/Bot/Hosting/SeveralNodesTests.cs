using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using HelpDesk.Tests.Storage;
using HelpDesk.Tests.Storage.Redis;

namespace HelpDesk.Tests.Bot.Hosting;

/// <summary>The real program, twice, on one real Redis and one folder.</summary>
public sealed class SeveralNodesTests : IAsyncLifetime
{
    private const string Mia = "mia@example.com";
    private const string Password = "correct horse battery";
    private readonly HelpDeskProgram _program = new();
    private RedisServer _redis = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task What_one_node_wrote_or_signed_counts_on_the_other()
    {
        // Both at once, on an empty store: they make the keys, the account and the articles together.
        var nodes = await Task.WhenAll(HostAsync(), HostAsync());
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new() });
        using var signedIn = await browser.PostAsJsonAsync(new Uri(nodes[0], "account/sign-in"), new { email = Mia, password = Password }, Ct);
        var me = await browser.GetFromJsonAsync<JsonElement>(new Uri(nodes[1], "account/me"), Ct);
        Assert.Equal(Mia, me.GetProperty("email").GetString());

        var token = await TokenAsync(nodes[0]);
        using var other = new HttpClient { BaseAddress = nodes[1] };
        other.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var started = await other.PostAsJsonAsync("v3/directline/conversations", new { }, Ct);
        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
    }

    [Fact]
    public async Task An_article_that_a_command_brings_in_is_found_on_every_node()
    {
        var nodes = await Task.WhenAll(HostAsync(), HostAsync());
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "quokka.md"), """
            ---
            id: quokka-badge
            title: Renew your quokka enclosure badge
            summary: How to renew the badge of the quokka enclosure.
            category: how-to
            state: published
            ---
            ## Steps
            1. Open the quokka portal.
            2. Choose Renew badge.
            """, Ct);
        var (code, _, error) = await _program.RunAsync(["kb", "import", folder.Path, .. Shared]);
        Assert.True(code == 0, error);

        foreach (var node in nodes)
        {
            using var http = new HttpClient { BaseAddress = node };
            while (!await IsSuggestedAsync(http, "quokka badge", "quokka enclosure"))
                Assert.False(Ct.IsCancellationRequested);
        }
    }

    [Fact]
    public async Task A_node_that_is_told_to_stop_says_so_and_serves_on_until_its_notice_is_over()
    {
        var node = await HostAsync("--Nodes:Notice=00:05:00");
        using var http = new HttpClient { BaseAddress = node };
        await using var talk = await DirectLineTalk.StartAsync(node, Ct);
        await _program.TellToStopAsync(0);
        while (await ReadyAsync(http) is var ready && ready != (HttpStatusCode.ServiceUnavailable, "not ready: the node stops"))
            Assert.Equal((HttpStatusCode.OK, "ready"), ready);

        Assert.Contains("vpn", (await talk.AskAsync("my vpn drops every five minutes", Ct)).GetRawText(), StringComparison.OrdinalIgnoreCase);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new UriBuilder(new Uri(node, "v3/directline/conversations/x/stream")) { Scheme = "ws" }.Uri, Ct));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, socket.HttpStatusCode);
    }

    [Fact]
    public async Task A_node_of_the_desk_serves_no_channel_and_takes_no_conversation()
    {
        var desk = await HostAsync("--role=desk");
        var bot = await HostAsync("--role=bot");
        using var http = new HttpClient { BaseAddress = desk };
        foreach (var path in (string[])["api/messages", "v3/directline/conversations", "webchat/token"])
        {
            using var answer = await http.PostAsJsonAsync(path, new { }, Ct);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }

        // With half of them at home on the desk's node, hardly ever all would be answered.
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            await using var talk = await DirectLineTalk.StartAsync(bot, Ct);
            await talk.AskAsync("my vpn drops every five minutes", Ct);
        }));
        Assert.Equal((HttpStatusCode.OK, "ready"), await ReadyAsync(http));
    }

    private string[] Shared => [$"--Store:Redis={_redis.Connection}", $"--Secrets:Key={Convert.ToBase64String(new byte[32])}"];

    private async Task<Uri> HostAsync(params string[] settings) =>
        (await _program.HostAsync([.. Shared, $"--Accounts:BootstrapAdmin:Email={Mia}", $"--Accounts:BootstrapAdmin:Password={Password}", .. settings])).Url;

    private static async Task<string> TokenAsync(Uri node)
    {
        using var http = new HttpClient { BaseAddress = node };
        using var answer = await http.PostAsJsonAsync("webchat/token", new { }, Ct);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("token").GetString()!;
    }

    // Asking this often may be too often for a moment.
    private static async Task<bool> IsSuggestedAsync(HttpClient http, string typed, string title)
    {
        using var answer = await http.GetAsync($"kb/suggest?q={Uri.EscapeDataString(typed)}", Ct);
        return answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync(Ct)).Contains(title, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Text)> ReadyAsync(HttpClient http)
    {
        using var response = await http.GetAsync("health/ready", Ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Ct));
    }
}
