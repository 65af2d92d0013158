using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Routing.Board;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Routing;

/// <summary>Random desks, each grown from a seed: what every match must keep, and that the board never differs from the rule.</summary>
public sealed class BoardPropertyTests
{
    [Fact]
    public void A_match_never_exceeds_capacity_tier_skills_hours_presence_language_customers_or_offers() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var desk = new RandomDesk(seed);
            for (var step = 0; step < 30; step++)
            {
                desk.Step();
                Check(desk.State, desk.Now);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_board_gives_the_same_offers_as_the_rule_after_any_events() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var desk = new RandomDesk(seed);
            var board = new RoutingBoard(desk.State, desk.Now);
            for (var step = 0; step < 25; step++)
            {
                foreach (var e in desk.Step())
                    board.Apply(e);
                Assert.Equal(Matching.Match(desk.State, desk.Now), board.Match(desk.Now));
            }
            Assert.Equal(Matching.Match(desk.State, desk.Now), new RoutingBoard(desk.State, desk.Now).Match(desk.Now));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_ticket_waits_or_is_held_and_has_at_most_one_offer() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var desk = new RandomDesk(seed);
            for (var step = 0; step < 30; step++)
            {
                desk.Step();
                Assert.DoesNotContain(desk.State.Held.Keys, desk.State.Waiting.ContainsKey);
                Assert.All(desk.State.Offers.Keys, id => Assert.True(desk.State.Waiting.ContainsKey(id)));
            }
        }).QuickCheckThrowOnFailure();

    /// <summary>Written from the rules' words, not from the code that keeps them.</summary>
    private static void Check(RoutingState state, Instant now)
    {
        var load = state.Agents.Keys.ToDictionary(a => a, a => (state.LoadOf(a).Chat + state.OfferedTo(a).Chat, state.LoadOf(a).Ticket + state.OfferedTo(a).Ticket));
        var open = state.Agents.Keys.ToDictionary(a => a, a => state.Offers.Values.Count(o => o.Agent == a));
        var offers = Matching.Match(state, now);
        Assert.Equal(offers.Count, offers.Select(o => o.Ticket).Distinct().Count());
        foreach (var offer in offers)
        {
            var (agent, ticket) = (state.Agents[offer.Agent], state.Waiting[offer.Ticket]);
            var demand = ticket.Demand;
            Assert.False(state.Offers.ContainsKey(offer.Ticket));
            Assert.Equal(Presence.Available, agent.Presence);
            Assert.Null(agent.DisconnectedSince);
            Assert.True(agent.Hours(now).Open);
            Assert.All(agent.Absences, a => Assert.False(a.From <= now && now < a.To));
            Assert.Contains(offer.Reason.Overflow is null ? demand.Tier : demand.Tier + 1, agent.Tiers);
            Assert.True(demand.Language is null || agent.Languages.Contains(demand.Language));
            Assert.True(demand.Customer is not { } customer || agent.Customers.IsEmpty || agent.Customers.Contains(customer));
            var waited = now - ticket.WaitingSince;
            var relaxed = waited >= Duration.FromMinutes(15) ? 5 : waited >= Duration.FromMinutes(8) ? 2 : waited >= Duration.FromMinutes(3) ? 1 : 0;
            Assert.All(demand.Skills, s => Assert.True((agent.Skills.TryGetValue(s.Skill, out var g) && (g.Expires is null || now < g.Expires) ? g.Level : 0) >= s.Level - relaxed));
            var (chats, tickets) = load[agent.Id];
            load[agent.Id] = demand.Kind == WorkKind.Chat ? (chats + demand.Units, tickets) : (chats, tickets + demand.Units);
            Assert.True(load[agent.Id].Item1 <= agent.Capacity.Chat || demand.Kind == WorkKind.Ticket);
            Assert.True(load[agent.Id].Item2 <= agent.Capacity.Ticket || demand.Kind == WorkKind.Chat);
            Assert.True(++open[agent.Id] <= state.Policy.OffersPerAgent);
        }
    }
}
