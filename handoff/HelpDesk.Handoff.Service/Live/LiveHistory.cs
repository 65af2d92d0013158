namespace HelpDesk.Handoff.Service.Live;

/// <summary>The newest events, to catch up with after a reconnect. Not safe for several threads.</summary>
internal sealed class LiveHistory(int most)
{
    private readonly LiveEvent[] _events = new LiveEvent[most];
    private long _count;

    /// <summary>Of the newest event; 0 where there is none.</summary>
    public long Position { get; private set; }

    /// <summary>Of the newest event that is forgotten.</summary>
    private long _forgotten;

    public void Add(LiveEvent happened)
    {
        ref var place = ref _events[_count % most];
        if (_count >= most) _forgotten = place.Change.Position;
        place = happened;
        _count++;
        Position = happened.Change.Position;
    }

    public void ForgetThrough(long position) => (_count, _forgotten, Position) = (0, position, position);

    /// <summary>False where some of them are forgotten.</summary>
    public bool TryReadAfter(long position, out IReadOnlyList<LiveEvent> events)
    {
        var found = new List<LiveEvent>();
        events = found;
        if (position < _forgotten) return false;
        // Backwards from the newest: a client is seldom far behind.
        for (var i = _count - 1; i >= Math.Max(0, _count - most) && _events[i % most].Change.Position > position; i--)
            found.Add(_events[i % most]);
        found.Reverse();
        return true;
    }
}
