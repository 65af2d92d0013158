using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Handoff.Service.Live;

/// <summary>Something changed: <c>changed</c> at the client, which applies it or reads the ticket again.</summary>
/// <param name="Position">In the feed; give the last one to <c>Subscribe</c> after a reconnect.</param>
/// <param name="Kind">The event's stored name, such as ticket.accepted or agent.presence-set.</param>
/// <param name="Ticket">Null for an agent's event.</param>
/// <param name="Agent">Whose event it is; null for a ticket's.</param>
/// <param name="Version">Of the ticket; null for an agent's event.</param>
public sealed record LiveChange(long Position, string Kind, Guid? Ticket, Guid? Agent, long? Version);

/// <summary>Somebody does something right now: <c>signal</c> at the client. Lossy; repeated while it lasts, so what was not repeated for 15 s is over.</summary>
/// <param name="Kind"><c>typing</c>, <c>viewing</c> or <c>left</c>.</param>
/// <param name="Agent">Null where it is the person who asked for help.</param>
public sealed record LiveSignal(string Kind, Guid Ticket, Guid? Agent);

/// <summary>Answer to <c>Subscribe</c>.</summary>
/// <param name="Position">Everything after this is told; everything up to it that was asked for by cursor has been sent.</param>
/// <param name="Refused">Topics that do not exist, or that the caller may not hear: which of the two is not said.</param>
/// <param name="IsGap">The cursor is too old to be caught up with: read everything again, then go on from <paramref name="Position"/>.</param>
public sealed record LiveSubscription(long Position, IReadOnlyList<string> Refused, bool IsGap);

/// <summary>A signal between nodes.</summary>
/// <param name="Connection">Who sent it and need not hear it.</param>
internal sealed record SentSignal(LiveSignal Signal, string? Connection);

/// <summary>The hub's shapes.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(LiveChange))]
[JsonSerializable(typeof(LiveSignal))]
[JsonSerializable(typeof(LiveSubscription))]
[JsonSerializable(typeof(SentSignal))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(long?))]
internal sealed partial class LiveJson : JsonSerializerContext;
