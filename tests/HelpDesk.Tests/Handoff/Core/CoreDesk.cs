using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Reports;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Routing.Board;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Core;

/// <summary>The whole core in memory: commands in, tickets, clocks, routing and records out; nothing else is kept.</summary>
internal sealed class CoreDesk(HelpDeskPolicy policy, Instant start)
{
    private readonly Dictionary<TicketId, List<TicketEvent>> _streams = [];

    public HelpDeskPolicy Policy => policy;
    public Dictionary<TicketId, Ticket> Tickets { get; } = [];
    public RoutingBoard Board { get; } = new(RoutingState.Start(policy.Routing), start);
    public IReadOnlyList<TicketEvent> History(TicketId id) => _streams[id];

    public Decision Try(TicketId id, TicketCommand command, Instant now)
    {
        var decision = TicketRules.Decide(Tickets.GetValueOrDefault(id), command, policy.Desk, now);
        if (decision is Decision.Accepted accepted)
            Happen(id, accepted.Events);
        return decision;
    }

    public void Do(TicketId id, TicketCommand command, Instant now) => Assert.True(Try(id, command, now) is Decision.Accepted, $"{command} was not accepted");

    public void Agent(Agent agent, Instant now) => Board.Apply(new RoutingEvent.AgentChanged(agent, now));

    public SlaOutcome.Known Clocks(TicketId id) => Assert.IsType<SlaOutcome.Known>(TicketClocks.Due(_streams[id], policy.Desk, policy.Sla));

    public TicketRecord Record(TicketId id) => _streams[id].Aggregate((TicketRecord?)null, TicketRecordFold.Apply)!;

    /// <summary>Sweeps and matches until nothing more is to be done; gives the offers that were made.</summary>
    /// <param name="swept">Hears what each sweep found.</param>
    public IReadOnlyList<Offer> Route(Instant now, Action<RoutingEvent>? swept = null)
    {
        var made = new List<Offer>();
        while (true)
        {
            var found = Board.Sweep(now);
            foreach (var e in found)
            {
                if (TicketRouting.CommandFor(e, Board.State) is { } command)
                    Do(RoutingEvents.Touched(e).Ticket!.Value, command, now);
                else
                    Board.Apply(e);
                swept?.Invoke(e);
            }
            var offers = Board.Match(now);
            InOrder(offers);
            foreach (var offer in offers)
                Do(offer.Ticket, new TicketCommand.Offer(offer.Agent, Actor.Desk), now);
            made.AddRange(offers);
            if (found.Count == 0 && offers.Count == 0)
                return made;
        }
    }

    /// <summary>P1 first, then what is due earliest.</summary>
    private void InOrder(IReadOnlyList<Offer> offers)
    {
        var order = offers.Select(o => Board.State.Waiting[o.Ticket]).Select(t => (t.Priority == Priority.P1 ? 0 : 1, t.OrderDue)).ToList();
        Assert.Equal(order.Order(), order);
        Assert.All(offers, o => Assert.Equal(Tickets[o.Ticket].Priority, Board.State.Waiting[o.Ticket].Priority));
    }

    /// <summary>Records what the clocks say at their time: every warning and breach that is due by now.</summary>
    public void Ring(TicketId id, Instant now)
    {
        foreach (var clock in Clocks(id).Clocks.Where(c => c.Kind is SlaClockKind.Response or SlaClockKind.Resolution))
            foreach (var alarm in clock.Alarms().Where(a => a.At <= now))
                Try(id, alarm.Percent < 100
                    ? new TicketCommand.WarnSla(clock.Kind, alarm.Percent, clock.Due ?? alarm.At, Actor.Desk)
                    : new TicketCommand.BreachSla(clock.Kind, alarm.At, Actor.Desk), now);
    }

    private void Happen(TicketId id, IEnumerable<TicketEvent> events)
    {
        if (!_streams.TryGetValue(id, out var stream))
            _streams.Add(id, stream = []);
        foreach (var happened in events)
        {
            stream.Add(happened);
            var after = Tickets[id] = Ticket.Apply(Tickets.GetValueOrDefault(id), happened);
            foreach (var e in TicketRouting.Of(happened, after, policy.Routing, QueueDue(id, happened)))
                Board.Apply(e);
        }
    }

    private Instant QueueDue(TicketId id, TicketEvent happened) =>
        TicketClocks.Due(_streams[id], policy.Desk, policy.Sla) is SlaOutcome.Known known ? TicketClocks.QueueDue(known) ?? Instant.MaxValue : happened.At;
}
