using HelpDesk.Handoff.Service.Leases;
using HelpDesk.Storage;

namespace HelpDesk.Bot.Persons;

/// <summary>Forgets what is due once an hour, on the node that runs the desk's workers.</summary>
internal sealed class RetentionLoop(RetentionWorker worker, RetentionOptions options, LeaseKeeper lease, TimeProvider time, ILogger<RetentionLoop> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (!options.IsOn) return;
        using var timer = new PeriodicTimer(Look, time);
        DateTimeOffset next = default;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (lease.Fence is not { } fence || time.GetUtcNow() < next) continue;
            if (await StepAsync(fence, stoppingToken)) next = time.GetUtcNow() + Every;
        }
    }

    /// <summary>False where it has to be tried again soon.</summary>
    private async Task<bool> StepAsync(Check fence, CancellationToken ct)
    {
        try
        {
            if (await worker.StepAsync(fence, ct) is not { } report) return false;
            if (report != new RetentionReport(0, 0, 0)) log.Forgotten(report.Events, report.Tickets, report.Files);
            return true;
        }
        catch (StoreException failure)
        {
            log.RetentionWaits(failure.Message);
            return false;
        }
    }
}
