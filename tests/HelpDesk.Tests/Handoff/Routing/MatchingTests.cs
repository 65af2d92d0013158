using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Routing.Board;
using HelpDesk.Handoff.Tickets;
using NodaTime;
using static HelpDesk.Tests.Handoff.Routing.Desk;

namespace HelpDesk.Tests.Handoff.Routing;

public sealed class MatchingTests
{
    [Fact]
    public void P1_is_always_ahead_then_the_earliest_due_then_the_oldest()
    {
        var state = Empty().With(Agent(1), Agent(2), Agent(3), Agent(4)).With(
            Ticket(1, Priority.P4, due: 10, opened: 2), Ticket(2, Priority.P1, due: 50), Ticket(3, Priority.P2, due: 20), Ticket(4, Priority.P3, due: 10, opened: 1));

        Assert.Equal("2>1, 4>2, 1>3, 3>4", Match(state, At(3)));
    }

    [Theory]
    [InlineData(MatchBy.LongestIdle, "9>2")]
    [InlineData(MatchBy.LeastLoaded, "9>3")]
    [InlineData(MatchBy.BestSkill, "9>1")]
    public void The_policy_chooses_among_able_agents(MatchBy by, string expected)
    {
        // 1 knows most but has just taken a chat of three; 2 has been idle longest with a ticket of four; 3 is free and came last.
        var state = Empty(RoutingPolicy.Default with { MatchBy = by }).With(Agent(1, level: 5, chats: 3), Agent(2, level: 2, chats: 4), Agent(3, level: 2, chats: 4))
            .With(Ticket(1), Ticket(2)).Holding(2, agent: 2, At(1)).Holding(1, agent: 1, At(3))
            .With(new RoutingEvent.AgentChanged(Agent(3, level: 2, chats: 4) with { Presence = Presence.Away }, At(2)), new RoutingEvent.AgentChanged(Agent(3, level: 2, chats: 4), At(4)))
            .With(Ticket(9, demand: Networking(2), opened: 5));

        Assert.Equal(expected, Match(state, At(5)));
    }

    public static TheoryData<string, Agent> Unable() => new()
    {
        { "tier", Agent(1, Tier.Technical, level: 3) },
        { "skill", Agent(1, level: 2) },
        { "expired skill", Agent(1) with { Skills = Agent(1, level: 5).Skills.SetItem(Network, new SkillGrade(5, At(0))) } },
        { "language", Agent(1, level: 3) with { Languages = ["de"] } },
        { "hours", Agent(1, level: 3) with { Hours = FixedHours.Never } },
        { "absence", Agent(1, level: 3) with { Absences = [new Absence(At(-60), At(60))] } },
        { "busy", Agent(1, level: 3) with { Presence = Presence.Busy } },
        { "wrap-up", Agent(1, level: 3) with { Presence = Presence.WrapUp } },
        { "disconnected", Agent(1, level: 3) with { DisconnectedSince = At(0) } },
        { "customer", Agent(1, level: 3) with { Customers = [new CustomerId("another")] } },
        { "capacity", Agent(1, level: 3, chats: 0) },
    };

    [Theory]
    [MemberData(nameof(Unable))]
    public void An_agent_who_lacks_one_thing_is_not_asked_and_the_explanation_says_which(string lacks, Agent agent)
    {
        var demand = new Demand(Tier.ServiceDesk, language: "en", skills: [new SkillDemand(Network, 3)], customer: new CustomerId("one"));
        var state = Empty().With(agent).With(Ticket(1, demand: demand));

        Assert.Equal("", Match(state, At(1)));
        var obstacle = Assert.Single(Assert.Single(Explaining.Explain(state, TicketNo(1), At(1))!.Agents).Obstacles);
        Assert.Equal(
            lacks switch
            {
                "tier" => typeof(Obstacle.OtherTier), "skill" or "expired skill" => typeof(Obstacle.SkillTooLow), "language" => typeof(Obstacle.OtherLanguage), "customer" => typeof(Obstacle.OtherCustomer),
                "hours" => typeof(Obstacle.OffHours), "absence" => typeof(Obstacle.Absent), "disconnected" => typeof(Obstacle.Disconnected),
                "capacity" => typeof(Obstacle.NoRoom), _ => typeof(Obstacle.NotAvailable),
            },
            obstacle.GetType());
    }

    [Theory]
    [InlineData(2, 59, "")]
    [InlineData(3, 0, "1>1")]
    public void Skill_demands_relax_with_waiting(int minutes, int seconds, string expected) =>
        Assert.Equal(expected, Match(Empty().With(Agent(1, level: 2)).With(Ticket(1, demand: Networking(3))), At(minutes, seconds)));

    [Theory]
    [InlineData(Priority.P2, 4, "")]
    [InlineData(Priority.P2, 5, "1>2")]
    [InlineData(Priority.P4, 500, "")]
    public void A_long_wait_overflows_to_the_next_tier_where_the_priority_allows(Priority priority, int minutes, string expected) =>
        Assert.Equal(expected, Match(Empty().With(Agent(2, Tier.Technical)).With(Ticket(1, priority)), At(minutes)));

    [Fact]
    public void A_long_queue_overflows_but_the_own_tier_comes_first()
    {
        var policy = RoutingPolicy.Default with { OverflowLength = RoutingPolicy.Default.OverflowLength.Add(Tier.ServiceDesk, 2) };
        var state = Empty(policy).With(Agent(1), Agent(2, Tier.Technical)).With(Ticket(1, due: 1), Ticket(2, due: 2));

        Assert.Equal("1>1", Match(state, At(0)));
        Assert.Equal("1>1, 2>2", Match(state.With(Ticket(3, due: 3)), At(0)));
    }

    [Fact]
    public void Who_declined_is_not_asked_again_for_ten_minutes()
    {
        var state = Offered(Empty().With(Agent(1)).With(Ticket(1)), At(0));
        var declined = state.With(Answering.Decline(state, TicketNo(1), AgentNo(1), DeclineReason.MissingAccess, At(0, 10)).Event!);

        Assert.Equal("", Match(declined, At(10, 9)));
        Assert.Equal("1>1", Match(declined, At(10, 10)));
        Assert.IsType<Obstacle.WasAsked>(Assert.Single(Explaining.Explain(declined, TicketNo(1), At(5))!.Agents[0].Obstacles));
    }

    [Fact]
    public void The_last_agent_comes_first_and_is_waited_for_two_minutes_but_not_for_P1()
    {
        var last = new LastAgent(AgentNo(2), At(-60));
        var state = Empty().With(Agent(1), Agent(2)).With(Ticket(1) with { LastAgent = last });
        Assert.Equal("1>2", Match(state, At(0)));

        var busy = Empty().With(Agent(1), Agent(2) with { Presence = Presence.Busy });
        Assert.Equal("", Match(busy.With(Ticket(1) with { LastAgent = last }), At(1, 59)));
        Assert.Equal("1>1", Match(busy.With(Ticket(1) with { LastAgent = last }), At(2)));
        Assert.Equal("1>1", Match(busy.With(Ticket(1, Priority.P1) with { LastAgent = last }), At(0)));
        Assert.Equal("1>1", Match(Empty().With(Agent(1)).With(Ticket(1) with { LastAgent = last }), At(0)));
    }

    [Fact]
    public void An_agent_has_at_most_the_policys_open_offers_and_a_ticket_one()
    {
        var state = Empty().With(Agent(1, chats: 5)).With(Ticket(1), Ticket(2), Ticket(3));
        Assert.Equal("1>1", Match(state, At(0)));

        var two = state with { Policy = state.Policy with { OffersPerAgent = 2 } };
        Assert.Equal("1>1, 2>1", Match(two, At(0)));
        Assert.Equal("", Match(Offered(two, At(0)), At(0, 1)));
    }

    [Fact]
    public void The_explanation_ranks_agents_and_gives_the_place_in_the_queue()
    {
        var state = Empty().With(Agent(1), Agent(2), Agent(3, Tier.Technical)).With(Ticket(1, Priority.P1, due: 15), Ticket(2, Priority.P2, due: 5));

        var explained = Explaining.Explain(state, TicketNo(2), At(6))!;

        Assert.Equal((2, OverflowCause.Wait, 0), (explained.Position, explained.Overflow, explained.RelaxedLevels));
        Assert.Equal([AgentNo(1), AgentNo(2), AgentNo(3)], explained.Agents.Select(a => a.Agent));
        Assert.Equal(new Obstacle.OwnTierFirst(Tier.ServiceDesk), Assert.Single(explained.Agents[2].Obstacles));
        Assert.Null(Explaining.Explain(state, TicketNo(99), At(6)));
    }

    private static string Match(RoutingState state, Instant now)
    {
        var offers = Matching.Match(state, now);
        Assert.Equal(offers, new RoutingBoard(state, now).Match(now));
        return Told(offers);
    }

    private static RoutingState Offered(RoutingState state, Instant now) =>
        state.With([.. Matching.Match(state, now).Select(o => new RoutingEvent.TicketOffered(o, now))]);
}
