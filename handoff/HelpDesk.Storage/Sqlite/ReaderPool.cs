using System.Collections.Concurrent;

namespace HelpDesk.Storage.Sqlite;

/// <summary>A few reading connections, opened when first needed. A read runs on its caller's thread: from the page cache it takes microseconds.</summary>
/// <param name="owner">Whose pool it is, for the exception that late callers get.</param>
internal sealed class ReaderPool<TReader>(Type owner, Func<TReader> open) : IAsyncDisposable where TReader : class, IDisposable
{
    private const int Size = 4;
    private readonly SemaphoreSlim _free = new(Size, Size);
    private readonly ConcurrentStack<TReader> _idle = new();
    private volatile bool _disposed;

    public async Task<T> ReadAsync<TArgument, T>(TArgument argument, Func<TReader, TArgument, T> read, CancellationToken ct)
    {
        Demand();
        await _free.WaitAsync(ct);
        try
        {
            Demand();
            if (!_idle.TryPop(out var reader))
                reader = open();
            try
            {
                return read(reader, argument);
            }
            finally
            {
                _idle.Push(reader);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Lets the reads that run finish, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        for (var i = 0; i < Size; i++)
            await _free.WaitAsync();
        foreach (var reader in _idle)
            reader.Dispose();
        _free.Release(Size); // Late callers wake up, see that it is closed and go.
    }

    private void Demand() => ObjectDisposedException.ThrowIf(_disposed, owner);
}
