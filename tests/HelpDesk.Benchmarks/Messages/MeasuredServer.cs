using System.Globalization;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Messages;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Benchmarks.Messages;

/// <summary>A registered bot that says everything back. It validates tokens; prints its address, and on a line of input how much it has allocated.</summary>
internal static class MeasuredServer
{
    public static async Task RunAsync(string role, string folder, string metadata, CancellationToken ct)
    {
        // As the product does: the settings' watcher would else follow every write to a store below the caller's folder.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["MicrosoftAppId"] = BenchmarkToken.AppId,
            ["MicrosoftAppPassword"] = "never used: nobody logs in here",
            ["ToBotFromChannelOpenIdMetadataUrl"] = metadata,
        });
        builder.Services.AddSingleton<ITurnHandler, Echo>().AddSingleton<IConnectorTokens, KeptToken>();
        var store = await SqliteStore.OpenAsync(folder, StoreAccess.Host, TimeProvider.System, log: null, ct);
        builder.Services.AddSingleton<IStore>(_ => store);
        if (role == "protocol")
            builder.Services.AddSingleton<ITurnHost, NothingStored>();
        builder.Services.AddMessages(builder.Configuration).AddConnector();
        await using var app = builder.Build();
        app.MapMessages();
        await app.StartAsync(ct);
        Console.WriteLine(app.Urls.First());
        while (Console.ReadLine() is { Length: > 0 })
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalAllocatedBytes(precise: true)}"));
        await app.StopAsync(ct);
    }

    /// <summary>A login is once an hour and no part of a turn; its token is of the usual length.</summary>
    private sealed class KeptToken : IConnectorTokens
    {
        private static readonly ServiceAccess Access = new ServiceAccess.Bearer(new string('t', 1500));

        public ValueTask<ServiceAccess> AccessAsync(string serviceUrl, ConversationId? conversation, bool fresh, CancellationToken ct) => new(Access);
    }

    private sealed class Echo : ITurnHandler
    {
        public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken ct) =>
            Task.FromResult(TurnOutcome.Nothing with { Replies = [Reply.Text(turn.Activity.Text ?? "")] });
    }

    /// <summary>The protocol and nothing else: the reply is in the response.</summary>
    private sealed class NothingStored(ITurnHandler handler, TimeProvider time) : ITurnHost
    {
        public async ValueTask<TurnAnswer> ReceiveAsync(InboundActivity inbound, CancellationToken ct)
        {
            var activity = inbound.Activity;
            var turn = new Turn(new(activity.ChannelId!, activity.Conversation!.Id!), activity, null, NodaTime.Instant.FromDateTimeOffset(time.GetUtcNow()));
            var outcome = await handler.HandleAsync(turn, ct);
            return new TurnAnswer.Replied([.. outcome.Replies.Select(reply => reply.InReplyTo(activity))]);
        }
    }
}
