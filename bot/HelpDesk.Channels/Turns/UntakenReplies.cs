using HelpDesk.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Channels.Turns;

/// <summary>Ends the waits whose process has died: their replies go the channel's usual way.</summary>
internal sealed class UntakenReplies(IStore store, InlineReplies inline, TimeProvider time, IOptions<TurnOptions> options, ILogger<UntakenReplies> log) : BackgroundService
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
                await inline.WithdrawAsync(new(waiting.Channel, waiting.Id), waiting.Version, ct);
            if (page.Count < Page)
                return;
            after = page[^1].Key.Id;
        }
    }
}
