using System.Threading.Channels;
using HelpDesk.Handoff.Service.Projections;
using HelpDesk.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Handoff.Service.Live;

/// <summary>Tells this node's clients whenever the feed moves or somebody signals; looks at the feed by itself as well, because its signals are lossy.</summary>
internal sealed class LiveLoop(LiveAudience audience, LiveSignals signals, IStore store, HandoffOptions options, TimeProvider time, ILogger<LiveLoop> log) : BackgroundService
{
    private const int MostSignals = 1000;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        // Nobody connects to a node without the desk.
        if (!options.ServesDesk) return;
        await Task.WhenAll(FollowAsync(stoppingToken), PassSignalsAsync(stoppingToken));
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        using var wake = new FeedWake(store, time);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await audience.FollowAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (StoreException failure)
            {
                log.LiveWaits(failure.Message);
            }
            await wake.WaitAsync(Poll, ct);
        }
    }

    private async Task PassSignalsAsync(CancellationToken ct)
    {
        // Signals are worth nothing later: what cannot be passed on at once is dropped.
        var coming = Channel.CreateBounded<SentSignal>(new BoundedChannelOptions(MostSignals) { FullMode = BoundedChannelFullMode.DropOldest });
        using var hearing = signals.Hear(sent => coming.Writer.TryWrite(sent));
        try
        {
            await foreach (var sent in coming.Reader.ReadAllAsync(ct))
                await audience.TellAsync(sent, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
