using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing;

/// <summary>The rules that no match may break, one by one and as a list of what is in the way.</summary>
public static class Eligibility
{
    /// <summary>Tier, language, customer and skills: what does not depend on what the agent does at the moment.</summary>
    public static bool Qualifies(Agent agent, Demand demand, Tier tier, int relaxedLevels, Instant now)
    {
        if (!agent.Tiers.Contains(tier) || (demand.Language is { } language && !agent.Languages.Contains(language))
            || (demand.Customer is { } customer && !agent.Serves(customer)))
            return false;
        foreach (var skill in demand.Skills)
            if (agent.LevelOf(skill.Skill, now) < skill.Level - relaxedLevels)
                return false;
        return true;
    }

    /// <param name="load">What the agent holds and is offered, together.</param>
    public static bool HasRoom(Agent agent, WorkUnits load, Demand demand) =>
        agent.Capacity[demand.Kind] - load[demand.Kind] >= demand.Units;

    /// <summary>Everything in the way of this agent at this tier, in the order in which a person would look; empty when he can be offered it.</summary>
    public static IReadOnlyList<Obstacle> Obstacles(RoutingState state, Agent agent, WaitingTicket ticket, Tier tier, Instant now)
    {
        var found = new List<Obstacle>();
        AtWork(found, agent, now);
        Ability(found, agent, ticket.Demand, tier, Patience.RelaxedLevels(state.Policy, ticket, now), now);
        Load(found, state, agent, ticket.Demand);
        if (ticket.WasAsked(agent.Id, now, state.Policy.DeclineRemembered))
            found.Add(new Obstacle.WasAsked(ticket.Asked.First(a => a.Agent == agent.Id).At + state.Policy.DeclineRemembered));
        return found;
    }

    private static void AtWork(List<Obstacle> found, Agent agent, Instant now)
    {
        if (agent.Presence != Presence.Available)
            found.Add(new Obstacle.NotAvailable(agent.Presence));
        if (agent.DisconnectedSince is { } since)
            found.Add(new Obstacle.Disconnected(since));
        if (agent.AbsenceAt(now) is { } absence)
            found.Add(new Obstacle.Absent(absence.To));
        if (agent.Hours(now) is { Open: false } closed)
            found.Add(new Obstacle.OffHours(closed.Until));
    }

    private static void Ability(List<Obstacle> found, Agent agent, Demand demand, Tier tier, int relaxed, Instant now)
    {
        if (!agent.Tiers.Contains(tier))
            found.Add(new Obstacle.OtherTier(tier));
        if (demand.Language is { } language && !agent.Languages.Contains(language))
            found.Add(new Obstacle.OtherLanguage(language));
        if (demand.Customer is { } customer && !agent.Serves(customer))
            found.Add(new Obstacle.OtherCustomer(customer));
        foreach (var skill in demand.Skills)
            if (agent.LevelOf(skill.Skill, now) is var has && has < skill.Level - relaxed)
                found.Add(new Obstacle.SkillTooLow(skill.Skill, skill.Level - relaxed, has));
    }

    private static void Load(List<Obstacle> found, RoutingState state, Agent agent, Demand demand)
    {
        var offered = state.OfferedTo(agent.Id);
        var load = state.LoadOf(agent.Id).Plus(WorkKind.Chat, offered.Chat).Plus(WorkKind.Ticket, offered.Ticket);
        if (!HasRoom(agent, load, demand))
            found.Add(new Obstacle.NoRoom(demand.Kind, demand.Units, agent.Capacity[demand.Kind] - load[demand.Kind]));
        var open = state.Offers.Values.Count(o => o.Agent == agent.Id);
        if (open >= state.Policy.OffersPerAgent)
            found.Add(new Obstacle.EnoughOffers(open));
    }
}
