using System.Text.Json;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Handoff.Service.Staff;

/// <summary>What happened to one agent's record; stream <c>agent/{id}</c>.</summary>
/// <remarks><c>By</c> is the subject of the caller who did it; "desk" where the desk's own timers did.</remarks>
public abstract record AgentEvent
{
    private AgentEvent() { }

    public const string TheDesk = "desk";

    public abstract Instant At { get; init; }

    public sealed record ProfileSet(AgentProfile Profile, string By, Instant At) : AgentEvent;

    public sealed record PresenceSet(Presence Presence, string By, Instant At) : AgentEvent;

    /// <summary>His console has been silent since.</summary>
    public sealed record Disconnected(Instant Since, Instant At) : AgentEvent;

    public sealed record Reconnected(Instant At) : AgentEvent;

    /// <summary>Stayed away longer than the grace.</summary>
    public sealed record Dropped(Instant At) : AgentEvent;

    public sealed record Left(string By, Instant At) : AgentEvent;
}

/// <summary>How agents' events are stored; names and shapes are for good.</summary>
internal static class AgentEvents
{
    public const int Schema = 1;
    private const string Prefix = "agent/";

    public static StreamId StreamOf(AgentId agent) => new($"{Prefix}{agent}");

    public static Guid? AgentOf(StreamId stream) =>
        stream.Value.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParse(stream.Value.AsSpan(Prefix.Length), out var id) ? id : null;

    public static NewEvent ToStored(AgentEvent happened) => happened switch
    {
        AgentEvent.ProfileSet e => Stored("agent.profile-set", JsonSerializer.SerializeToUtf8Bytes(e, StoredJson.Default.ProfileSet), e),
        AgentEvent.PresenceSet e => Stored("agent.presence-set", JsonSerializer.SerializeToUtf8Bytes(e, StoredJson.Default.PresenceSet), e),
        AgentEvent.Disconnected e => Stored("agent.disconnected", JsonSerializer.SerializeToUtf8Bytes(e, StoredJson.Default.Disconnected), e),
        AgentEvent.Reconnected e => Stored("agent.reconnected", JsonSerializer.SerializeToUtf8Bytes(e, StoredJson.Default.Reconnected), e),
        AgentEvent.Dropped e => Stored("agent.dropped", JsonSerializer.SerializeToUtf8Bytes(e, StoredJson.Default.Dropped), e),
        AgentEvent.Left e => Stored("agent.left", JsonSerializer.SerializeToUtf8Bytes(e, StoredJson.Default.Left), e),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "An agent's event without a stored form."),
    };

    /// <summary>False where a newer node wrote it.</summary>
    public static bool TryRead(StoredEvent stored, out AgentEvent happened)
    {
        var json = stored.Json.Span;
        happened = (stored.Schema > Schema ? null : stored.Type switch
        {
            "agent.profile-set" => JsonSerializer.Deserialize(json, StoredJson.Default.ProfileSet),
            "agent.presence-set" => JsonSerializer.Deserialize(json, StoredJson.Default.PresenceSet),
            "agent.disconnected" => JsonSerializer.Deserialize(json, StoredJson.Default.Disconnected),
            "agent.reconnected" => JsonSerializer.Deserialize(json, StoredJson.Default.Reconnected),
            "agent.dropped" => JsonSerializer.Deserialize(json, StoredJson.Default.Dropped),
            "agent.left" => JsonSerializer.Deserialize(json, StoredJson.Default.Left),
            _ => (AgentEvent?)null,
        })!;
        return happened is not null;
    }

    private static NewEvent Stored(string type, byte[] json, AgentEvent e) => new(type, Schema, json, e.At);
}
