using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Storage.Sqlite;

/// <summary>
/// The one writer of this process. A transaction costs one flush of the disk whatever its size, so all commits that wait share one;
/// nobody hears of a result before that flush has returned.
/// </summary>
internal sealed class CommitWriter : IAsyncDisposable
{
    private const int MaxCommits = 256;
    private const int MaxBytes = 4 * 1024 * 1024;
    private const int QueueLength = 1024;

    private readonly Channel<PendingCommit> _queue =
        Channel.CreateBounded<PendingCommit>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly List<PendingCommit> _batch = new(MaxCommits);
    private readonly List<CommitResult> _results = new(MaxCommits);
    private readonly Transaction _transaction;
    private readonly Action<long> _appended;
    private readonly ILogger _log;
    private readonly Task _loop;

    /// <param name="transaction">Owned: closed with the writer.</param>
    /// <param name="appended">Told the feed's newest position after each transaction that appended events.</param>
    /// <param name="log">Told of transactions that failed.</param>
    public CommitWriter(Transaction transaction, Action<long> appended, ILogger log)
    {
        (_transaction, _appended, _log) = (transaction, appended, log);
        // A thread of its own: it spends its life waiting for the disk and must not hold up the thread pool.
        _loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public async Task<CommitResult> CommitAsync(Commit commit, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var pending = new PendingCommit(commit);
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

    /// <summary>Writes what was accepted, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _transaction.Dispose();
    }

    private void Run()
    {
        try
        {
            while (WaitForWork())
            {
                Collect();
                if (_batch.Count > 0)
                    WriteBatch();
                _batch.Clear();
                _results.Clear();
            }
        }
        catch (Exception e)
        {
            Abandon(e);
            throw;
        }
    }

    private bool WaitForWork()
    {
        var waiting = _queue.Reader.WaitToReadAsync();
        return waiting.IsCompletedSuccessfully ? waiting.Result : waiting.AsTask().GetAwaiter().GetResult();
    }

    private void Collect()
    {
        var bytes = 0;
        while (_batch.Count < MaxCommits && bytes < MaxBytes && _queue.Reader.TryRead(out var pending))
        {
            if (!pending.TryTake())
                continue;
            _batch.Add(pending);
            bytes += pending.PayloadBytes();
        }
    }

    private void WriteBatch()
    {
        try
        {
            _transaction.Begin();
            foreach (var pending in _batch)
                _results.Add(_transaction.Apply(pending.Commit));
            var position = _transaction.Commit();
            Answer(position);
        }
        catch (StoreException e)
        {
            _transaction.RollBack();
            _log.TransactionFailed(_batch.Count, e);
            foreach (var pending in _batch)
                pending.TrySetException(e);
        }
    }

    private void Answer(long position)
    {
        var appended = false;
        for (var i = 0; i < _batch.Count; i++)
        {
            appended |= _results[i] is CommitResult.Committed { Position: > 0 };
            _batch[i].TrySetResult(_results[i]);
        }
        if (appended)
            _appended(position);
    }

    /// <summary>A bug in here must not leave anybody waiting for ever, nor let commits pile up that nobody will write.</summary>
    private void Abandon(Exception bug)
    {
        _log.WriterStopped(bug);
        var stopped = new StoreException("The store's writer has stopped. Restart HelpDesk; the log says why.", bug);
        _queue.Writer.TryComplete(stopped);
        while (_queue.Reader.TryRead(out var pending))
            _batch.Add(pending);
        foreach (var pending in _batch)
            pending.TrySetException(stopped);
    }
}
