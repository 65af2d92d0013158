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
    private readonly ulong[][] _room = [new ulong[1], new ulong[1]];
    private readonly int[] _roomy = new int[2];
    private Seat[] _bench = new Seat[FirstSeats];
    private int _used;

    public Abilities Abilities { get; } = new();

    public ref readonly Seat this[int seat] => ref _bench[seat];

    public bool TryFind(AgentId agent, out int seat) => _seats.TryGetValue(agent, out seat);

    /// <summary>Seats whose agent takes offers and has room for at least one unit of this kind.</summary>
    public ReadOnlySpan<ulong> Room(WorkKind kind) => _room[(int)kind];

    public bool HasRoom(int seat, WorkKind kind) => Bits.IsSet(_room[(int)kind], seat);

    /// <summary>How many seats have room for this kind.</summary>
    public int Roomy(WorkKind kind) => _roomy[(int)kind];

    /// <summary>Gives the agent a seat. <paramref name="load"/> is what he holds and is offered already.</summary>
    public int Add(Agent agent, WorkUnits load, int offers, Instant now)
    {
        var seat = _free.TryPop(out var again) ? again : _used++;
        if (seat == _bench.Length)
            Grow();
        _seats.Add(agent.Id, seat);
        _bench[seat] = new Seat(agent) { Load = load, Offers = offers };
        Abilities.Judge(seat, agent, now);
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

    public void Remove(AgentId agent, Instant now)
    {
        if (!_seats.Remove(agent, out var seat))
            return;
        Abilities.Judge(seat, null, now);
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
        Refresh(seat, WorkKind.Chat);
        Refresh(seat, WorkKind.Ticket);
    }

    private void Refresh(int seat, WorkKind kind)
    {
        ref var s = ref _bench[seat];
        var hasRoom = s.TakesOffers && s.Offers < offersPerAgent && s.FreeUnits(kind) > 0;
        if (hasRoom == HasRoom(seat, kind))
            return;
        Bits.Set(_room[(int)kind], seat, hasRoom);
        _roomy[(int)kind] += hasRoom ? 1 : -1;
    }

    private void Grow()
    {
        Array.Resize(ref _bench, _bench.Length * 2);
        for (var kind = 0; kind < _room.Length; kind++)
            Array.Resize(ref _room[kind], _bench.Length / Bits.PerWord);
    }

    [SuppressMessage("Performance", "CA1815", Justification = "Never compared.")]
    internal struct Seat(Agent agent)
    {
        public Agent Agent = agent;
        public WorkUnits Load;
        public int Offers;
        public long IdleTicks;
        public bool TakesOffers;

        public readonly int FreeUnits(WorkKind kind) => Agent.Capacity[kind] - Load[kind];
    }
}
