using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing.Board;

/// <summary>
/// The routing state with an index over it: the same offers as <see cref="Matching.Match"/>, in microseconds for thousands of tickets.
/// One owner at a time. Time given to it must not go back; an earlier instant counts as the latest one.
/// </summary>
public sealed class RoutingBoard
{
    private readonly AgentBench _bench;
    private readonly TicketIndex _tickets;
    private readonly MatchPass _pass;
    private readonly PriorityQueue<AgentId, Instant> _agentChanges = new();
    private readonly Dictionary<AgentId, Instant> _nextAgentChange = [];
    private Instant _now;

    public RoutingBoard(RoutingState state, Instant now)
    {
        State = state;
        _now = now;
        _bench = new AgentBench(state.Policy.OffersPerAgent);
        _tickets = new TicketIndex(_bench);
        _pass = new MatchPass(_bench, _tickets);
        foreach (var agent in state.Agents.Values)
            Sit(agent, WorkUnits.None, offers: 0);
        foreach (var ticket in state.Waiting.Keys.Concat(state.Held.Keys))
            _tickets.Follow(state, ticket, now);
    }

    public RoutingState State { get; private set; }

    /// <summary>When <see cref="Match"/> or <see cref="Sweep"/> may find something new if no event comes before; <see cref="Instant.MaxValue"/> for never.</summary>
    public Instant NextDeadline => Instant.Min(Sweeping.NextDeadline(State), Instant.Min(_tickets.NextChange, NextAgentChange));

    private Instant NextAgentChange => _agentChanges.TryPeek(out _, out var at) ? at : Instant.MaxValue;

    public void Apply(RoutingEvent e)
    {
        _now = Instant.Max(_now, e.At);
        var (ticket, agent) = RoutingEvents.Touched(e);
        var holder = ticket is { } id && State.Held.TryGetValue(id, out var held) ? held.Agent : agent;
        State = Folding.Apply(State, e);
        if (agent is { } named)
            Seat(named);
        if (holder is { } other && other != agent)
            Seat(other);
        if (ticket is { } touched)
            _tickets.Follow(State, touched, _now);
    }

    /// <summary>The offers to make now, in queue order; they count only once they are applied.</summary>
    public IReadOnlyList<Offer> Match(Instant now)
    {
        _now = Instant.Max(_now, now);
        while (_agentChanges.TryPeek(out var agent, out var at) && at <= _now)
        {
            _agentChanges.Dequeue();
            if (_nextAgentChange.TryGetValue(agent, out var next) && next == at)
                Seat(agent);
        }
        _tickets.Advance(State, _now);
        return _pass.Run(State, _now);
    }

    /// <summary>See <see cref="Sweeping.Sweep"/>. Apply what it gives before the next match.</summary>
    public IReadOnlyList<RoutingEvent> Sweep(Instant now) => Sweeping.Sweep(State, now);

    private void Seat(AgentId id)
    {
        var isSeated = _bench.TryFind(id, out var seat);
        if (!State.Agents.TryGetValue(id, out var agent))
        {
            if (isSeated)
                Stand(id);
            return;
        }
        if (!isSeated)
        {
            var offered = State.OfferedTo(id);
            Sit(agent, State.LoadOf(id).Plus(WorkKind.Chat, offered.Chat).Plus(WorkKind.Ticket, offered.Ticket), State.Offers.Values.Count(o => o.Agent == id));
            return;
        }
        // An event may come after a skill has expired and before the match that would have looked for it.
        var isSameAgent = _nextAgentChange[id] > _now && HasSameAbilities(_bench[seat].Agent, agent);
        _bench.Update(seat, agent, _now);
        if (!isSameAgent)
            _bench.Abilities.Judge(seat, agent, _now);
        Foresee(agent);
    }

    private void Sit(Agent agent, WorkUnits load, int offers)
    {
        _bench.Add(agent, load, offers, _now);
        Foresee(agent);
    }

    private void Stand(AgentId id)
    {
        _bench.Remove(id, _now);
        _nextAgentChange.Remove(id);
    }

    private void Foresee(Agent agent)
    {
        var next = Availability.NextChange(agent, _now);
        if (_nextAgentChange.TryGetValue(agent.Id, out var known) && known == next)
            return;
        _nextAgentChange[agent.Id] = next;
        if (next != Instant.MaxValue)
            _agentChanges.Enqueue(agent.Id, next);
    }

    private static bool HasSameAbilities(Agent before, Agent after) =>
        ReferenceEquals(before.Tiers, after.Tiers) && ReferenceEquals(before.Skills, after.Skills) && ReferenceEquals(before.Languages, after.Languages)
        && ReferenceEquals(before.Customers, after.Customers);
}
