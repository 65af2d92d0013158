using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Storage.Redis;

/// <summary>
/// Raises the feed's signal once for each newest position, whoever told of it first: this process's own commits, a message from Redis, or a look at the position every
/// <see cref="RedisStoreOptions.LookInterval"/>, because messages get lost.
/// </summary>
internal sealed class FeedNews : IAsyncDisposable
{
    private readonly Func<CancellationToken, Task<long>> _look;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _closing = new();
    private readonly PeriodicTimer _timer;
    private readonly Signals _signals;
    private readonly ILogger _log;
    private readonly Task _telling, _looking;
    private long _newest;

    public FeedNews(long start, Func<CancellationToken, Task<long>> look, Signals signals, RedisStoreOptions options, TimeProvider time, ILogger log)
    {
        (_newest, _look, _signals, _log) = (start, look, signals, log);
        _timer = new PeriodicTimer(options.LookInterval, time);
        _telling = TellAsync(start);
        _looking = LookAsync();
    }

    /// <summary>Quick; the listeners are called on another thread.</summary>
    public void Tell(long position)
    {
        for (var known = Volatile.Read(ref _newest); position > known; known = Volatile.Read(ref _newest))
        {
            if (Interlocked.CompareExchange(ref _newest, position, known) == known)
            {
                _wake.Release();
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _timer.Dispose();
        await Task.WhenAll(_telling, _looking);
        _wake.Dispose();
        _closing.Dispose();
    }

    private async Task TellAsync(long told)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                await _wake.WaitAsync(_closing.Token);
                var position = Volatile.Read(ref _newest);
                if (position <= told) continue;
                told = position;
                _signals.Raise(new Signal(Signal.FeedTopic, Encoding.UTF8.GetBytes(position.ToString(CultureInfo.InvariantCulture))));
            }
        }
        catch (OperationCanceledException)
        {
            // Closing.
        }
    }

    private async Task LookAsync()
    {
        var failing = false;
        while (await _timer.WaitForNextTickAsync())
        {
            try
            {
                Tell(await _look(_closing.Token));
                if (failing) _log.LookMended();
                failing = false;
            }
            catch (AttemptFailedException e)
            {
                if (!failing) _log.LookFailed(e.Error);
                failing = true;
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
