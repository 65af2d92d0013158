using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service.Http;
using HelpDesk.Handoff.Service.Routing;
using HelpDesk.Handoff.Service.Storing;
using NodaTime;

namespace HelpDesk.Handoff.Service.Staff;

/// <summary>An agent as he is now.</summary>
/// <param name="Presence">offline, available, busy, away or wrap-up.</param>
/// <param name="Disconnected">Since when his console has been silent.</param>
/// <param name="Customers">Whose tickets he is offered, as his sign-in said last; empty for every customer.</param>
public sealed record AgentView(
    Guid Id, string Name, string Email, string Presence, DateTimeOffset PresenceSince, DateTimeOffset? Disconnected, IReadOnlyList<int> Tiers,
    IReadOnlyList<AgentSkillView> Skills, IReadOnlyList<string> Languages, int? Chats, int? Tickets, AgentShifts? Shifts, IReadOnlyList<AbsenceView> Absences, IReadOnlyList<string> Customers)
{
    internal static AgentView Of(AgentRecord r) => new(
        r.Id, r.Profile.Name, r.Profile.Email, Names<Presence>.Of(r.Presence), r.PresenceSince.ToDateTimeOffset(), r.DisconnectedSince?.ToDateTimeOffset(), r.Profile.Tiers,
        [.. r.Profile.Skills.Select(s => new AgentSkillView(s.Skill, s.Level, s.Expires?.ToDateTimeOffset()))], r.Profile.Languages, r.Profile.Chats, r.Profile.Tickets,
        r.Profile.Shifts, [.. r.Profile.Absences.Select(a => new AbsenceView(a.From.ToDateTimeOffset(), a.To.ToDateTimeOffset(), a.Why))], r.Profile.Customers);
}

public sealed record AgentSkillView(string? Skill, int Level, DateTimeOffset? Expires);

public sealed record AbsenceView(DateTimeOffset From, DateTimeOffset To, string? Why);

public sealed record AgentListView(IReadOnlyList<AgentView> Agents);

/// <param name="Tiers">1 service desk, 2 technical, 3 specialist; 1 where it is missing.</param>
/// <param name="Languages">Two-letter codes; the desk's first where it is missing.</param>
public sealed record AgentRequest(
    [Needed] string? Name, [Needed] string? Email, IReadOnlyList<int>? Tiers, IReadOnlyList<AgentSkillView>? Skills, IReadOnlyList<string>? Languages, int? Chats, int? Tickets, AgentShifts? Shifts)
{
    private const int MostTalks = 100;

    /// <param name="before">What is not asked for here stays as it was.</param>
    internal AgentProfile Read(Fields fields, DeskPolicy policy, AgentProfile? before)
    {
        var tiers = Tiers is { Count: > 0 } ? Tiers : [1];
        if (tiers.Any(t => t is < 1 or > 3)) fields.Add("tiers", "A tier is not 1, 2 or 3.", "Use 1 service desk, 2 technical, 3 specialist.");
        foreach (var skill in Skills ?? [])
            if (skill.Level is < 1 or > 5 || policy.Skills.All(s => s.Id.Value != skill.Skill))
                fields.Add("skills", $"'{skill.Skill}' at level {skill.Level} is none of the desk's skills at 1 to 5.", $"Use {string.Join(", ", policy.Skills.Select(s => s.Id))}.");
        if (Chats is < 0 or > MostTalks || Tickets is < 0 or > MostTalks) fields.Add("chats", "A capacity is out of range.", $"Use 0 to {MostTalks}.");
        CheckShifts(fields, Shifts);
        return new AgentProfile(
            fields.Need("name", Name, 200), fields.Need("email", Email, 254), [.. tiers.Distinct()],
            [.. (Skills ?? []).Where(s => s.Skill is not null).Select(s => new AgentSkill(s.Skill!, s.Level, s.Expires is { } end ? Instant.FromDateTimeOffset(end) : null)).DistinctBy(s => s.Skill)],
            [.. (Languages is { Count: > 0 } ? Languages : [policy.Desk.Languages[0]]).Select(l => l.ToLowerInvariant())], Chats, Tickets, Shifts, before?.Absences ?? [])
        {
            Customers = before?.Customers ?? [],
        };
    }

    internal static void CheckShifts(Fields fields, AgentShifts? shifts)
    {
        if (shifts is null) return;
        if (shifts.Zone is null || shifts.Week is null) fields.Add("shifts", "Zone or week is missing.", "Write {\"zone\":\"Europe/Berlin\",\"week\":{\"mon\":[\"09:00-17:00\"]}}.");
        else if (!ShiftHours.TryRead(shifts, out _, out var problem)) fields.Add("shifts", problem, "Correct it.");
    }
}

/// <param name="Presence">offline, available, busy, away or wrap-up.</param>
public sealed record PresenceRequest([Needed, Choice<Presence>] string? Presence);

/// <param name="Shifts">Null: always at work while present.</param>
public sealed record ShiftsRequest(AgentShifts? Shifts);

/// <param name="To">After From.</param>
public sealed record AbsenceRequest([Needed] DateTimeOffset? From, [Needed] DateTimeOffset? To, string? Why);
