using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Service.Webhooks;
using HelpDesk.Handoff.Service.Workers;
using HelpDesk.Handoff.Service.Leases;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service;

/// <summary>Keeps today's policy in the store, lets every listener of the ledger hear it from its beginning, and starts the workers where they belong.</summary>
internal sealed class HandoffStart(
    IStore store, PolicyBook policies, Ledger ledger, ITicketLists lists, DeskWorker worker, WebhookWorker webhooks, LeaseKeeper lease, HandoffOptions options,
    TimeProvider time, ILogger<DeskWorker> log, ILogger<WebhookWorker> webhookLog) : IHostedService, IDisposable
{
    private readonly WorkerLoop _workers = new(worker, store, time, log);
    private readonly WebhookLoop _webhooks = new(webhooks, lease, time, webhookLog);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lists);
        await policies.KeepAsync(store, time.GetCurrentInstant(), cancellationToken);
        if (!options.ServesDesk)
        {
            // Nobody drains it here.
            ledger.Remove(worker);
            return;
        }
        await _workers.StartAsync(cancellationToken);
        await _webhooks.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!options.ServesDesk) return;
        await _webhooks.StopAsync(cancellationToken);
        await _workers.StopAsync(cancellationToken);
    }

    public void Dispose()
    {
        _workers.Dispose();
        _webhooks.Dispose();
    }
}
