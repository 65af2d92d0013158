using System.Threading.Channels;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Bot.Relay;

/// <summary>What is remembered of a ticket while there is something to pass on.</summary>
internal sealed class RelayLane
{
    internal bool Again { get; set; }

    /// <summary>Looked at in vain since it last went well: the node at home is slow or gone, the turn is not written, or the store is down.</summary>
    internal int Tries { get; set; }

    /// <summary>Kept so that it is not collected before it fires.</summary>
    internal ITimer? Timer { get; set; }
}

/// <summary>The tickets of which something may have to be passed on, each at most once: one worker at a time keeps a talk in order.</summary>
internal sealed class RelayLanes(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TicketId, RelayLane> _lanes = [];
    private readonly Channel<TicketId> _ready = Channel.CreateUnbounded<TicketId>();

    public ChannelReader<TicketId> Reader => _ready.Reader;

    public int Count
    {
        get
        {
            lock (_lock)
                return _lanes.Count;
        }
    }

    public void Wake(TicketId ticket)
    {
        lock (_lock)
        {
            if (_lanes.TryGetValue(ticket, out var lane))
            {
                lane.Again = true;
                return;
            }
            _lanes.Add(ticket, new RelayLane());
            _ready.Writer.TryWrite(ticket);
        }
    }

    public RelayLane Enter(TicketId ticket)
    {
        lock (_lock)
        {
            var lane = _lanes[ticket];
            lane.Again = false;
            return lane;
        }
    }

    /// <summary>Nothing more is to be done; a wake that came meanwhile leads to another look.</summary>
    public void Leave(TicketId ticket, RelayLane lane)
    {
        lock (_lock)
        {
            lane.Tries = 0;
            if (lane.Again) _ready.Writer.TryWrite(ticket);
            else _lanes.Remove(ticket);
        }
    }

    /// <summary>The next look comes after <paramref name="wait"/>, however often the ticket is woken before.</summary>
    public void Rest(TicketId ticket, RelayLane lane, TimeSpan wait)
    {
        lane.Tries++;
        lane.Timer = time.CreateTimer(_ => _ready.Writer.TryWrite(ticket), null, wait, Timeout.InfiniteTimeSpan);
    }
}
