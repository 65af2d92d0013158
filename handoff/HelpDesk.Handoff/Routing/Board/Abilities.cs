using System.Numerics;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Routing.Board;

/// <summary>
/// Who meets which requirement, as one mask per seat. There are thousands of different demands but only some dozens of requirements, so an agent
/// is judged once for each of these, and whether he can take a ticket is a comparison of bits.
/// </summary>
internal sealed class Abilities
{
    private readonly Dictionary<Requirement, int> _numbers = [];
    private readonly List<Requirement> _requirements = [];
    private readonly Dictionary<SkillId, int> _skillNumbers = [];
    private readonly List<SkillId> _skills = [];
    private readonly List<int> _tops = [];
    private Agent?[] _agents = [];
    private ulong[][] _masks = [];
    private int[][] _levels = [];

    /// <summary>How many requirements there are.</summary>
    public int Count => _requirements.Count;

    /// <summary>Bits of the requirements that the seat's agent meets.</summary>
    public ReadOnlySpan<ulong> Met(int seat) => _masks[seat];

    public bool Meets(int seat, ReadOnlySpan<int> requirements)
    {
        foreach (var requirement in requirements)
            if (!Bits.IsSet(_masks[seat], requirement))
                return false;
        return true;
    }

    public bool Meets(int seat, int requirement) => Bits.IsSet(_masks[seat], requirement);

    public int LevelOf(int seat, int skill) => _levels[seat][skill];

    /// <summary>The highest level of the skill that was ever seen.</summary>
    public int TopOf(int skill) => _tops[skill];

    /// <summary>The number of a requirement; a new one is looked at for every agent.</summary>
    public int NumberOf(Requirement requirement, Instant now)
    {
        if (_numbers.TryGetValue(requirement, out var known))
            return known;
        var number = _requirements.Count;
        _numbers.Add(requirement, number);
        _requirements.Add(requirement);
        for (var seat = 0; seat < _agents.Length; seat++)
        {
            Array.Resize(ref _masks[seat], Bits.WordsFor(Count));
            Bits.Set(_masks[seat], number, _agents[seat] is { } agent && requirement.IsMetBy(agent, now));
        }
        return number;
    }

    public int NumberOf(SkillId skill, Instant now)
    {
        if (_skillNumbers.TryGetValue(skill, out var known))
            return known;
        var number = _skills.Count;
        _skillNumbers.Add(skill, number);
        _skills.Add(skill);
        _tops.Add(0);
        for (var seat = 0; seat < _agents.Length; seat++)
        {
            Array.Resize(ref _levels[seat], number + 1);
            Grade(seat, number, now);
        }
        return number;
    }

    /// <summary>Looks at an agent again: he is new, his abilities changed, or one expired. Null when the seat is empty.</summary>
    public void Judge(int seat, Agent? agent, Instant now)
    {
        Seat(seat);
        _agents[seat] = agent;
        for (var requirement = 0; requirement < _requirements.Count; requirement++)
            Bits.Set(_masks[seat], requirement, agent is not null && _requirements[requirement].IsMetBy(agent, now));
        for (var skill = 0; skill < _skills.Count; skill++)
            Grade(seat, skill, now);
    }

    private void Grade(int seat, int skill, Instant now)
    {
        var level = _levels[seat][skill] = _agents[seat]?.LevelOf(_skills[skill], now) ?? 0;
        _tops[skill] = Math.Max(_tops[skill], level);
    }

    private void Seat(int seat)
    {
        if (seat < _agents.Length)
            return;
        var (before, length) = (_agents.Length, (int)BitOperations.RoundUpToPowerOf2((uint)seat + 1));
        Array.Resize(ref _agents, length);
        Array.Resize(ref _masks, length);
        Array.Resize(ref _levels, length);
        for (var empty = before; empty < length; empty++)
            (_masks[empty], _levels[empty]) = (new ulong[Bits.WordsFor(Count)], new int[_skills.Count]);
    }
}
