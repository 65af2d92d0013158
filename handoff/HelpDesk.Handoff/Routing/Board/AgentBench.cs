using System.Diagnostics.CodeAnalysis;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing.Board;

/// <summary>
/// The agents as numbered seats, and per seat what a match reads a thousand times: load, open offers, idle since, and as bits who can be asked.
/// A seat's number says nothing about its order; the seat of an agent who left is used again.
/// </summary>
internal sealed class AgentBench(int offersPerAgent)
{
    private const int FirstSeats = 64;

    private readonly Dictionary<AgentId, int> _seats = [];
    private readonly Stack<int> _free = [];
    private Seat[] _bench = new Seat[FirstSeats];
    private ulong[] _chatRoom = new ulong[1];
    private ulong[] _ticketRoom = new ulong[1];
    private int _used;

    /// <summary>Length of every row of bits.</summary>
    public int Words => _chatRoom.Length;

    public ref readonly Seat this[int seat] => ref _bench[seat];

    public IEnumerable<int> Seats => _seats.Values;

    public bool TryFind(AgentId agent, out int seat) => _seats.TryGetValue(agent, out seat);

    /// <summary>Seats whose agent takes offers and has room for at least one unit of this kind.</summary>
    public ReadOnlySpan<ulong> Room(WorkKind kind) => kind == WorkKind.Chat ? _chatRoom : _ticketRoom;

    public int FreeUnits(int seat, WorkKind kind) => _bench[seat].Agent.Capacity[kind] - _bench[seat].Load[kind];

    /// <summary>Gives the agent a seat. <paramref name="load"/> is what he holds and is offered already.</summary>
    public int Add(Agent agent, WorkUnits load, int offers, Instant now)
    {
        var seat = _free.TryPop(out var again) ? again : _used++;
        if (seat == _bench.Length)
            Grow();
        _seats.Add(agent.Id, seat);
        _bench[seat] = new Seat(agent) { Load = load, Offers = offers };
        Update(seat, agent, now);
        return seat;
    }

    public void Update(int seat, Agent agent, Instant now)
    {
        ref var s = ref _bench[seat];
        s.Agent = agent;
        s.IdleTicks = agent.IdleSince.ToUnixTimeTicks();
        s.TakesOffers = Availability.TakesOffers(agent, now);
        Refresh(seat);
    }

    public void Remove(AgentId agent)
    {
        if (!_seats.Remove(agent, out var seat))
            return;
        _bench[seat].TakesOffers = false;
        Refresh(seat);
        _free.Push(seat);
    }

    /// <summary>Adds work, or takes it away with negative numbers.</summary>
    public void Place(int seat, WorkKind kind, int units, int offers)
    {
        ref var s = ref _bench[seat];
        s.Load = s.Load.Plus(kind, units);
        s.Offers += offers;
        Refresh(seat);
    }

    private void Refresh(int seat)
    {
        ref var s = ref _bench[seat];
        s.ChatLoad = Standing.LoadOf(s.Agent, WorkKind.Chat, s.Load.Chat);
        s.TicketLoad = Standing.LoadOf(s.Agent, WorkKind.Ticket, s.Load.Ticket);
        var asks = s.TakesOffers && s.Offers < offersPerAgent;
        Bits.Set(_chatRoom, seat, asks && s.Load.Chat < s.Agent.Capacity.Chat);
        Bits.Set(_ticketRoom, seat, asks && s.Load.Ticket < s.Agent.Capacity.Ticket);
    }

    private void Grow()
    {
        Array.Resize(ref _bench, _bench.Length * 2);
        Array.Resize(ref _chatRoom, _bench.Length / Bits.PerWord);
        Array.Resize(ref _ticketRoom, _bench.Length / Bits.PerWord);
    }

    [SuppressMessage("Performance", "CA1815", Justification = "Never compared.")]
    internal struct Seat(Agent agent)
    {
        public Agent Agent = agent;
        public WorkUnits Load;
        public int Offers;
        public long IdleTicks;
        public long ChatLoad;
        public long TicketLoad;
        public bool TakesOffers;

        public readonly long LoadOf(WorkKind kind) => kind == WorkKind.Chat ? ChatLoad : TicketLoad;
    }
}
