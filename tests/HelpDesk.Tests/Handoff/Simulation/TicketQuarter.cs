using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Tests.Handoff.Core;
using HelpDesk.Tests.Handoff.Policy;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Simulation;

/// <summary>The quarter again with whole tickets: each step is a command to the core, by the shipped policy, on a virtual clock in whole seconds.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Made up from a seed on purpose.")]
internal sealed partial class TicketQuarter
{
    private readonly Random _random;
    private readonly PriorityQueue<Action, (Instant At, long Order)> _agenda = new();
    private readonly Instant?[] _lost = new Instant?[Roster.People];
    private readonly Roster _roster;
    private readonly int _tickets;
    private long _order;
    private long _message;
    private Instant _now = Roster.Start;
    private Instant _nextLook = Instant.MaxValue;

    public TicketQuarter(int seed, int tickets)
    {
        _random = new Random(seed);
        _tickets = tickets;
        _roster = new Roster(_random);
    }

    public CoreDesk Desk { get; } = new(ShippedFiles.Policy, Roster.Start);
    public Dictionary<TicketId, TicketTruth> Truth { get; } = [];
    public int Returned { get; private set; }

    public TicketQuarter Live()
    {
        for (var person = 0; person < Roster.People; person++)
            Employ(person);
        for (var i = 0; i < _tickets; i++)
            Plan(TimeOfDay(), Asks(new TicketId(new Guid(i + 1, 2, 0, new byte[8]))));
        while (_agenda.TryDequeue(out var happens, out var when))
        {
            _now = when.At;
            happens();
            Route();
        }
        return this;
    }

    private void Employ(int person)
    {
        var levels = Desk.Policy.Desk.Skills.ToImmutableDictionary(s => s.Id, _ => new SkillGrade(_random.Next(1, 6)));
        Desk.Agent(_roster.AgentOf(person) with { Skills = levels, Capacity = new WorkUnits(3, 8) }, _now);
        for (var day = 0; day <= Roster.Days + 7; day++)
        {
            var begin = Roster.Start + Duration.FromDays(day) + Duration.FromHours(Roster.ShiftOf(person));
            Plan(begin + Seconds(0, 300), () => Be(person, Presence.Available));
            Plan(begin + Duration.FromHours(8), () => Be(person, Presence.Busy));
            if (_random.Next(4) == 0)
                Plan(begin + Seconds(0, 28_000), () => LoseConnection(person));
        }
    }

    private void Be(int person, Presence presence)
    {
        if (_lost[person] is null)
            Desk.Agent(Desk.Board.State.Agents[Roster.IdOf(person)] with { Presence = presence }, _now);
    }

    private void LoseConnection(int person)
    {
        if (_lost[person] is not null) return;
        _lost[person] = _now;
        Desk.Board.Apply(new RoutingEvent.AgentDisconnected(Roster.IdOf(person), _now));
        Plan(_now + Seconds(5, 400), () =>
        {
            _lost[person] = null;
            Desk.Board.Apply(new RoutingEvent.AgentReconnected(Roster.IdOf(person), _now));
            Be(person, Presence.Available);
        });
    }

    private Action Asks(TicketId id) => () =>
    {
        var (impact, urgency, priority) = _random.Next(100) switch
        {
            < 3 => (Impact.Company, Urgency.Critical, Priority.P1),
            < 15 => (Impact.Department, Urgency.Medium, Priority.P2),
            < 75 => (Impact.Person, Urgency.Medium, Priority.P3),
            _ => (Impact.Person, Urgency.Low, Priority.P4),
        };
        var categories = Desk.Policy.Desk.Categories;
        var category = categories[_random.Next(categories.Count)].Id;
        Truth.Add(id, new TicketTruth(priority, _now));
        var channel = _random.Next(5) == 0 ? TicketChannel.Email : TicketChannel.Teams;
        Desk.Do(id, new TicketCommand.Open(id, "INC-1", TicketKind.Incident, channel, PersonOf(id), new("sample"), "It does not work", Actor.Bot), _now);
        Desk.Do(id, new TicketCommand.Triage(category, impact, urgency, null, ["made up"], Actor.Bot), _now);
        Desk.Do(id, new TicketCommand.Enqueue(Desk.Policy.Desk.QueueFor(category, priority).Id, Desk.Policy.Desk.RouteFor(category, priority).Skills, Actor.Bot), _now);
        Watch(id);
        MayChange(id);
        if (_random.Next(30) == 0)
            Plan(_now + Seconds(60, 1800), () => Leave(id));
    };

    private void Leave(TicketId id)
    {
        if (Truth[id] is not { Held.Count: 0, Left: false } truth) return;
        truth.Left = true;
        Desk.Do(id, new TicketCommand.Cancel(CancelReason.Left, "", Actor.Of(PersonOf(id))), _now);
    }

    /// <summary>Wakes half a second after each due time, so that what is done at the due time itself is in time.</summary>
    private void Watch(TicketId id)
    {
        var clocks = Desk.Clocks(id);
        foreach (var due in new[] { clocks.Response, clocks.Resolution }.Where(c => c.Ended is null).Select(c => c.Due).OfType<Instant>())
            if (due + Duration.FromMilliseconds(500) is var at && at > _now)
                Plan(at, () => Desk.Ring(id, _now));
    }

    private void Route()
    {
        foreach (var offer in Desk.Route(_now, Lost))
            Answer(offer);
        var next = Desk.Board.NextDeadline;
        if (next == Instant.MaxValue || next == _nextLook || Desk.Board.State is { Waiting.IsEmpty: true, Held.IsEmpty: true } && _agenda.Count == 0)
            return;
        _nextLook = next;
        Plan(next, () => { });
    }

    private void Lost(RoutingEvent swept)
    {
        if (swept is not RoutingEvent.ReturnedToQueue e) return;
        Returned++;
        Truth[e.Ticket].LetGo(_now);
    }

    private void Answer(Offer offer)
    {
        var chance = _random.Next(100);
        if (chance < 8) return; // Overlooked: it runs out.
        Plan(_now + Seconds(1, 29), () =>
        {
            if (Desk.Tickets[offer.Ticket].Offer is not { } open || open.Agent != offer.Agent || open.At != offer.At) return;
            var by = Actor.Of(offer.Agent);
            if (chance < 13)
            {
                Desk.Do(offer.Ticket, new TicketCommand.DeclineOffer("Busy", by), _now);
                return;
            }
            Truth[offer.Ticket].Take(offer.Agent, _now);
            Desk.Do(offer.Ticket, new TicketCommand.Accept(by), _now);
            Work(offer.Ticket, offer.Agent);
        });
    }

    private void Work(TicketId id, AgentId agent)
    {
        var holding = Truth[id].Held.Count;
        // Never heard of again: the sweep takes the talk back, as long as a reply is owed.
        if (_random.Next(60) == 0 && Truth[id].FirstReply is null && Desk.Tickets[id].Channel == TicketChannel.Teams) return;
        Plan(_now + Seconds(10, 200), () => If(id, holding, truth =>
        {
            truth.FirstReply ??= _now;
            Desk.Do(id, new TicketCommand.Reply(new($"m{++_message}"), "Looking.", Actor.Of(agent)), _now);
            var next = _random.Next(20);
            if (next < 4) Wait(id, agent, holding);
            else if (next == 5) AskVendor(id, agent, holding);
            else if (next == 4 && Desk.Tickets[id].Tier == Tier.ServiceDesk) Escalate(id, agent);
            else Plan(_now + Seconds(120, 1500), () => Resolve(id, agent, holding));
        }));
    }

    private void Wait(TicketId id, AgentId agent, int holding)
    {
        var since = _now;
        Desk.Do(id, new TicketCommand.Pause(PauseReason.User, "Needs an answer", null, Actor.Of(agent)), _now);
        Plan(_now + Seconds(60, 90_000), () => If(id, holding, truth =>
        {
            truth.Waits.Add((since, _now));
            Desk.Do(id, new TicketCommand.Resume("Called", Actor.Of(agent)), _now);
            Watch(id);
            Plan(_now + Seconds(60, 200), () => Resolve(id, agent, holding));
        }));
    }

    private void Escalate(TicketId id, AgentId agent)
    {
        Truth[id].LetGo(_now);
        Truth[id].Escalated = true;
        Desk.Do(id, new TicketCommand.Escalate(EscalationKind.Functional, new("technical"), "Too deep", Actor.Of(agent)), _now);
    }

    private void Resolve(TicketId id, AgentId agent, int holding) => If(id, holding, truth =>
    {
        truth.LetGo(_now);
        truth.Resolved.Add((_now, agent));
        Desk.Do(id, new TicketCommand.Resolve("Done.", "fixed", null, Actor.Of(agent)), _now);
        if (truth.Reopened is null && _random.Next(25) == 0) Plan(_now + Seconds(600, 5 * 86_400 / 2), () => Reopen(id));
        else Plan(_now + Duration.FromDays(3), () => Close(id));
    });

    private void Reopen(TicketId id)
    {
        Truth[id].Reopened = _now;
        Desk.Do(id, new TicketCommand.Reopen("It is back.", Actor.Of(PersonOf(id))), _now);
        Watch(id);
    }

    private void Close(TicketId id)
    {
        Desk.Do(id, new TicketCommand.Close(Actor.Desk), _now);
        if (_random.Next(3) != 0) return;
        Truth[id].Rating = _random.Next(2, 6);
        Desk.Do(id, new TicketCommand.Survey(Truth[id].Rating!.Value, null, Actor.Of(PersonOf(id))), _now);
    }

    /// <summary>Only if it is still in the same hands.</summary>
    private void If(TicketId id, int holding, Action<TicketTruth> then)
    {
        if (Truth[id] is { Holder: not null } truth && truth.Held.Count == holding) then(truth);
    }

    private static PersonId PersonOf(TicketId id) => new($"tenant/{id}");

    private Instant TimeOfDay()
    {
        var hour = _random.Next(10) == 0 ? _random.NextDouble() * 24 : 8 + ((_random.NextDouble() + _random.NextDouble()) * 5);
        return Roster.Start + Duration.FromDays(_random.Next(Roster.Days)) + Duration.FromSeconds((long)(hour * 3600));
    }

    private Duration Seconds(int from, int to) => Duration.FromSeconds(_random.Next(from, to));

    private void Plan(Instant at, Action happens) => _agenda.Enqueue(happens, (at, _order++));
}
