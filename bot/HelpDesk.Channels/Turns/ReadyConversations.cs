using System.Threading.Channels;

namespace HelpDesk.Channels.Turns;

/// <summary>
/// The conversations that have something to do, each at most once: a conversation is worked on by one worker at a time. Only those are held here;
/// what does not fit waits in the store, where the sweep finds it.
/// </summary>
public sealed class ReadyConversations
{
    private const int Capacity = 8192;

    private readonly Lock _lock = new();
    private readonly Dictionary<ConversationId, Lane> _lanes = [];
    private readonly Channel<ConversationId> _ready = Channel.CreateBounded<ConversationId>(Capacity);

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
    /// <param name="left">An earlier process has left it.</param>
    internal bool Wake(ConversationId conversation, bool left = false)
    {
        lock (_lock)
        {
            if (_lanes.TryGetValue(conversation, out var lane))
                lane.Again = true;
            else if (_ready.Writer.TryWrite(conversation))
                _lanes.Add(conversation, lane = new Lane());
            else
                return false;
            lane.IsLeft |= left;
            return true;
        }
    }

    /// <summary>Begins a visit of a conversation that came out of <see cref="Reader"/>.</summary>
    internal Lane Enter(ConversationId conversation)
    {
        lock (_lock)
        {
            var lane = _lanes[conversation];
            lane.Again = false;
            return lane;
        }
    }

    /// <summary>Ends a visit that found nothing more to do; a wake that came meanwhile leads to another visit.</summary>
    internal void Leave(ConversationId conversation, Lane lane)
    {
        lock (_lock)
        {
            if (!lane.Again || !_ready.Writer.TryWrite(conversation))
                _lanes.Remove(conversation);
        }
    }

    /// <summary>Ends a visit that could go on, to let others have their turn.</summary>
    internal void Yield(ConversationId conversation, Lane lane)
    {
        lane.Again = true;
        Leave(conversation, lane);
    }

    /// <summary>Ends a visit that failed: the next one comes after <paramref name="wait"/>, however often the conversation is woken before.</summary>
    internal void Rest(ConversationId conversation, Lane lane, TimeSpan wait, TimeProvider time) =>
        lane.Timer = time.CreateTimer(_ => Yield(conversation, lane), null, wait, Timeout.InfiniteTimeSpan);

    internal sealed class Lane
    {
        public bool Again { get; set; }

        /// <summary>How often the conversation's next activity has failed.</summary>
        public int Failures { get; set; }

        /// <summary>How often the store was to blame; it only makes the waits longer.</summary>
        public int Outages { get; set; }

        /// <summary>An earlier process left it unfinished: tries are noted in the store.</summary>
        public bool IsLeft { get; set; }

        /// <summary>The activity of an earlier process that is being tried.</summary>
        public LeftTurn? Tried { get; set; }

        /// <summary>Kept so that it is not collected before it fires.</summary>
        public ITimer? Timer { get; set; }
    }

    /// <param name="Starts">How many earlier starts of the process have tried it.</param>
    /// <param name="IsNoted">This start's try is in the store.</param>
    internal sealed record LeftTurn(long Version, int Starts, bool IsNoted);
}
