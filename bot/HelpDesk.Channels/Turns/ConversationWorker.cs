using System.Threading.Channels;
using HelpDesk.Channels.Nodes;
using HelpDesk.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HelpDesk.Channels.Turns;

/// <param name="Parallel">How many conversations are worked on at once.</param>
/// <param name="FirstWait">The wait after the first failure; it doubles with each further one.</param>
/// <param name="SweepInterval">How often the store is asked for conversations that wait although nobody woke their lane.</param>
internal sealed record Pattern(int Parallel, TimeSpan FirstWait, TimeSpan LongestWait, TimeSpan SweepInterval);

/// <summary>Why the store is asked for what waits.</summary>
internal enum Sweep
{
    /// <summary>Some time has passed.</summary>
    Usual,

    /// <summary>Nothing was asked for before: what is found was left by an earlier process.</summary>
    First,

    /// <summary>Conversations may have come here from another node.</summary>
    Moved,
}

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
/// Works off the conversations that are at home on this node, in order within one, in parallel across them. A stop lets running steps end and starts no more; what
/// is cut off has written nothing and runs again.
/// </summary>
public abstract class ConversationWorker<TLane> : BackgroundService where TLane : Lane, new()
{
    private const int StepsPerVisit = 16;
    private const int SweepPage = 256;
    private readonly Lanes<TLane> _lanes;
    private readonly NodeMap _map;
    private readonly HomeCalls _calls;
    private readonly IStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Pattern _pattern;
    private readonly CancellationTokenSource _abort = new();

    private protected ConversationWorker(
        Lanes<TLane> lanes, NodeMap map, HomeCalls calls, IStore store, TimeProvider time, Pattern pattern, ILogger log) =>
        (_lanes, _map, _calls, _store, _time, _pattern, _log) = (lanes, map, calls, store, time, pattern, log);

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
    internal abstract Task SweepAsync(Sweep sweep, CancellationToken stopping);

    internal abstract void LogFailure(ConversationId conversation, TLane lane, Exception failure);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_map.Works)
            return;
        using var answering = _calls.Answer(_lanes);
        await Task.WhenAll([SweepAgainAndAgainAsync(stoppingToken), .. Enumerable.Range(0, _pattern.Parallel).Select(_ => WorkAsync(stoppingToken))]);
    }

    /// <summary>Calls <paramref name="wake"/> with each document of a collection whose conversation is at home here, until it finds room.</summary>
    private protected async Task WakeAllAsync(
        string collection, Func<StoredDocument, ConversationId> conversationOf, Func<ConversationId, StoredDocument, bool> wake, CancellationToken stopping)
    {
        string? after = null;
        while (true)
        {
            var page = await _store.ListAsync(collection, after, SweepPage, Instant.FromDateTimeOffset(_time.GetUtcNow()), stopping);
            foreach (var waiting in page)
            {
                var conversation = conversationOf(waiting);
                while (_map.IsHome(conversation.ToString()) && !wake(conversation, waiting))
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
        var name = conversation.ToString();
        for (var step = 0; step < StepsPerVisit && !stopping.IsCancellationRequested; step++)
        {
            if (!_map.TryEnter(name, out var epoch))
            {
                _lanes.Drop(conversation);
                return;
            }

            try
            {
                lane.Enter(epoch);
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
            finally
            {
                _map.Leave(name);
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
        // A move is told at once, and none is missed while a sweep runs.
        var due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var moved = false;
        void OnMoved(object? sender, EventArgs e)
        {
            Volatile.Write(ref moved, true);
            due.Writer.TryWrite(true);
        }

        _map.Moved += OnMoved;
        await using var timer = _time.CreateTimer(_ => due.Writer.TryWrite(true), null, _pattern.SweepInterval, _pattern.SweepInterval);
        try
        {
            for (var first = true; ; await due.Reader.ReadAsync(stopping))
            {
                var sweep = first ? Sweep.First : Interlocked.Exchange(ref moved, false) ? Sweep.Moved : Sweep.Usual;
                if (await TrySweepAsync(sweep, stopping))
                    first = false;
                else if (sweep == Sweep.Moved)
                    Volatile.Write(ref moved, true);
            }
        }
        finally
        {
            _map.Moved -= OnMoved;
        }
    }

    private async Task<bool> TrySweepAsync(Sweep sweep, CancellationToken stopping)
    {
        try
        {
            await SweepAsync(sweep, stopping);
            return true;
        }
        catch (StoreException failure)
        {
            _log.SweepFailed(failure);
            return false;
        }
    }
}
