using System.Collections.Immutable;

namespace HelpDesk.Channels.Connector.Pacing;

/// <summary>
/// When sends began, as far back as the limits look, and so when the next one may: no window is ever exceeded, and none is waited for longer than
/// it lasts. Not thread-safe. Times are ticks of any steady clock and never go back.
/// </summary>
internal sealed class SendLog(ImmutableArray<SendLimit> limits)
{
    private const int Smallest = 8;
    private readonly int _most = limits.Max(limit => limit.Most);
    private readonly TimeSpan _longest = limits.Max(limit => limit.Within);
    private long[] _ring = new long[Smallest];
    private int _first;
    private int _count;

    /// <summary>The first moment, from <paramref name="now"/> on, at which a send may begin.</summary>
    /// <param name="spare">How many further sends must find room at that moment too.</param>
    public long NextAt(long now, int spare = 0)
    {
        var at = now;
        foreach (var (most, within) in limits)
        {
            var allowed = most - spare;
            // A limit that never has so much to spare lets nothing through.
            if (allowed <= 0)
                return long.MaxValue;
            if (_count >= allowed)
                at = Math.Max(at, this[_count - allowed] + within.Ticks);
        }

        return at;
    }

    /// <summary>A send begins, or will begin, at <paramref name="at"/>.</summary>
    public void Add(long at)
    {
        if (_count == _most)
            Forget();
        if (_count == _ring.Length)
            Grow();
        _ring[(_first + _count) % _ring.Length] = at;
        _count++;
    }

    /// <summary>Whether all of it is further back than any limit looks.</summary>
    public bool IsStale(long now) => _count == 0 || this[_count - 1] + _longest.Ticks <= now;

    private long this[int index] => _ring[(_first + index) % _ring.Length];

    private void Forget()
    {
        _first = (_first + 1) % _ring.Length;
        _count--;
    }

    private void Grow()
    {
        var ring = new long[Math.Min(_ring.Length * 2, Math.Max(_most, Smallest))];
        for (var i = 0; i < _count; i++)
            ring[i] = this[i];
        (_ring, _first) = (ring, 0);
    }
}
