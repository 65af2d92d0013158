using System.Collections.Immutable;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Agents;

/// <summary>
/// What routing knows about one agent. What he holds, and since when a chat of his has been silent, is not here: it follows from the held tickets
/// of the routing state, so that there is one truth about load.
/// </summary>
public sealed record Agent(AgentId Id)
{
    public ImmutableHashSet<Tier> Tiers { get; init; } = [Tier.ServiceDesk];
    public ImmutableDictionary<SkillId, SkillGrade> Skills { get; init; } = ImmutableDictionary<SkillId, SkillGrade>.Empty;

    /// <summary>Two-letter codes in lower case, such as <c>en</c>.</summary>
    public ImmutableHashSet<string> Languages { get; init; } = ["en"];

    /// <summary>Whose tickets he may see; empty for every customer of the desk.</summary>
    public ImmutableHashSet<CustomerId> Customers { get; init; } = [];
    public WorkingHours Hours { get; init; } = FixedHours.Always;
    public ImmutableArray<Absence> Absences { get; init; } = [];
    public WorkUnits Capacity { get; init; } = new(Chat: 3, Ticket: 8);
    public Presence Presence { get; init; } = Presence.Offline;

    /// <summary>Since the agent became available, or last took, finished, declined or missed something: who has waited longest for work.</summary>
    public Instant IdleSince { get; init; }

    /// <summary>Set while his console is not connected; he keeps his chats for the policy's grace.</summary>
    public Instant? DisconnectedSince { get; init; }

    public int LevelOf(SkillId skill, Instant now) => Skills.TryGetValue(skill, out var grade) ? grade.LevelAt(now) : 0;

    public bool Serves(CustomerId customer) => Customers.IsEmpty || Customers.Contains(customer);

    public Absence? AbsenceAt(Instant now)
    {
        foreach (var absence in Absences)
            if (absence.Covers(now))
                return absence;
        return null;
    }
}
