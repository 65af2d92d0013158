using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.ChannelHost;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using HelpDesk.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Channels.DirectLine;

/// <summary>A conversation as a client holds it.</summary>
internal sealed record Talk(string Id, string Token, Uri Stream);

/// <summary>The server in this process, on a port and a folder of its own; it can be stopped and started again.</summary>
internal sealed class DirectLineServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Action<IServiceCollection>? _configure;
    private WebApplication? _app;
    private int _port;

    private DirectLineServer(ITurnHandler handler, TimeProvider time, Action<IServiceCollection>? configure)
    {
        Handler = handler;
        Time = time;
        _configure = configure;
    }

    public ITurnHandler Handler { get; }
    public TimeProvider Time { get; }
    public HttpClient Http { get; private set; } = null!;
    public string Folder => _folder.Path;
    public string Domain => $"{Http.BaseAddress}v3/directline";
    public IServiceProvider Services => _app!.Services;
    public IStore Store => Services.GetRequiredService<IStore>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DirectLineServer> StartAsync(
        ITurnHandler? handler = null, TimeProvider? time = null, Action<IServiceCollection>? configure = null)
    {
        var server = new DirectLineServer(handler ?? new EchoHandler(), time ?? TimeProvider.System, configure);
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync()
    {
        _app = await EchoHost.StartAsync(_folder.Path, _port, Handler, Time, _configure, Ct);
        var address = new Uri(_app.Urls.First());
        _port = address.Port;
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };
    }

    public async Task StopAsync()
    {
        Http.Dispose();
        await _app!.StopAsync(Ct);
        await _app.DisposeAsync();
        _app = null;
    }

    public async Task<Talk> StartTalkAsync(string user = "user1")
    {
        using var answer = await SendAsync(HttpMethod.Post, "conversations", EchoHost.Secret, new { user = new { id = user } });
        Assert.Equal(201, (int)answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        return new(body.GetProperty("conversationId").GetString()!, body.GetProperty("token").GetString()!, new(body.GetProperty("streamUrl").GetString()!));
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token, object? body = null) =>
        SendAsync(method, path, token, body is null ? null : JsonContent.Create(body));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/v3/directline/{path}") { Content = content };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Http.SendAsync(request, Ct);
    }

    public async Task<string> SayAsync(Talk talk, string text, string? clientActivityId = null)
    {
        using var answer = await SendAsync(HttpMethod.Post, $"conversations/{talk.Id}/activities", talk.Token, Message(text, clientActivityId));
        Assert.Equal(200, (int)answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetString()!;
    }

    public async Task<JsonElement> GetAsync(string path, string token)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, token);
        Assert.Equal(200, (int)answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    public static object Message(string text, string? clientActivityId = null) => new
    {
        type = "message",
        text,
        from = new { id = "somebody else", name = "Alice" },
        channelData = new { clientActivityID = clientActivityId ?? Guid.NewGuid().ToString("N") },
    };

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await StopAsync();
        _folder.Dispose();
    }
}
