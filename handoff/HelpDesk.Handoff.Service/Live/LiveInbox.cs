namespace HelpDesk.Handoff.Service.Live;

/// <summary>
/// Events that were folded and not told yet. While a node folds years at its start nobody listens: only the newest are kept, and whoever takes them is told
/// that older ones are missing before he gets the next.
/// </summary>
internal sealed class LiveInbox(int most)
{
    private readonly Lock _lock = new();
    private readonly Queue<LiveEvent> _events = new();
    private long _droppedThrough;

    public void Put(LiveEvent happened)
    {
        lock (_lock)
        {
            _events.Enqueue(happened);
            if (_events.Count > most) _droppedThrough = _events.Dequeue().Change.Position;
        }
    }

    /// <param name="droppedThrough">Everything up to this position is missing; 0 where nothing is.</param>
    public bool TryTake(out LiveEvent happened, out long droppedThrough)
    {
        lock (_lock)
        {
            (droppedThrough, _droppedThrough) = (_droppedThrough, 0);
            return _events.TryDequeue(out happened!);
        }
    }
}
