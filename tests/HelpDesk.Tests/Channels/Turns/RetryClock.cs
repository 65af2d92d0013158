using System.Threading.Channels;

namespace HelpDesk.Tests.Channels.Turns;

/// <summary>The machine's clock, but the waits that a test names (in milliseconds) end when the test says so.</summary>
internal sealed class RetryClock(int[] waits) : TimeProvider
{
    private readonly Channel<RetryTimer> _set = Channel.CreateUnbounded<RetryTimer>();

    /// <summary>The next wait that somebody began.</summary>
    public ValueTask<RetryTimer> NextAsync() => _set.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (!waits.Any(wait => dueTime == TimeSpan.FromMilliseconds(wait)))
            return base.CreateTimer(callback, state, dueTime, period);
        var timer = new RetryTimer(dueTime, () => callback(state));
        _set.Writer.TryWrite(timer);
        return timer;
    }

    internal sealed record RetryTimer(TimeSpan Wait, Action Fire) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
