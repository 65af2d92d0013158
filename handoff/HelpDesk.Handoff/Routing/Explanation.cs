using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing;

/// <summary>Why a ticket goes to whom it goes, or to nobody.</summary>
/// <param name="Position">1 for the next to be served among all that wait without an offer; null while it is offered.</param>
/// <param name="Overflow">Why the next tier may be asked; null when it may not.</param>
/// <param name="RelaxedLevels">By how many levels its skill demands count lower by now.</param>
/// <param name="Agents">Those who can be asked first, best first; then the others, those with the fewest obstacles first.</param>
public sealed record Explanation(
    WaitingTicket Ticket, Offer? Offered, int? Position, OverflowCause? Overflow, int RelaxedLevels, IReadOnlyList<AgentVerdict> Agents);

/// <summary>One agent seen from one ticket.</summary>
/// <param name="Tier">The tier in which he would take it: the ticket's own, or the next.</param>
/// <param name="Standing">What the choice among able agents goes by.</param>
/// <param name="Obstacles">Empty when he can be offered it now.</param>
public sealed record AgentVerdict(AgentId Agent, Tier Tier, Standing Standing, bool IsLastAgent, IReadOnlyList<Obstacle> Obstacles);

public static class Explaining
{
    /// <summary>Null when the ticket does not wait.</summary>
    public static Explanation? Explain(RoutingState state, TicketId id, Instant now)
    {
        if (!state.Waiting.TryGetValue(id, out var ticket))
            return null;
        var offered = state.Offers.GetValueOrDefault(id);
        var overflow = Matching.Overflow(state, ticket, Matching.Crowded(state), now);
        int? position = offered is null ? Matching.Queue(state).TakeWhile(t => t.Id != id).Count() + 1 : null;
        return new(ticket, offered, position, overflow, Patience.RelaxedLevels(state.Policy, ticket, now), Verdicts(state, ticket, overflow, now));
    }

    private static List<AgentVerdict> Verdicts(RoutingState state, WaitingTicket ticket, OverflowCause? overflow, Instant now)
    {
        var verdicts = state.Agents.Values.Select(a => VerdictOf(state, a, ticket, overflow, now)).ToList();
        var ownTierCanTakeIt = verdicts.Exists(v => v.Tier == ticket.Demand.Tier && v.Obstacles.Count == 0);
        return [.. verdicts
            .Select(v => ownTierCanTakeIt && v.Tier != ticket.Demand.Tier && v.Obstacles.Count == 0
                ? v with { Obstacles = [new Obstacle.OwnTierFirst(ticket.Demand.Tier)] } : v)
            .OrderBy(v => v.Obstacles.Count).ThenByDescending(v => v.IsLastAgent).ThenBy(v => v.Tier).ThenBy(v => v.Standing)];
    }

    private static AgentVerdict VerdictOf(RoutingState state, Agents.Agent agent, WaitingTicket ticket, OverflowCause? overflow, Instant now)
    {
        var own = ticket.Demand.Tier;
        var tier = overflow is not null && !agent.Tiers.Contains(own) && agent.Tiers.Contains(own + 1) ? own + 1 : own;
        var isLast = Patience.RemembersLastAgent(state.Policy, ticket, now) && ticket.LastAgent!.Value.Agent == agent.Id;
        var obstacles = Eligibility.Obstacles(state, agent, ticket, tier, now);
        if (!isLast && Matching.WaitsForLastAgent(state, ticket, now))
            obstacles = [.. obstacles, new Obstacle.KeptForLastAgent(ticket.LastAgent!.Value.Agent, ticket.WaitingSince + state.Policy.AffinityHold)];
        return new(agent.Id, tier, Matching.StandingOf(state, agent, ticket.Demand, now), isLast, obstacles);
    }
}
