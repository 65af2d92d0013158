using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Channels.Turns;

/// <summary>What a conversation's stream holds. The names are stored: they never change, whatever the classes are called.</summary>
public static class ConversationEvents
{
    /// <summary>An <see cref="Activity"/> that came in, for the bot.</summary>
    public const string Received = "activity.received";

    /// <summary>An <see cref="Activity"/> that the bot sent.</summary>
    public const string Sent = "activity.sent";

    public const int Schema = 1;

    public static NewEvent Create(string type, Activity activity, Instant at) =>
        new(type, Schema, JsonSerializer.SerializeToUtf8Bytes(activity, ActivityJson.Default.Activity), at);

    /// <exception cref="JsonException">The event holds no activity.</exception>
    public static Activity Read(StoredEvent stored) =>
        JsonSerializer.Deserialize(stored.Json.Span, ActivityJson.Default.Activity)
        ?? throw new JsonException($"Event {stored.Position} holds no activity.");

    /// <summary>The id of the activity at this place of its conversation, as Direct Line writes them.</summary>
    public static string ActivityIdAt(ConversationId conversation, long version) => $"{conversation.Id}|{version:D7}";
}
