using System.Threading.Channels;

namespace HelpDesk.Channels.Turns;

/// <summary>
/// The conversations that have something to do, each at most once: a conversation is worked on by one worker at a time. Only those are held here;
/// what does not fit waits in the store, where the sweep finds it.
/// </summary>
public abstract class Lanes<TLane> where TLane : Lane, new()
{
    private const int Capacity = 8192;

    private readonly Lock _lock = new();
    private readonly Dictionary<ConversationId, TLane> _lanes = [];
    private readonly Channel<ConversationId> _ready = Channel.CreateBounded<ConversationId>(Capacity);

    /// <summary>What is done in them, as one word; nodes call each other by it.</summary>
    internal abstract string Work { get; }

    /// <summary>How many conversations are waiting, being worked on, or resting after a failure.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _lanes.Count;
        }
    }

    internal ChannelReader<ConversationId> Reader => _ready.Reader;

    internal ValueTask<bool> WaitForRoomAsync(CancellationToken ct) => _ready.Writer.WaitToWriteAsync(ct);

    /// <summary>Says that a conversation has something new; false where there is no room for it now.</summary>
    /// <param name="note">Told to the lane before anybody visits it.</param>
    internal bool Wake(ConversationId conversation, Action<TLane>? note = null)
    {
        lock (_lock)
        {
            if (_lanes.TryGetValue(conversation, out var lane))
                lane.Again = true;
            else if (_ready.Writer.TryWrite(conversation))
                _lanes.Add(conversation, lane = new TLane());
            else
                return false;
            note?.Invoke(lane);
            return true;
        }
    }

    /// <summary>Whether the conversation waits, is being worked on, or rests.</summary>
    internal bool Contains(ConversationId conversation)
    {
        lock (_lock)
            return _lanes.ContainsKey(conversation);
    }

    /// <summary>Begins a visit of a conversation that came out of <see cref="Reader"/>.</summary>
    internal TLane Enter(ConversationId conversation)
    {
        lock (_lock)
        {
            var lane = _lanes[conversation];
            lane.Again = false;
            return lane;
        }
    }

    /// <summary>Ends a visit that found nothing more to do; a wake that came meanwhile leads to another visit.</summary>
    internal void Leave(ConversationId conversation, TLane lane)
    {
        lock (_lock)
        {
            if (!lane.Again || !_ready.Writer.TryWrite(conversation))
                _lanes.Remove(conversation);
        }
    }

    /// <summary>Ends a visit that may not go on here. What the lane remembers goes with it.</summary>
    internal void Drop(ConversationId conversation)
    {
        lock (_lock)
        {
            // Woken meanwhile: perhaps because it may be worked on here again.
            if (_lanes.Remove(conversation, out var lane) && lane.Again)
                Wake(conversation);
        }
    }

    /// <summary>Ends a visit that could go on, to let others have their turn.</summary>
    internal void Yield(ConversationId conversation, TLane lane)
    {
        lane.Again = true;
        Leave(conversation, lane);
    }

    /// <summary>Ends a visit that must wait: the next one comes after <paramref name="wait"/>, however often the conversation is woken before. No worker is held.</summary>
    internal void Rest(ConversationId conversation, TLane lane, TimeSpan wait, TimeProvider time) =>
        lane.Timer = time.CreateTimer(_ => Yield(conversation, lane), null, wait, Timeout.InfiniteTimeSpan);
}
