using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Tests.Channels.Authentication;

/// <summary>An OpenID provider on a port of its own: metadata and keys under any name; keys may change and it may fail while it runs.</summary>
internal sealed class OpenIdServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, JsonNode[]> _keys = new(StringComparer.Ordinal);
    private int _fetches;

    private OpenIdServer(WebApplication app) => _app = app;

    /// <summary>How often metadata was asked for.</summary>
    public int Fetches => Volatile.Read(ref _fetches);

    /// <summary>Answers 503 to everything.</summary>
    public bool IsDown { get; set; }

    /// <summary>What the keys' address answers instead of keys.</summary>
    public string? Instead { get; set; }

    /// <summary>Answers wait for this.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public static async Task<OpenIdServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new OpenIdServer(app);
        app.MapGet("/{name}/metadata", server.MetadataAsync);
        app.MapGet("/{name}/keys", (string name) => server.IsDown ? Results.StatusCode(503) : Results.Text(server.Instead ?? server.KeysOf(name), "application/json"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public string Metadata(string name) => $"{_app.Urls.First()}/{name}/metadata";

    public void Publish(string name, params JsonNode[] keys) => _keys[name] = keys;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> MetadataAsync(string name)
    {
        Interlocked.Increment(ref _fetches);
        await Gate;
        return IsDown ? Results.StatusCode(503) : Results.Json(new { issuer = "https://somebody.example", jwks_uri = $"{_app.Urls.First()}/{name}/keys" });
    }

    private string KeysOf(string name) => new JsonObject { ["keys"] = new JsonArray([.. _keys.GetValueOrDefault(name, []).Select(key => key.DeepClone())]) }.ToJsonString();
}
