using System.Collections.Immutable;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Service.Routing;

/// <summary>An agent's record as routing sees it. Pure.</summary>
internal static class AgentSeat
{
    /// <param name="before">What routing has of him; what did not change keeps its identity, so that it need not be judged again.</param>
    public static Agent Of(AgentRecord record, DeskPolicy policy, Agent? before, AgentProfile? profileBefore)
    {
        var seat = before is not null && ReferenceEquals(profileBefore, record.Profile) ? before : Profiled(record, policy);
        return seat with { Presence = record.Presence, DisconnectedSince = record.DisconnectedSince, IdleSince = before?.IdleSince ?? record.PresenceSince };
    }

    private static Agent Profiled(AgentRecord record, DeskPolicy policy) => new(record.AgentId)
    {
        Tiers = [.. record.Profile.Tiers.Select(t => (Tier)t)],
        Skills = record.Profile.Skills.ToImmutableDictionary(s => new SkillId(s.Skill), s => new SkillGrade(s.Level, s.Expires)),
        Customers = [.. record.Profile.Customers.Select(c => new CustomerId(c))],
        Languages = [.. record.Profile.Languages],
        Hours = record.Profile.Shifts is { } shifts && ShiftHours.TryRead(shifts, out var calendar, out _) ? ShiftHours.Of(calendar) : FixedHours.Always,
        Absences = [.. record.Profile.Absences.Select(a => new Absence(a.From, a.To))],
        Capacity = new WorkUnits(
            record.Profile.Chats ?? Talks(policy, TicketChannel.Teams, TicketChannel.WebChat) ?? 3,
            record.Profile.Tickets ?? Talks(policy, TicketChannel.Email, TicketChannel.Portal) ?? 8),
    };

    private static int? Talks(DeskPolicy policy, params TicketChannel[] channels) =>
        policy.Desk.Capacity.Where(c => channels.Contains(c.Channel)).Select(c => (int?)c.Talks).Max();
}
