using HelpDesk.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HelpDesk.Channels.Turns;

/// <param name="Parallel">How many conversations are worked on at once.</param>
/// <param name="FirstWait">The wait after the first failure; it doubles with each further one.</param>
/// <param name="SweepInterval">How often the store is asked for conversations that wait although nobody woke their lane.</param>
internal sealed record Pattern(int Parallel, TimeSpan FirstWait, TimeSpan LongestWait, TimeSpan SweepInterval);

/// <summary>What a step leads to.</summary>
/// <param name="Wait">There is more, but not before this has passed; null where the visit goes on or ends.</param>
internal readonly record struct Next(bool IsDone, TimeSpan? Wait)
{
    /// <summary>One piece of work is done; there may be more.</summary>
    public static readonly Next More = new(true, null);

    /// <summary>The conversation has nothing more.</summary>
    public static readonly Next Nothing = new(false, null);

    /// <summary>There is more, and somebody has promised to say when.</summary>
    public static readonly Next WhenTold = new(false, Timeout.InfiniteTimeSpan);

    public static Next After(TimeSpan wait) => new(false, wait);
}

/// <summary>
/// Works conversations off, in order within one, in parallel across them. A stop lets running steps end and starts no more; what
/// is cut off has written nothing and runs again.
/// </summary>
public abstract class ConversationWorker<TLane> : BackgroundService where TLane : Lane, new()
{
    private const int StepsPerVisit = 16;
    private const int SweepPage = 256;
    private readonly Lanes<TLane> _lanes;
    private readonly IStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Pattern _pattern;
    private readonly CancellationTokenSource _abort = new();

    private protected ConversationWorker(Lanes<TLane> lanes, IStore store, TimeProvider time, Pattern pattern, ILogger log) =>
        (_lanes, _store, _time, _pattern, _log) = (lanes, store, time, pattern, log);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var hurry = cancellationToken.Register(_abort.Cancel);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _abort.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    internal abstract Task<Next> StepAsync(ConversationId conversation, TLane lane, CancellationToken abort);

    /// <summary>Wakes what waits in the store.</summary>
    /// <param name="first">Nothing was swept before: what is found was left by an earlier process.</param>
    internal abstract Task SweepAsync(bool first, CancellationToken stopping);

    internal abstract void LogFailure(ConversationId conversation, TLane lane, Exception failure);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([SweepAgainAndAgainAsync(stoppingToken), .. Enumerable.Range(0, _pattern.Parallel).Select(_ => WorkAsync(stoppingToken))]);

    /// <summary>Calls <paramref name="wake"/> with each document of a collection until it finds room.</summary>
    private protected async Task WakeAllAsync(string collection, Func<StoredDocument, bool> wake, CancellationToken stopping)
    {
        string? after = null;
        while (true)
        {
            var page = await _store.ListAsync(collection, after, SweepPage, Instant.FromDateTimeOffset(_time.GetUtcNow()), stopping);
            foreach (var waiting in page)
            {
                while (!wake(waiting))
                    await _lanes.WaitForRoomAsync(stopping);
            }

            if (page.Count < SweepPage)
                return;
            after = page[^1].Key.Id;
        }
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        await Task.Yield();
        await foreach (var conversation in _lanes.Reader.ReadAllAsync(stopping))
            await VisitAsync(conversation, stopping);
    }

    private async Task VisitAsync(ConversationId conversation, CancellationToken stopping)
    {
        var lane = _lanes.Enter(conversation);
        for (var step = 0; step < StepsPerVisit && !stopping.IsCancellationRequested; step++)
        {
            try
            {
                var next = await StepAsync(conversation, lane, _abort.Token);
                // Whoever is told may be at work in the lane already: it must not be touched any more.
                if (next == Next.WhenTold)
                    return;
                if (next.Wait is { } wait)
                    _lanes.Rest(conversation, lane, wait, _time);
                else if (!next.IsDone)
                    _lanes.Leave(conversation, lane);
                if (!next.IsDone)
                    return;
            }
            catch (OperationCanceledException) when (_abort.IsCancellationRequested)
            {
                return;
            }
            // What a step runs may be someone else's code, and one bad message must not end the queue: this is the boundary where any failure stops.
            catch (Exception failure)
            {
                Fail(conversation, lane, failure);
                return;
            }
        }

        // After a stop nobody may take it up again: with it back in the line, the workers would pass it round until the host loses patience.
        if (!stopping.IsCancellationRequested)
            _lanes.Yield(conversation, lane);
    }

    private void Fail(ConversationId conversation, TLane lane, Exception failure)
    {
        var wait = Math.Min(_pattern.FirstWait.Ticks * Math.Pow(2, Math.Min(lane.Failures + lane.Outages, 20)), _pattern.LongestWait.Ticks);
        // A store that is down is waited for: it says nothing against the message, and nothing could be written about it either.
        if (failure is StoreException)
            lane.Outages++;
        else
            lane.Failures++;
        LogFailure(conversation, lane, failure);
        _lanes.Rest(conversation, lane, TimeSpan.FromTicks((long)wait), _time);
    }

    private async Task SweepAgainAndAgainAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(_pattern.SweepInterval, _time);
        var first = true;
        do
        {
            try
            {
                await SweepAsync(first, stopping);
                first = false;
            }
            catch (StoreException failure)
            {
                _log.SweepFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }
}
