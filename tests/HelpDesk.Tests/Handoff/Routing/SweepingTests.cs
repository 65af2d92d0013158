using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Tickets;
using NodaTime;
using static HelpDesk.Tests.Handoff.Routing.Desk;

namespace HelpDesk.Tests.Handoff.Routing;

public sealed class SweepingTests
{
    [Fact]
    public void An_offer_runs_out_after_thirty_seconds_and_goes_to_the_next()
    {
        var state = Empty().With(Agent(1), Agent(2)).With(Ticket(1));
        state = state.With(new RoutingEvent.TicketOffered(Assert.Single(Matching.Match(state, At(0))), At(0)));

        Assert.Empty(Sweeping.Sweep(state, At(0, 29)));
        Assert.Equal(At(0, 30), Sweeping.NextDeadline(state));
        var expired = Sweep(state, At(0, 30), new RoutingEvent.OfferExpired(TicketNo(1), AgentNo(1), At(0, 30)));
        Assert.Equal("1>2", Told(Matching.Match(expired, At(0, 30))));
    }

    [Fact]
    public void An_offer_is_taken_back_from_who_serves_the_customer_no_more()
    {
        var state = Empty().With(Agent(1), Agent(2)).With(Ticket(1, demand: new Demand(Tier.ServiceDesk, customer: new CustomerId("one"))));
        state = state.With(new RoutingEvent.TicketOffered(Assert.Single(Matching.Match(state, At(0))), At(0)))
            .With(new RoutingEvent.AgentChanged(Agent(1) with { Customers = [new CustomerId("two")] }, At(0, 5)));

        var back = Sweep(state, At(0, 5), new RoutingEvent.OfferWithdrawn(TicketNo(1), AgentNo(1), At(0, 5)));

        Assert.Equal("1>2", Told(Matching.Match(back, At(0, 5))));
    }

    [Fact]
    public void A_silent_agent_loses_the_chat_to_the_head_of_its_priority_but_not_past_P1()
    {
        var state = Empty().With(Agent(1)).With(Ticket(1, Priority.P3, due: 200)).Holding(1, agent: 1, At(0))
            .With(Ticket(2, Priority.P3, due: 50), Ticket(3, Priority.P1, due: 300), Ticket(4, Priority.P2, due: 40));

        Assert.Empty(Sweeping.Sweep(state, At(4, 59)));
        var back = Sweep(state, At(5), new RoutingEvent.ReturnedToQueue(TicketNo(1), AgentNo(1), ReturnReason.Silent, At(5)));

        Assert.Equal([TicketNo(3), TicketNo(4), TicketNo(1), TicketNo(2)], Matching.Queue(back).Select(t => t.Id));
        Assert.Equal("3>1", Told(Matching.Match(back, At(5))));
    }

    [Fact]
    public void Silence_counts_from_the_persons_first_unanswered_word()
    {
        var state = Empty().With(Agent(1)).With(Ticket(1)).Holding(1, agent: 1, At(0))
            .With(new RoutingEvent.AgentReplied(TicketNo(1), At(1)));
        Assert.Empty(Sweeping.Sweep(state, At(60)));

        state = state.With(new RoutingEvent.PersonWrote(TicketNo(1), At(60)), new RoutingEvent.PersonWrote(TicketNo(1), At(64)));
        Assert.Equal(At(65), Sweeping.NextDeadline(state));
        Assert.Single(Sweeping.Sweep(state, At(65)));
    }

    [Fact]
    public void Work_that_is_no_chat_stays_with_a_silent_or_disconnected_agent()
    {
        var state = Empty().With(Agent(1)).With(Ticket(1, demand: new Demand(Tier.ServiceDesk, WorkKind.Ticket))).Holding(1, agent: 1, At(0))
            .With(new RoutingEvent.AgentDisconnected(AgentNo(1), At(1)));

        Assert.Equal([new RoutingEvent.AgentDropped(AgentNo(1), At(9))], Sweeping.Sweep(state, At(9)));
    }

    [Fact]
    public void Who_disconnects_has_sixty_seconds_of_grace()
    {
        var held = Empty().With(Agent(1), Agent(2)).With(Ticket(1)).Holding(1, agent: 1, At(0))
            .With(new RoutingEvent.AgentReplied(TicketNo(1), At(1)), new RoutingEvent.AgentDisconnected(AgentNo(1), At(2)));

        Assert.Empty(Sweeping.Sweep(held, At(2, 59)));
        Assert.Empty(Sweeping.Sweep(held.With(new RoutingEvent.AgentReconnected(AgentNo(1), At(2, 59))), At(9)));
        var gone = Sweep(held, At(3), new RoutingEvent.AgentDropped(AgentNo(1), At(3)), new RoutingEvent.ReturnedToQueue(TicketNo(1), AgentNo(1), ReturnReason.Disconnected, At(3)));
        Assert.Equal(Presence.Offline, gone.Agents[AgentNo(1)].Presence);
        Assert.Equal("1>2", Told(Matching.Match(gone, At(3))));
    }

    [Fact]
    public void An_offer_to_somebody_who_went_away_is_withdrawn_and_not_held_against_him()
    {
        var state = Empty().With(Agent(1)).With(Ticket(1));
        state = state.With(new RoutingEvent.TicketOffered(Assert.Single(Matching.Match(state, At(0))), At(0)))
            .With(new RoutingEvent.AgentChanged(Agent(1) with { Presence = Presence.Away }, At(0, 5)));

        var withdrawn = Sweep(state, At(0, 6), new RoutingEvent.OfferWithdrawn(TicketNo(1), AgentNo(1), At(0, 6)));

        Assert.Empty(withdrawn.Waiting[TicketNo(1)].Asked);
    }

    [Fact]
    public void Only_the_one_who_was_asked_in_time_gets_the_ticket()
    {
        var waiting = Empty().With(Agent(1), Agent(2)).With(Ticket(1));
        var offered = waiting.With(new RoutingEvent.TicketOffered(Matching.Match(waiting, At(0))[0], At(0)));

        Assert.Equal(OfferRefusal.NotOffered, Answering.Accept(waiting, TicketNo(1), AgentNo(1), At(0)).Refused);
        Assert.Equal(OfferRefusal.OfferedToAnother, Answering.Accept(offered, TicketNo(1), AgentNo(2), At(0, 1)).Refused);
        Assert.Equal(OfferRefusal.OfferExpired, Answering.Accept(offered, TicketNo(1), AgentNo(1), At(0, 30)).Refused);
        var held = offered.With(Answering.Accept(offered, TicketNo(1), AgentNo(1), At(0, 29)).Event!);
        Assert.Equal(OfferRefusal.AlreadyHeld, Answering.Accept(held, TicketNo(1), AgentNo(2), At(0, 29)).Refused);
        Assert.Equal(default, Answering.Accept(held, TicketNo(1), AgentNo(1), At(0, 29)));
        Assert.Same(held, held.With(new RoutingEvent.OfferAccepted(TicketNo(1), AgentNo(2), At(1))));
    }

    private static RoutingState Sweep(RoutingState state, Instant now, params RoutingEvent[] expected)
    {
        var events = Sweeping.Sweep(state, now);
        Assert.Equal(expected, events);
        return state.With([.. events]);
    }
}
