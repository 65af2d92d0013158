using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing;

/// <summary>What waiting does to a ticket's demands. Nothing is stored: it follows from the time it has waited.</summary>
public static class Patience
{
    public static int RelaxedLevels(RoutingPolicy policy, WaitingTicket ticket, Instant now)
    {
        if (ticket.Demand.Skills.IsEmpty)
            return 0;
        var levels = 0;
        foreach (var step in policy.For(ticket.Demand).Relax)
            if (now - ticket.WaitingSince >= step.After)
                levels = Math.Max(levels, step.Levels);
        return levels;
    }

    public static bool OverflowsByWait(RoutingPolicy policy, WaitingTicket ticket, Instant now) =>
        HasNextTier(ticket.Demand.Tier)
        && policy.For(ticket.Demand).OverflowAfter.TryGetValue(ticket.Priority, out var after) && now - ticket.WaitingSince >= after;

    /// <param name="rules">Those of the queue (<see cref="RoutingPolicy.For"/>).</param>
    /// <param name="waiting">How many tickets of that queue and tier wait without an open offer.</param>
    public static bool OverflowsByLength(RoutingPolicy rules, Tier tier, int waiting) =>
        HasNextTier(tier) && rules.OverflowLength.TryGetValue(tier, out var limit) && waiting > limit;

    /// <summary>A ticket is kept for its last agent only for a moment, and a P1 not at all.</summary>
    public static bool IsKeptForLastAgent(RoutingPolicy policy, WaitingTicket ticket, Instant now) =>
        ticket.Priority != Priority.P1 && RemembersLastAgent(policy, ticket, now) && now - ticket.WaitingSince < policy.AffinityHold;

    public static bool RemembersLastAgent(RoutingPolicy policy, WaitingTicket ticket, Instant now) =>
        ticket.LastAgent is { } last && now - last.At < policy.AffinityRemembered;

    /// <summary>The next instant at which waiting changes who can be asked for the ticket; <see cref="Instant.MaxValue"/> for never.</summary>
    public static Instant NextChange(RoutingPolicy policy, WaitingTicket ticket, Instant now)
    {
        var next = Instant.MaxValue;
        if (!ticket.Demand.Skills.IsEmpty)
            foreach (var step in policy.For(ticket.Demand).Relax)
                next = Earlier(next, ticket.WaitingSince + step.After, now);
        if (HasNextTier(ticket.Demand.Tier) && policy.For(ticket.Demand).OverflowAfter.TryGetValue(ticket.Priority, out var after))
            next = Earlier(next, ticket.WaitingSince + after, now);
        if (ticket.LastAgent is not null)
            next = Earlier(next, ticket.WaitingSince + policy.AffinityHold, now);
        foreach (var asked in ticket.Asked)
            next = Earlier(next, asked.At + policy.DeclineRemembered, now);
        return next;
    }

    /// <summary>The desk's own tiers end with the specialists: a vendor is asked by a person, never by routing.</summary>
    public static bool HasNextTier(Tier tier) => tier < Tier.Specialist;

    private static Instant Earlier(Instant best, Instant candidate, Instant now) => candidate > now && candidate < best ? candidate : best;
}
