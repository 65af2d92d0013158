using HelpDesk.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Channels.Turns;

/// <summary>
/// Works conversations off, in order within one, in parallel across them. A stop lets running turns end and starts no more; what
/// is cut off has written nothing and runs again.
/// </summary>
public sealed class TurnWorker(
    TurnProcessor processor, ReadyConversations ready, IStore store, TimeProvider time, IOptions<TurnOptions> options, ILogger<TurnWorker> log)
    : BackgroundService
{
    private const int TurnsPerVisit = 16;
    private const int SweepPage = 256;
    private readonly CancellationTokenSource _abort = new();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([SweepAsync(stoppingToken), .. Enumerable.Range(0, options.Value.Parallel).Select(_ => WorkAsync(stoppingToken))]);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var hurry = cancellationToken.Register(_abort.Cancel);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _abort.Dispose();
        base.Dispose();
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        await Task.Yield();
        await foreach (var conversation in ready.Reader.ReadAllAsync(stopping))
            await VisitAsync(conversation, stopping);
    }

    private async Task VisitAsync(ConversationId conversation, CancellationToken stopping)
    {
        var lane = ready.Enter(conversation);
        for (var turn = 0; turn < TurnsPerVisit && !stopping.IsCancellationRequested; turn++)
        {
            try
            {
                switch (await processor.StepAsync(conversation, lane, _abort.Token))
                {
                    case Step.Nothing:
                        ready.Leave(conversation, lane);
                        return;
                    case Step.NotNow:
                        ready.Rest(conversation, lane, options.Value.FirstWait, time);
                        return;
                    default:
                        lane.Failures = 0;
                        break;
                }
            }
            catch (OperationCanceledException) when (_abort.IsCancellationRequested)
            {
                return;
            }
            // The handler is someone else's code, and one bad message must not end the queue: this is the boundary where any failure stops.
            catch (Exception failure)
            {
                Fail(conversation, lane, failure);
                return;
            }
        }

        // After a stop nobody may take it up again: with it back in the line, the workers would pass it round until the host loses patience.
        if (!stopping.IsCancellationRequested)
            ready.Yield(conversation, lane);
    }

    private void Fail(ConversationId conversation, ReadyConversations.Lane lane, Exception failure)
    {
        var wait = Math.Min(options.Value.FirstWait.Ticks * Math.Pow(2, Math.Min(lane.Failures + lane.Outages, 20)), options.Value.LongestWait.Ticks);
        // A store that is down is waited for: it says nothing against the message, and no apology could be stored either.
        if (failure is StoreException)
            lane.Outages++;
        else
            lane.Failures++;
        log.TurnFailed(conversation.Channel, conversation.Id, lane.Failures, failure.GetType().Name, failure.StackTrace);
        ready.Rest(conversation, lane, TimeSpan.FromTicks((long)wait), time);
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        var left = true;
        do
        {
            try
            {
                await WakeAllPendingAsync(left, stopping);
                left = false;
            }
            catch (StoreException failure)
            {
                log.SweepFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task WakeAllPendingAsync(bool left, CancellationToken stopping)
    {
        string? after = null;
        while (true)
        {
            var page = await store.ListAsync(TurnDocuments.PendingCollection, after, SweepPage, Instant.FromDateTimeOffset(time.GetUtcNow()), stopping);
            foreach (var pending in page)
            {
                while (!ready.Wake(TurnDocuments.ConversationOf(pending.Key), left))
                    await ready.WaitForRoomAsync(stopping);
            }

            if (page.Count < SweepPage)
                return;
            after = page[^1].Key.Id;
        }
    }
}
