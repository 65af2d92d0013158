using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Tests.Channels.Messages;

/// <summary>What a channel is to the bot: takes its activities, each with the conversation that the address names.</summary>
internal sealed class FakeConnector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<JsonElement>> _taken = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    private FakeConnector(WebApplication app) => _app = app;

    /// <summary>With what each activity came that was taken; null for nothing.</summary>
    public ConcurrentQueue<string?> Authorizations { get; } = new();

    /// <summary>Others are refused with 401 and not taken.</summary>
    public Func<string?, bool> Accepts { get; set; } = _ => true;

    public string Url => $"{_app.Urls.First()}/connector";

    public static async Task<FakeConnector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var connector = new FakeConnector(app);
        app.MapPost("/connector/v3/conversations/{conversation}/activities/{replyTo?}", connector.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return connector;
    }

    public IReadOnlyList<string?> Texts(string conversation) =>
        [.. (_taken.TryGetValue(conversation, out var taken) ? taken : []).Select(activity => activity.TryGetProperty("text", out var text) ? text.GetString() : null)];

    public async Task UntilAsync(Func<bool> reached)
    {
        while (true)
        {
            Task news;
            lock (_lock)
                news = _news.Task;
            if (reached())
                return;
            await news.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult TakeAsync(string conversation, JsonElement activity, HttpRequest request)
    {
        var authorization = request.Headers.Authorization.Count == 0 ? null : request.Headers.Authorization.ToString();
        if (!Accepts(authorization))
            return Results.Unauthorized();
        Authorizations.Enqueue(authorization);
        _taken.GetOrAdd(Uri.UnescapeDataString(conversation), _ => []).Enqueue(activity.Clone());
        TaskCompletionSource news;
        lock (_lock)
            (news, _news) = (_news, new(TaskCreationOptions.RunContinuationsAsynchronously));
        news.SetResult();
        return Results.Json(new { id = $"taken-{Interlocked.Increment(ref _count)}" }, statusCode: 201);
    }
}
