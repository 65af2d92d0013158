using HelpDesk.Channels.Nodes;
using HelpDesk.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Channels.Turns;

/// <summary>Ends the waits whose process has died: their replies go the channel's usual way. Each conversation's home does so.</summary>
internal sealed class UntakenReplies(IStore store, InlineReplies inline, NodeMap map, TimeProvider time, IOptions<TurnOptions> options, ILogger<UntakenReplies> log) : BackgroundService
{
    // Who waits gives up by itself at its time; this is for those who cannot any more.
    private static readonly Duration Grace = Duration.FromSeconds(5);
    private const int Page = 256;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (StoreException failure)
            {
                log.SweepFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        string? after = null;
        while (true)
        {
            var now = Instant.FromDateTimeOffset(time.GetUtcNow());
            var page = await store.ListAsync(TurnDocuments.WaitingCollection, after, Page, now, ct);
            foreach (var waiting in page.Select(InlineReplies.Read).Where(waiting => Instant.FromUnixTimeMilliseconds(waiting.Until) + Grace < now))
            {
                var conversation = new ConversationId(waiting.Channel, waiting.Id);
                if (map.IsHome(conversation.ToString()))
                    await inline.WithdrawAsync(conversation, waiting.Version, ct);
            }

            if (page.Count < Page)
                return;
            after = page[^1].Key.Id;
        }
    }
}
