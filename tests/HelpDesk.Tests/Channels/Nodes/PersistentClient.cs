using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using HelpDesk.ChannelHost;
using HelpDesk.Tests.Channels.DirectLine;

namespace HelpDesk.Tests.Channels.Nodes;

/// <summary>What clients and channels do when a server dies under them: they try the same again until it is acknowledged.</summary>
internal sealed class PersistentClient(Uri address) : IDisposable
{
    private const int Connections = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = Connections }) { BaseAddress = address, Timeout = Patience };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<Talk> StartTalkAsync()
    {
        var body = await SendAsync(HttpMethod.Post, "/v3/directline/conversations", EchoHost.Secret, """{"user":{"id":"user1"}}""");
        return Read(body);
    }

    public Task SayAsync(Talk talk, string text) => SendAsync(
        HttpMethod.Post, $"/v3/directline/conversations/{talk.Id}/activities", talk.Token,
        $$$"""{"type":"message","text":"{{{text}}}","from":{"id":"user1"},"channelData":{"clientActivityID":"{{{text}}}"}}""");

    /// <summary>As a channel posts what a person said; the answers go to <paramref name="connector"/>.</summary>
    public Task PostAsync(string connector, string conversation, string text) => SendAsync(
        HttpMethod.Post, "/api/messages", null,
        $$$"""
        {"type":"message","id":"{{{conversation}}}-{{{text}}}","text":"{{{text}}}","channelId":"msteams","serviceUrl":"{{{connector}}}","from":{"id":"user"},"recipient":{"id":"bot"},
        "conversation":{"id":"{{{conversation}}}","conversationType":"personal","tenantId":"tenant-of-{{{conversation}}}"}}
        """);

    /// <summary>Follows a talk over its socket, with a new one from where it was whenever one breaks, until <paramref name="last"/> is said.</summary>
    /// <returns>All texts in the order in which they were shown, each with whether the person said it.</returns>
    public async Task<List<(bool IsPerson, string Text)>> FollowAsync(Talk talk, string last)
    {
        var shown = new List<(bool IsPerson, string Text)>();
        for (var watermark = ""; ;)
        {
            var stream = Read(await SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{talk.Id}?watermark={watermark}", talk.Token, null)).Stream;
            try
            {
                using var socket = await SocketClient.OpenAsync(stream);
                while (await socket.FrameAsync() is { } frame)
                {
                    watermark = frame.GetProperty("watermark").GetString()!;
                    shown.AddRange(frame.GetProperty("activities").EnumerateArray().Where(activity => activity.GetProperty("type").ValueEquals("message"))
                        .Select(activity => (activity.GetProperty("from").GetProperty("id").ValueEquals("user1"), SocketClient.TextOf(activity)!)));
                    if (shown.Exists(one => one.Text == last))
                        return shown;
                }
            }
            catch (WebSocketException)
            {
                // Its node has gone: the next one goes on.
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> SendAsync(HttpMethod method, string path, string? token, string? json)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            try
            {
                using var answer = await _http.SendAsync(request, Ct);
                if (answer.IsSuccessStatusCode)
                    return await answer.Content.ReadAsStringAsync(Ct);
                Assert.Equal(503, (int)answer.StatusCode);
            }
            catch (HttpRequestException)
            {
                // Nobody knows whether it was taken.
            }
        }
    }

    private static Talk Read(string body)
    {
        var json = JsonElement.Parse(body);
        return new(json.GetProperty("conversationId").GetString()!, json.GetProperty("token").GetString()!, new(json.GetProperty("streamUrl").GetString()!));
    }
}
