using HelpDesk.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>Keeps the projection current whenever the feed moves, and looks by itself because signals are lossy; so a list seldom has anything to wait for.</summary>
internal sealed class ProjectionLoop(Projection projection, IStore store, TimeProvider time, ILogger<Projection> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var wake = new FeedWake(store, time);
        while (!stoppingToken.IsCancellationRequested)
        {
            await StepAsync(stoppingToken);
            await wake.WaitAsync(Poll, stoppingToken);
        }
    }

    private async Task StepAsync(CancellationToken ct)
    {
        try
        {
            await projection.CatchUpAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (StoreException failure)
        {
            log.Waits(failure.Message);
        }
    }
}
