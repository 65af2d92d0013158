using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing.Board;

/// <summary>Where each ticket is: in which class it waits, or on whose load it counts. Follows the state, and the time that relaxes demands.</summary>
internal sealed class TicketIndex(AgentBench bench)
{
    private const int TrimFrom = 4096;

    private readonly Dictionary<TicketId, Place> _places = [];
    private readonly Dictionary<Stage, DemandClass> _classes = [];
    private readonly PriorityQueue<TicketId, Instant> _changes = new();
    private readonly Dictionary<WaitingPlace, QueueCount> _queues = [];
    private int _trimAt = TrimFrom;

    /// <summary>In no order that matters.</summary>
    public List<DemandClass> Classes { get; } = [];

    public Dictionary<WaitingPlace, QueueCount>.ValueCollection Queues => _queues.Values;

    public Instant NextChange => _changes.TryPeek(out _, out var at) ? at : Instant.MaxValue;

    /// <summary>Brings one ticket in line with the state.</summary>
    public void Follow(RoutingState state, TicketId id, Instant now)
    {
        if (_places.Remove(id, out var old))
            Leave(old);
        var place = PlaceOf(state, id, now);
        if (place is null)
            return;
        _places.Add(id, place);
        Enter(place);
        if (place.Change != Instant.MaxValue && place.Change != old?.Change)
            _changes.Enqueue(id, place.Change);
    }

    /// <summary>Moves the tickets whose demands have relaxed or overflowed by now.</summary>
    public void Advance(RoutingState state, Instant now)
    {
        while (_changes.TryPeek(out var id, out var at) && at <= now)
        {
            _changes.Dequeue();
            if (_places.TryGetValue(id, out var place) && place.Change == at)
                Follow(state, id, now);
        }
    }

    private Place? PlaceOf(RoutingState state, TicketId id, Instant now)
    {
        if (state.Held.TryGetValue(id, out var held))
            return new Place(null, held.Ticket.Demand, held.Agent, 0, null, Instant.MaxValue);
        if (!state.Waiting.TryGetValue(id, out var ticket))
            return null;
        if (state.Offers.TryGetValue(id, out var offer))
            return new Place(ticket, ticket.Demand, offer.Agent, 1, null, Instant.MaxValue);
        var stage = new Stage(ticket.Demand, Patience.RelaxedLevels(state.Policy, ticket, now), Patience.OverflowsByWait(state.Policy, ticket, now));
        return new Place(ticket, ticket.Demand, null, 0, ClassOf(state.Policy, stage, now), Patience.NextChange(state.Policy, ticket, now));
    }

    private void Enter(Place place)
    {
        if (place.Agent is { } agent && bench.TryFind(agent, out var seat))
            bench.Place(seat, place.Demand.Kind, place.Demand.Units, place.Offers);
        if (place.Class is null)
            return;
        place.Class.Waiting.Add(place.Ticket!);
        place.Class.Queue.Waiting++;
    }

    private void Leave(Place place)
    {
        if (place.Agent is { } agent && bench.TryFind(agent, out var seat))
            bench.Place(seat, place.Demand.Kind, -place.Demand.Units, -place.Offers);
        if (place.Class is null)
            return;
        place.Class.Waiting.Remove(place.Ticket!);
        place.Class.Queue.Waiting--;
    }

    private DemandClass ClassOf(RoutingPolicy policy, Stage stage, Instant now)
    {
        if (_classes.TryGetValue(stage, out var known))
            return known;
        if (Classes.Count >= _trimAt)
            Trim();
        var made = new DemandClass(stage, QueueOf(policy, stage.Demand), bench.Abilities, now);
        _classes.Add(stage, made);
        Classes.Add(made);
        return made;
    }

    private void Trim()
    {
        foreach (var empty in Classes.Where(c => c.Waiting.Count == 0))
            _classes.Remove(empty.Stage);
        Classes.RemoveAll(c => c.Waiting.Count == 0);
        _trimAt = Math.Max(TrimFrom, Classes.Count * 2);
    }

    private QueueCount QueueOf(RoutingPolicy policy, Demand demand)
    {
        var place = WaitingPlace.Of(demand);
        if (!_queues.TryGetValue(place, out var queue))
            _queues.Add(place, queue = new QueueCount(policy.For(demand), demand.Tier));
        return queue;
    }

    /// <param name="Agent">Who holds it or is offered it.</param>
    /// <param name="Offers">1 when it is offered.</param>
    /// <param name="Change">When time moves it to another class.</param>
    private sealed record Place(WaitingTicket? Ticket, Demand Demand, AgentId? Agent, int Offers, DemandClass? Class, Instant Change);
}
