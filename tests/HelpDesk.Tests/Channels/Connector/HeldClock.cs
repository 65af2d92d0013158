using System.Threading.Channels;

namespace HelpDesk.Tests.Channels.Connector;

/// <summary>A clock that stands still until it is advanced, and tells of each wait that begins, so that a test advances only when somebody waits.</summary>
internal sealed class HeldClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<HeldTimer> _timers = [];
    private readonly Channel<TimeSpan> _begun = Channel.CreateUnbounded<TimeSpan>();
    private DateTimeOffset _now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    /// <summary>The next wait (not a periodic one) that begins and is neither shorter nor longer.</summary>
    public async Task<TimeSpan> WaitAsync(TimeSpan atLeast, TimeSpan atMost)
    {
        while (true)
        {
            var wait = await _begun.Reader.ReadAsync(TestContext.Current.CancellationToken);
            if (wait >= atLeast && wait <= atMost)
                return wait;
        }
    }

    public void Advance(TimeSpan by)
    {
        HeldTimer[] due;
        lock (_lock)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.Due <= _now)];
            foreach (var timer in due)
            {
                timer.Due = timer.Period == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : _now + timer.Period;
                if (timer.Period == Timeout.InfiniteTimeSpan)
                    _timers.Remove(timer);
            }
        }

        foreach (var timer in due)
            timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HeldTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class HeldTimer(HeldClock clock, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; set; } = DateTimeOffset.MaxValue;

        public TimeSpan Period { get; private set; }

        public Action Fire => fire;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                (Due, Period) = (dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : clock._now + dueTime, period);
                if (dueTime != Timeout.InfiniteTimeSpan)
                    clock._timers.Add(this);
            }

            if (dueTime != Timeout.InfiniteTimeSpan && (period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero))
                clock._begun.Writer.TryWrite(dueTime);
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
