using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Storage.Redis;

/// <summary>The queue of commits and the lanes that empty it.</summary>
internal sealed class CommitLanes : IAsyncDisposable
{
    private const int QueueLength = 1024;

    private readonly Channel<PendingCommit> _queue = Channel.CreateBounded<PendingCommit>(QueueLength);
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Task _running;

    public CommitLanes(Link link, Keys keys, RedisStoreOptions options, TimeProvider time, Action<long> appended, ILogger log)
    {
        (_time, _log) = (time, log);
        _running = Task.WhenAll(Enumerable.Range(0, options.Lanes)
            .Select(_ => Task.Run(() => GuardAsync(new CommitLane(_queue.Reader, link, keys, options, time, appended, log)))));
    }

    public async Task<CommitResult> CommitAsync(Commit commit, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var pending = new PendingCommit(commit) { Since = _time.GetTimestamp() };
        try
        {
            await _queue.Writer.WriteAsync(pending, ct);
        }
        catch (ChannelClosedException e)
        {
            throw e.InnerException is StoreException stopped ? new StoreException(stopped.Message, e) : new ObjectDisposedException("The store is closed.", e);
        }
        await using var registration = ct.UnsafeRegister(static (state, token) => ((PendingCommit)state!).TryCancel(token), pending);
        return await pending.Task;
    }

    /// <summary>Sends what was accepted, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
    }

    /// <summary>A bug in a lane must not leave anybody waiting for ever, nor let commits pile up that nobody will send.</summary>
    private async Task GuardAsync(CommitLane lane)
    {
        try
        {
            await lane.RunAsync();
        }
        catch (Exception bug)
        {
            _log.WriterStopped(bug);
            var stopped = new StoreException("The store's writer has stopped. Restart HelpDesk; the log says why.", bug);
            _queue.Writer.TryComplete(stopped);
            lane.Abandon(stopped);
            while (_queue.Reader.TryRead(out var pending))
                pending.TrySetException(stopped);
            throw;
        }
    }
}
