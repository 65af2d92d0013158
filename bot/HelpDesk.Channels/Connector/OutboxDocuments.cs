using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Channels.Connector;

/// <summary>Where the outbox keeps what it must remember. What is to be sent is in the conversations' streams.</summary>
internal static class OutboxDocuments
{
    /// <summary>One document for each conversation that has something to deliver.</summary>
    public const string WaitingCollection = "outbox-waiting";

    /// <summary>Activities that were given up, until an operator sends them again or drops them.</summary>
    public const string DeadCollection = "outbox-dead";

    /// <summary>Activities that were given up and that an operator wants sent again.</summary>
    public const string AskedCollection = "outbox-asked";

    public static DocumentKey Waiting(ConversationId id) => new(WaitingCollection, id.ToString());

    public static DocumentKey Cursor(ConversationId id) => new("outbox-cursor", id.ToString());

    /// <summary>A full page of ids that the channel gave.</summary>
    public static DocumentKey SentIds(ConversationId id, int page) => new("outbox-sent-ids", $"{id}/{page:D6}");

    public static DocumentKey Dead(string id) => new(DeadCollection, id);

    public static DocumentKey Asked(string id) => new(AskedCollection, id);

    /// <summary>Marks the conversation in the commit that appends <paramref name="sent"/>; null where none of it has to be delivered.</summary>
    /// <param name="first">The version of the first of them.</param>
    public static Write? Mark(ConversationId conversation, ImmutableArray<Activity> sent, long first, Instant now)
    {
        for (var i = sent.Length - 1; i >= 0; i--)
        {
            if (!Deliverable.Is(sent[i]))
                continue;
            var record = new WaitingRecord(first + i, now.ToDateTimeOffset());
            return new Write.Put(Waiting(conversation), JsonSerializer.SerializeToUtf8Bytes(record, OutboxJson.Default.WaitingRecord));
        }

        return null;
    }
}

/// <param name="Last">The version of the newest activity that has to be delivered.</param>
/// <param name="At">When it was said.</param>
internal sealed record WaitingRecord(long Last, DateTimeOffset At);

/// <param name="Conversation">Channel and id, joined by a slash.</param>
internal sealed record AskedRecord(string Conversation, DateTimeOffset At);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WaitingRecord))]
[JsonSerializable(typeof(AskedRecord))]
[JsonSerializable(typeof(Cursor))]
[JsonSerializable(typeof(ImmutableArray<SentId>))]
[JsonSerializable(typeof(DeadLetter))]
internal sealed partial class OutboxJson : JsonSerializerContext;
