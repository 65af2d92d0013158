using HelpDesk.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service.Workers;

/// <summary>Runs the worker whenever the feed moves or something is due.</summary>
internal sealed class WorkerLoop(DeskWorker worker, IStore store, TimeProvider time, ILogger<DeskWorker> log) : BackgroundService
{
    /// <summary>A lost signal costs no more than this.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _wake = new(0, 1);

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var listening = store.Listen(Signal.FeedTopic, _ => Wake());
        while (!stoppingToken.IsCancellationRequested)
            await WaitAsync(await StepAsync(stoppingToken), stoppingToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await worker.ReleaseAsync(cancellationToken);
        }
        catch (StoreException failure)
        {
            log.WorkersWait(failure.Message);
        }
    }

    private async Task<Instant> StepAsync(CancellationToken ct)
    {
        try
        {
            return await worker.StepAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return Instant.MaxValue;
        }
        catch (StoreException failure)
        {
            log.WorkersWait(failure.Message);
        }
#pragma warning disable CA1031 // The desk must not stand still because of one ticket: this is the boundary where any failure stops.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            log.WorkersStumbled(failure.GetType().Name, failure.StackTrace);
        }
        return Instant.MaxValue;
    }

    private async Task WaitAsync(Instant until, CancellationToken ct)
    {
        var left = until == Instant.MaxValue ? Poll : (until - time.GetCurrentInstant()).ToTimeSpan();
        if (left <= TimeSpan.Zero) return;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var woken = _wake.WaitAsync(enough.Token);
        await Task.WhenAny(woken, Task.Delay(left < Poll ? left : Poll, time, enough.Token));
        await enough.CancelAsync();
        await ((Task)woken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Wake()
    {
        try
        {
            if (_wake.CurrentCount == 0) _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Woken twice at once: it is awake.
        }
    }
}
