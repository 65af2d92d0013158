using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Routing;

/// <summary>A desk on which anything may happen next; the same seed lives the same life.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Made up from a seed on purpose.")]
internal sealed class RandomDesk
{
    private readonly Random _random;
    private int _tickets;

    public RandomDesk(int seed)
    {
        _random = new Random(seed);
        Now = Desk.Nine;
        State = RoutingState.Start(RoutingPolicy.Default with
        {
            MatchBy = (MatchBy)_random.Next(3),
            OffersPerAgent = 1 + _random.Next(3),
            OverflowLength = _random.Next(2) == 0 ? [] : ImmutableDictionary<Tier, int>.Empty.Add(Tier.ServiceDesk, 3),
        });
        for (var i = 0; i < 6; i++)
            Apply(Arrive(i), []);
    }

    public RoutingState State { get; private set; }
    public Instant Now { get; private set; }

    /// <summary>Lets some time pass and one to three things happen.</summary>
    public IReadOnlyList<RoutingEvent> Step()
    {
        Now += Duration.FromSeconds(_random.Next(0, 200));
        var happened = new List<RoutingEvent>();
        if (_random.Next(3) == 0)
            foreach (var e in Sweeping.Sweep(State, Now))
                Apply(e, happened);
        for (var i = _random.Next(1, 4); i > 0; i--)
            if (Next() is { } e)
                Apply(e, happened);
        if (_random.Next(2) == 0)
            foreach (var offer in Matching.Match(State, Now))
                Apply(new RoutingEvent.TicketOffered(offer, Now), happened);
        return happened;
    }

    private void Apply(RoutingEvent e, List<RoutingEvent> happened)
    {
        State = Folding.Apply(State, e);
        happened.Add(e);
    }

    private RoutingEvent? Next() => _random.Next(13) switch
    {
        <= 2 => new RoutingEvent.TicketQueued(NewTicket(), Now),
        3 => Arrive(_random.Next(10)),
        4 => Any(State.Agents.Values) is { } a ? new RoutingEvent.AgentChanged(a with { Presence = (Presence)_random.Next(5) }, Now) : null,
        5 => Any(State.Offers.Values) is { } o ? new RoutingEvent.OfferAccepted(o.Ticket, o.Agent, Now) : null,
        6 => Any(State.Offers.Values) is { } o ? new RoutingEvent.OfferDeclined(o.Ticket, o.Agent, DeclineReason.Busy, Now) : null,
        7 => Any(State.Held.Values) is { } h ? new RoutingEvent.TicketLeft(h.Ticket.Id, Now) : null,
        8 => Any(State.Held.Values) is { } h ? new RoutingEvent.TicketQueued(h.Ticket with { Demand = h.Ticket.Demand.At(Tier.Technical), WaitingSince = Now }, Now) : null,
        9 => Any(State.Waiting.Values) is { } t ? new RoutingEvent.TicketQueued(t with { Priority = (Priority)_random.Next(1, 5) }, Now) : null,
        10 => Any(State.Agents.Values) is { } a
            ? a.DisconnectedSince is null ? new RoutingEvent.AgentDisconnected(a.Id, Now) : new RoutingEvent.AgentReconnected(a.Id, Now) : null,
        11 => Any(State.Held.Values) is { } h ? new RoutingEvent.HeldChanged(h.Ticket with { Priority = (Priority)_random.Next(1, 5) }, Now) : null,
        _ => Any(State.Agents.Values) is { } a && _random.Next(4) == 0 ? new RoutingEvent.AgentLeft(a.Id, Now) : null,
    };

    private T? Any<T>(IEnumerable<T> among) where T : class
    {
        var list = among.ToList();
        return list.Count == 0 ? null : list[_random.Next(list.Count)];
    }

    private WaitingTicket NewTicket()
    {
        var number = ++_tickets;
        var demand = new Demand(
            _random.Next(3) == 0 ? Tier.Technical : Tier.ServiceDesk,
            _random.Next(4) == 0 ? WorkKind.Ticket : WorkKind.Chat,
            _random.Next(3) switch { 0 => "en", 1 => "de", _ => null },
            _random.Next(2) == 0 ? [new SkillDemand(Skill(), 1 + _random.Next(5))] : [],
            _random.Next(5) == 0 ? 2 : 1,
            customer: _random.Next(2) == 0 ? new CustomerId($"customer{_random.Next(3)}") : null);
        var priority = (Priority)_random.Next(1, 5);
        var last = _random.Next(3) == 0 ? new LastAgent(Desk.AgentNo(_random.Next(10)), Now - Duration.FromHours(_random.Next(100))) : (LastAgent?)null;
        return new(Desk.TicketNo(number), priority, Now + Duration.FromMinutes(_random.Next(1, 20) * (int)priority), Now, Now, demand) { LastAgent = last };
    }

    private RoutingEvent.AgentChanged Arrive(int number)
    {
        var open = Now + Duration.FromMinutes(_random.Next(1, 40));
        WorkingHours hours = _random.Next(3) == 0 ? now => now < open ? new(true, open) : new(false, Instant.MaxValue) : FixedHours.Always;
        var agent = new Agent(Desk.AgentNo(number))
        {
            Tiers = _random.Next(3) switch { 0 => [Tier.ServiceDesk, Tier.Technical], 1 => [Tier.Technical], _ => [Tier.ServiceDesk] },
            Languages = _random.Next(2) == 0 ? ["en"] : ["en", "de"],
            Skills = ImmutableDictionary<SkillId, SkillGrade>.Empty
                .SetItem(Skill(), Grade()).SetItem(Skill(), Grade()),
            Customers = _random.Next(3) == 0 ? [new CustomerId($"customer{_random.Next(3)}")] : [],
            Capacity = new WorkUnits(_random.Next(4), _random.Next(4)),
            Presence = Presence.Available,
            Hours = hours,
            Absences = _random.Next(5) == 0 ? [new Absence(Now + Duration.FromMinutes(_random.Next(20)), Now + Duration.FromMinutes(30))] : [],
        };
        return new(agent, Now);
    }

    private SkillGrade Grade() => new(1 + _random.Next(5), _random.Next(3) == 0 ? Now + Duration.FromMinutes(_random.Next(30)) : null);

    private SkillId Skill() => new($"skill{_random.Next(3)}");
}
