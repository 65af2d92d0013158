using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Tests.Channels.Connector;

/// <param name="Target">Path and query as they came over the wire.</param>
internal sealed record ConnectorRequest(string Method, string Target, JsonElement Body, string? Authorization, string UserAgent)
{
    public string? Text => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("text", out var text) ? text.GetString() : null;

    public string Conversation => Uri.UnescapeDataString(Target.Split('/')[3]);
}

/// <summary>A channel's connector on this machine, which notes what it gets and fails on order.</summary>
internal sealed class TestConnector : IAsyncDisposable
{
    public delegate Task Answer(HttpContext http);

    private readonly Channel<ConnectorRequest> _requests = Channel.CreateUnbounded<ConnectorRequest>();
    private readonly ConcurrentQueue<Answer> _orders = new();
    private WebApplication? _app;
    private int _port;
    private int _ids;

    public string ServiceUrl => $"http://127.0.0.1:{_port}/connector";

    /// <summary>Asked before the orders: what a conversation gets while it is wanted to fail.</summary>
    public Func<ConnectorRequest, Answer?> Rule { get; set; } = _ => null;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<TestConnector> StartAsync()
    {
        var connector = new TestConnector();
        await connector.StartAgainAsync();
        return connector;
    }

    public async Task StartAgainAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{_port}");
        _app = builder.Build();
        _app.Run(HandleAsync);
        await _app.StartAsync(Ct);
        _port = new Uri(_app.Urls.First()).Port;
    }

    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _app, null) is not { } app)
            return;
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    /// <summary>The next request is answered like this, the one after it like the next order, and then all is well again.</summary>
    public void Order(params Answer[] answers)
    {
        foreach (var answer in answers)
            _orders.Enqueue(answer);
    }

    public async Task<ConnectorRequest> NextAsync() => await _requests.Reader.ReadAsync(Ct);

    public async Task<ConnectorRequest[]> NextAsync(int count)
    {
        var requests = new ConnectorRequest[count];
        for (var i = 0; i < count; i++)
            requests[i] = await NextAsync();
        return requests;
    }

    public bool HasMore => _requests.Reader.TryPeek(out _);

    public static Answer Status(int status, string? retryAfter = null, string body = """{"error":{"code":"OnOrder","message":"as you wished"}}""") => async http =>
    {
        http.Response.StatusCode = status;
        if (retryAfter is not null)
            http.Response.Headers.RetryAfter = retryAfter;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(body);
    };

    public static Answer Reset { get; } = http =>
    {
        http.Abort();
        return Task.CompletedTask;
    };

    public static Answer Silence { get; } = async http =>
    {
        var gone = new TaskCompletionSource();
        await using var registration = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    };

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task HandleAsync(HttpContext http)
    {
        var request = await ReadAsync(http);
        _requests.Writer.TryWrite(request);
        if (Rule(request) is { } rule)
            await rule(http);
        else if (_orders.TryDequeue(out var order))
            await order(http);
        else
            await WellAsync(http, request);
    }

    private static async Task<ConnectorRequest> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        return new(
            http.Request.Method, http.Features.Get<IHttpRequestFeature>()!.RawTarget["/connector".Length..],
            body.Length == 0 ? default : JsonElement.Parse(body.ToArray()), http.Request.Headers.Authorization, http.Request.Headers.UserAgent.ToString());
    }

    // As the Agents Playground answers: an id for what is shown, nothing for typing.
    private Task WellAsync(HttpContext http, ConnectorRequest request)
    {
        var typing = request.Body.ValueKind == JsonValueKind.Object && request.Body.TryGetProperty("type", out var type) && type.ValueEquals("typing");
        http.Response.StatusCode = typing ? 202 : request.Method == "POST" ? 201 : 200;
        return typing ? Task.CompletedTask : http.Response.WriteAsync($$"""{"id":"{{1_000 + Interlocked.Increment(ref _ids)}}"}""");
    }
}
