using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Policy.Reading;

/// <summary>The words that policy files use for the closed sets of the code.</summary>
internal static class Vocabulary
{
    public static IReadOnlyDictionary<string, Priority> Priorities { get; } = Words<Priority>(("P1", Priority.P1), ("P2", Priority.P2), ("P3", Priority.P3), ("P4", Priority.P4));

    public static IReadOnlyDictionary<string, Tier> Tiers { get; } = Words<Tier>(
        ("bot", Tier.Bot), ("service-desk", Tier.ServiceDesk), ("technical", Tier.Technical), ("specialist", Tier.Specialist), ("vendor", Tier.Vendor));

    /// <summary>The tiers where people work.</summary>
    public static IReadOnlyDictionary<string, Tier> StaffedTiers { get; } = Words<Tier>(
        ("service-desk", Tier.ServiceDesk), ("technical", Tier.Technical), ("specialist", Tier.Specialist));

    public static IReadOnlyDictionary<string, Impact> Impacts { get; } = Words<Impact>(
        ("person", Impact.Person), ("team", Impact.Team), ("department", Impact.Department), ("company", Impact.Company));

    public static IReadOnlyDictionary<string, Urgency> Urgencies { get; } = Words<Urgency>(
        ("low", Urgency.Low), ("medium", Urgency.Medium), ("high", Urgency.High), ("critical", Urgency.Critical));

    public static IReadOnlyDictionary<string, TicketKind> Kinds { get; } = Words<TicketKind>(("incident", TicketKind.Incident), ("request", TicketKind.Request));

    public static IReadOnlyDictionary<string, TicketChannel> Channels { get; } = Words<TicketChannel>(
        ("teams", TicketChannel.Teams), ("webchat", TicketChannel.WebChat), ("phone", TicketChannel.Phone),
        ("email", TicketChannel.Email), ("portal", TicketChannel.Portal), ("walkup", TicketChannel.WalkUp));

    public static IReadOnlyDictionary<string, MatchBy> Matches { get; } = Words<MatchBy>(
        ("longest-idle", MatchBy.LongestIdle), ("least-loaded", MatchBy.LeastLoaded), ("best-skill", MatchBy.BestSkill));

    public static IReadOnlyDictionary<string, FieldType> FieldTypes { get; } = Words<FieldType>(
        ("text", FieldType.Text), ("lines", FieldType.Lines), ("choice", FieldType.Choice), ("date", FieldType.Date), ("person", FieldType.Person), ("yes-no", FieldType.YesNo));

    public static IReadOnlyDictionary<string, Approval> Approvals { get; } = Words<Approval>(
        ("none", Approval.None), ("manager", Approval.Manager), ("owner", Approval.Owner));

    private static Dictionary<string, T> Words<T>(params ReadOnlySpan<(string Word, T Meaning)> words)
    {
        var dictionary = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (word, meaning) in words)
            dictionary.Add(word, meaning);
        return dictionary;
    }
}
