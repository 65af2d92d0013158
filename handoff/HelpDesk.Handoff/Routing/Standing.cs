using System.Runtime.InteropServices;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing;

/// <summary>Where an agent stands among those who could take a ticket; the least comes first. Total: the id breaks the last tie.</summary>
/// <param name="Major">What the policy chooses by.</param>
/// <param name="IdleTicks">Since when he has been idle, as Unix ticks: earlier is better.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Standing(long Major, long IdleTicks, AgentId Agent) : IComparable<Standing>
{
    private const long FullLoad = 1_000_000;

    /// <param name="used">Units of the ticket's kind that the agent holds and is offered.</param>
    /// <param name="offers">His open offers: who has one already comes after those who have none.</param>
    /// <param name="fit">See <see cref="FitOf"/>.</param>
    public static Standing Of(MatchBy by, Agent agent, WorkKind kind, int used, int offers, int fit) =>
        new(MajorOf(by, LoadOf(agent, kind, used), offers, fit), agent.IdleSince.ToUnixTimeTicks(), agent.Id);

    internal static long MajorOf(MatchBy by, long load, int offers, int fit) => by switch
    {
        MatchBy.LeastLoaded => load,
        MatchBy.BestSkill => -fit,
        _ => offers,
    };

    /// <summary>The share of his capacity that is in use, in millionths.</summary>
    internal static long LoadOf(Agent agent, WorkKind kind, int used) => used * FullLoad / Math.Max(1, agent.Capacity[kind]);

    /// <summary>The agent's levels in the skills that the ticket names, added up.</summary>
    public static int FitOf(Agent agent, Demand demand, Instant now)
    {
        var fit = 0;
        foreach (var skill in demand.Skills)
            fit += agent.LevelOf(skill.Skill, now);
        return fit;
    }

    public int CompareTo(Standing other)
    {
        var order = Major.CompareTo(other.Major);
        if (order == 0)
            order = IdleTicks.CompareTo(other.IdleTicks);
        return order != 0 ? order : Agent.Value.CompareTo(other.Agent.Value);
    }
}
