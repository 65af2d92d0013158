using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.DirectLine;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using HelpDesk.Storage.Secrets;
using HelpDesk.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HelpDesk.ChannelHost;

/// <summary>A real server with the channels, the embedded store and an <see cref="ITurnHandler"/>; nothing of a help desk.</summary>
public static class EchoHost
{
    public const string Secret = "a secret for tests";

    /// <summary>Every host of the tests has the same operator's key.</summary>
    public static SecretBox Box { get; } = new(new byte[SecretBox.KeyBytes]);

    /// <summary>Takes an activity as a connector channel would send it, past every check: 202 once it is stored.</summary>
    public const string ReceivePath = "/test/receive";

    /// <param name="port">0 takes a free one.</param>
    public static async Task<WebApplication> StartAsync(
        string folder, int port, ITurnHandler handler, TimeProvider time, Action<IServiceCollection>? configure, CancellationToken ct) =>
        await StartAsync(await SqliteStore.OpenAsync(folder, StoreAccess.Host, time, log: null, ct), isShared: false, folder, port, handler, time, configure, ct);

    /// <param name="store">The host's from now on.</param>
    /// <param name="isShared">Other hosts may have the same store.</param>
    public static async Task<WebApplication> StartAsync(
        IStore store, bool isShared, string folder, int port, ITurnHandler handler, TimeProvider time, Action<IServiceCollection>? configure, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSingleton<IStore>(_ => store);
        builder.Services.AddSingleton(Box);
        builder.Services.AddSingleton(handler);
        builder.Services.AddSingleton(time);
        builder.Services.AddNodes(isShared, works: static _ => true);
        builder.Services.AddDirectLine(options =>
        {
            options.BlobFolder = Path.Combine(folder, "blobs");
            options.Secrets.Add(Secret);
        });
        builder.Services.AddMessages(builder.Configuration);
        builder.Services.AddConnector();
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapDirectLine();
        app.MapMessages();
        app.MapPost(ReceivePath, ReceiveAsync);
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return app;
    }

    private static async Task<IResult> ReceiveAsync(HttpRequest request, TurnQueue queue, CancellationToken ct)
    {
        var activity = await JsonSerializer.DeserializeAsync(request.Body, ActivityJson.Default.Activity, ct);
        await queue.ReceiveAsync(new(activity!.ChannelId!, activity.Conversation!.Id!), activity, activity.Id, ct);
        return Results.Accepted();
    }
}
