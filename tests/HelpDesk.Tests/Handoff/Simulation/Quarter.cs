using System.Diagnostics.CodeAnalysis;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Routing.Board;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Simulation;

/// <summary>
/// Ninety days of a help desk on a virtual clock: people ask mostly by day, agents come and go with their shifts, take, decline and overlook offers,
/// fall silent, lose their connection. Everything that routing decides goes through the board and is checked as it happens.
/// </summary>
[SuppressMessage("Security", "CA5394", Justification = "Made up from a seed on purpose.")]
internal sealed class Quarter
{
    private readonly Random _random;
    private readonly PriorityQueue<Action, (Instant At, long Order)> _agenda = new();
    private readonly QuarterChecks _checks;
    private readonly RoutingBoard _board;
    private readonly int _tickets;
    private long _order;
    private Instant _now = Roster.Start;
    private Instant _nextLook = Instant.MaxValue;

    public Quarter(int seed, int tickets)
    {
        _random = new Random(seed);
        _tickets = tickets;
        Roster = new Roster(_random);
        _checks = new QuarterChecks(Roster, Truth);
        _board = new RoutingBoard(RoutingState.Start(RoutingPolicy.Default), Roster.Start);
    }

    public Roster Roster { get; }
    public Truth Truth { get; } = new();
    public List<RoutingEvent> Events { get; } = [];
    public RoutingState State => _board.State;
    public int MostWaiting => _checks.MostWaiting;

    public Quarter Live()
    {
        for (var person = 0; person < Roster.People; person++)
            Employ(person);
        for (var i = 0; i < _tickets; i++)
            Plan(TimeOfDay(), Asks(i));
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
        Apply(new RoutingEvent.AgentChanged(Roster.AgentOf(person), _now));
        for (var day = 0; day <= Roster.Days; day++)
        {
            var begin = Roster.Start + Duration.FromDays(day) + Duration.FromHours(Roster.ShiftOf(person));
            Plan(begin + Duration.FromSeconds(_random.Next(0, 300)), () => Be(person, Presence.Available));
            Plan(begin + Duration.FromHours(8), () => Be(person, Presence.Busy));
            if (_random.Next(4) == 0)
                Plan(begin + Duration.FromMinutes(_random.Next(480)), () => LoseConnection(person));
            if (_random.Next(2) == 0)
                Plan(begin + Duration.FromMinutes(_random.Next(400)), () => TakeBreak(person));
        }
    }

    private void Be(int person, Presence presence)
    {
        if (presence == Presence.Available && Truth.Disconnected[person] is not null)
            return;
        Truth.Ready[person] = presence == Presence.Available;
        Apply(new RoutingEvent.AgentChanged(_board.State.Agents[Roster.IdOf(person)] with { Presence = presence }, _now));
    }

    private void TakeBreak(int person)
    {
        Be(person, Presence.Busy);
        Plan(_now + Duration.FromMinutes(_random.Next(1, 30)), () => Be(person, Presence.Available));
    }

    private void LoseConnection(int person)
    {
        if (Truth.Disconnected[person] is not null)
            return;
        Truth.Disconnected[person] = _now;
        Apply(new RoutingEvent.AgentDisconnected(Roster.IdOf(person), _now));
        Plan(_now + Duration.FromSeconds(_random.Next(5, 400)), () =>
        {
            Truth.Disconnected[person] = null;
            Apply(new RoutingEvent.AgentReconnected(Roster.IdOf(person), _now));
            Be(person, Presence.Available);
        });
    }

    private Action Asks(int number) => () =>
    {
        var ticket = TicketOf(number);
        Truth.Tickets.Add(ticket.Id, new TrueTicket(ticket.Id, ticket, _now));
        Apply(new RoutingEvent.TicketQueued(ticket, _now));
    };

    private WaitingTicket TicketOf(int number)
    {
        var priority = _random.Next(100) switch { < 3 => Priority.P1, < 15 => Priority.P2, < 75 => Priority.P3, _ => Priority.P4 };
        var minutes = priority switch { Priority.P1 => 15, Priority.P2 => 30, Priority.P3 => 120, _ => 240 };
        var tier = _random.Next(100) switch { < 65 => Tier.ServiceDesk, < 92 => Tier.Technical, _ => Tier.Specialist };
        var skills = _random.Next(2) == 0 ? [new SkillDemand(Roster.Skills[_random.Next(3)], _random.Next(1, 4))] : Array.Empty<SkillDemand>();
        var demand = new Demand(tier, _random.Next(5) == 0 ? WorkKind.Ticket : WorkKind.Chat, _random.Next(4) == 0 ? "de" : null, skills);
        return new(new TicketId(new Guid(number + 1, 1, 0, new byte[8])), priority, _now + Duration.FromMinutes(minutes), _now, _now, demand);
    }

    /// <summary>Most people ask by day, some at night, and a quarter of them in one of twenty rushes of half an hour, when something has broken.</summary>
    private Instant TimeOfDay()
    {
        if (_random.Next(4) == 0)
            return Roster.Start + Duration.FromDays(4 * _random.Next(20)) + Duration.FromHours(10) + Duration.FromSeconds(_random.Next(1800));
        var hour = _random.Next(10) == 0 ? _random.NextDouble() * 24 : 8 + (_random.NextDouble() + _random.NextDouble()) * 5;
        return Roster.Start + Duration.FromDays(_random.Next(Roster.Days)) + Duration.FromHours(hour);
    }

    /// <summary>Sweeps and matches until nothing more is to be done now, then plans to look again when something falls due.</summary>
    private void Route()
    {
        while (true)
        {
            var swept = _board.Sweep(_now);
            foreach (var e in swept)
                Sweep(e);
            var offers = _board.Match(_now);
            _checks.Offers(_board.State, offers, _now);
            foreach (var offer in offers)
                Make(offer);
            if (swept.Count == 0 && offers.Count == 0)
                break;
        }
        _checks.NothingOverdue(_now);
        var next = _board.NextDeadline;
        if (next == Instant.MaxValue || next == _nextLook || _board.State is { Waiting.IsEmpty: true, Held.IsEmpty: true } && _agenda.Count == 0)
            return;
        _nextLook = next;
        Plan(next, () => { });
    }

    private void Sweep(RoutingEvent e)
    {
        Apply(e);
        switch (e)
        {
            case RoutingEvent.ReturnedToQueue returned:
                _checks.Return(returned, _now);
                Truth.Tickets[returned.Ticket].Refused.Add((Roster.PersonOf(returned.Agent), _now));
                Truth.GiveBack(returned.Ticket, _now);
                break;
            case RoutingEvent.OfferExpired expired:
                Truth.Tickets[expired.Ticket].Refused.Add((Roster.PersonOf(expired.Agent), _now));
                break;
            case RoutingEvent.AgentDropped dropped:
                Truth.Ready[Roster.PersonOf(dropped.Agent)] = false;
                break;
        }
    }

    private void Make(Offer offer)
    {
        Apply(new RoutingEvent.TicketOffered(offer, _now));
        var chance = _random.Next(100);
        if (chance < 8)
            return; // Overlooked: it runs out.
        Plan(_now + Duration.FromSeconds(_random.Next(1, 29)), () =>
        {
            var answer = chance < 13
                ? Answering.Decline(_board.State, offer.Ticket, offer.Agent, DeclineReason.Busy, _now)
                : Answering.Accept(_board.State, offer.Ticket, offer.Agent, _now);
            if (answer.Event is not { } e)
                return;
            Apply(e);
            if (e is RoutingEvent.OfferAccepted)
                Work(offer.Ticket, Roster.PersonOf(offer.Agent));
            else
                Truth.Tickets[offer.Ticket].Refused.Add((Roster.PersonOf(offer.Agent), _now));
        });
    }

    private void Work(TicketId id, int person)
    {
        Truth.Take(id, person, _now);
        var ticket = Truth.Tickets[id];
        var holding = ticket.Holdings;
        var isSilent = _random.Next(50) == 0;
        if (!isSilent)
            Plan(_now + Duration.FromSeconds(_random.Next(10, 200)), () => Reply(ticket, holding));
        else if (ticket.Asked.Demand.Kind == WorkKind.Chat)
            return; // Never heard of again: the sweep takes the chat back.
        Plan(_now + Duration.FromMinutes(3) + Duration.FromSeconds(_random.Next(30, 1500)), () =>
        {
            if (ticket.Holder is null || ticket.Holdings != holding)
                return;
            Truth.Finish(id, _now);
            Apply(new RoutingEvent.TicketLeft(id, _now));
        });
    }

    private void Reply(TrueTicket ticket, int holding)
    {
        if (ticket.Holder is null || ticket.Holdings != holding)
            return;
        ticket.OwedSince = null;
        Apply(new RoutingEvent.AgentReplied(ticket.Id, _now));
    }

    private void Apply(RoutingEvent e)
    {
        _board.Apply(e);
        Events.Add(e);
    }

    private void Plan(Instant at, Action happens) => _agenda.Enqueue(happens, (at, _order++));
}
