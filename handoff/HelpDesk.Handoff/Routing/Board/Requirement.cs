using System.Runtime.InteropServices;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing.Board;

/// <summary>One thing that a ticket asks of an agent and that an agent has or lacks: a tier, a language, a customer he serves, or a skill at some level.</summary>
/// <param name="Level">The tier's number, or the least level of the skill.</param>
/// <param name="Name">The language, the customer or the skill; null for a tier.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Requirement(RequirementKind Kind, int Level, string? Name)
{
    public static Requirement Of(Tier tier) => new(RequirementKind.Tier, (int)tier, null);

    public static Requirement Of(string language) => new(RequirementKind.Language, 0, language);

    public static Requirement Of(CustomerId customer) => new(RequirementKind.Customer, 0, customer.Value);

    public static Requirement Of(SkillId skill, int level) => new(RequirementKind.Skill, level, skill.Value);

    public bool IsMetBy(Agent agent, Instant now) => Kind switch
    {
        RequirementKind.Tier => agent.Tiers.Contains((Tier)Level),
        RequirementKind.Language => agent.Languages.Contains(Name!),
        RequirementKind.Customer => agent.Serves(new CustomerId(Name!)),
        _ => agent.LevelOf(new SkillId(Name!), now) >= Level,
    };
}

internal enum RequirementKind { Tier, Language, Customer, Skill }
