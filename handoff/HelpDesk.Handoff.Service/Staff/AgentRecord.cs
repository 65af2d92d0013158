using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Service.Staff;

/// <summary>What the desk knows of an agent: document <c>agent/{id}</c>, written together with each <see cref="AgentEvent"/>.</summary>
/// <param name="Presence">What he says of himself.</param>
/// <param name="PresenceSince">Since when.</param>
/// <param name="DisconnectedSince">Since when his console has been silent; null while it is connected, or where none ever was.</param>
public sealed record AgentRecord(Guid Id, AgentProfile Profile, Presence Presence, Instant PresenceSince, Instant? DisconnectedSince)
{
    internal AgentId AgentId => new(Id);

    internal static AgentRecord? After(AgentRecord? before, Guid id, AgentEvent happened) => (before, happened) switch
    {
        (null, AgentEvent.ProfileSet e) => new(id, e.Profile, Presence.Offline, e.At, null),
        (null, _) => null,
        (_, AgentEvent.ProfileSet e) => before with { Profile = e.Profile },
        (_, AgentEvent.PresenceSet e) => before with { Presence = e.Presence, PresenceSince = e.At },
        (_, AgentEvent.Disconnected e) => before with { DisconnectedSince = e.Since },
        (_, AgentEvent.Reconnected) => before with { DisconnectedSince = null },
        (_, AgentEvent.Dropped e) => before with { Presence = Presence.Offline, PresenceSince = e.At },
        (_, AgentEvent.Left) => null,
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "An agent's event that the fold does not know."),
    };
}

/// <param name="Tiers">1 service desk, 2 technical, 3 specialist.</param>
/// <param name="Languages">Two-letter codes in lower case.</param>
/// <param name="Chats">How many talks at once; the policy's where null.</param>
/// <param name="Tickets">How many tickets without a waiting person at once; the policy's where null.</param>
/// <param name="Shifts">Null: always at work while present.</param>
public sealed record AgentProfile(
    string Name, string Email, IReadOnlyList<int> Tiers, IReadOnlyList<AgentSkill> Skills, IReadOnlyList<string> Languages,
    int? Chats, int? Tickets, AgentShifts? Shifts, IReadOnlyList<AgentAbsence> Absences)
{
    /// <summary>Whose tickets his sign-in lets him see, by the ids of <c>customers.yaml</c>; empty for every customer. What he could not open he is not offered.</summary>
    public IReadOnlyList<string> Customers { get => field ?? []; init; }
}

/// <param name="Level">1 to 5.</param>
/// <param name="Expires">When a certificate ends; null for never.</param>
public sealed record AgentSkill(string Skill, int Level, Instant? Expires);

/// <summary>The hours of a usual week.</summary>
/// <param name="Zone">A time zone's name, such as Europe/Berlin.</param>
/// <param name="Week">By day (mon, tue, wed, thu, fri, sat, sun): spans like 09:00-17:00, past midnight where the end is not after the start.</param>
public sealed record AgentShifts(string Zone, IReadOnlyDictionary<string, IReadOnlyList<string>> Week);

public sealed record AgentAbsence(Instant From, Instant To, string? Why);

/// <summary>When an agent's console last spoke: document <c>agent-contact/{id}</c>. Not an event: it changes every few seconds.</summary>
public sealed record AgentContact(Instant At);
