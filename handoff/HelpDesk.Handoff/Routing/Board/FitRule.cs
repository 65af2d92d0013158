using HelpDesk.Handoff.Agents;
using NodaTime;

namespace HelpDesk.Handoff.Routing.Board;

/// <summary>
/// How a demand's skills rank agents: <see cref="Standing.FitOf"/> from numbers. With one skill the levels themselves are requirements, from the
/// highest down, so that the best are found without looking at the others.
/// </summary>
internal sealed class FitRule
{
    private readonly int[] _skills;

    public FitRule(Demand demand, Abilities abilities, Instant now)
    {
        _skills = [.. demand.Skills.Select(s => abilities.NumberOf(s.Skill, now))];
        Levels = demand.Skills is [var only]
            ? [.. Enumerable.Range(SkillGrade.Lowest, SkillGrade.Highest).Reverse().Select(level => abilities.NumberOf(Requirement.Of(only.Skill, level), now))]
            : [];
    }

    /// <summary>Requirements of the one skill at each level, the highest first; empty when there is not exactly one skill.</summary>
    public int[] Levels { get; }

    /// <summary>Whether <see cref="Levels"/> tell every agent's level apart.</summary>
    public bool IsByLevel(Abilities abilities) => Levels.Length > 0 && abilities.TopOf(_skills[0]) <= SkillGrade.Highest;

    public int Of(Abilities abilities, int seat)
    {
        var fit = 0;
        foreach (var skill in _skills)
            fit += abilities.LevelOf(seat, skill);
        return fit;
    }

    /// <summary>Nobody fits better than this.</summary>
    public int Most(Abilities abilities)
    {
        var most = 0;
        foreach (var skill in _skills)
            most += abilities.TopOf(skill);
        return most;
    }
}
