using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Storage;

namespace HelpDesk.Channels.Turns;

/// <summary>Where the queue keeps what it must remember, apart from the conversation's stream.</summary>
internal static class TurnDocuments
{
    /// <summary>One document for each conversation that waits, so that a restart finds them by a listing.</summary>
    public const string PendingCollection = "turn-pending";

    public static DocumentKey Conversation(ConversationId id) => new("conversation", id.ToString());

    public static DocumentKey Pending(ConversationId id) => new(PendingCollection, id.ToString());

    /// <summary>What a client says makes two sends the same one is hashed: it may be long and hold anything.</summary>
    public static DocumentKey Seen(ConversationId id, string sameAs) =>
        new("turn-seen", $"{id}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sameAs)).AsSpan(0, 16))}");

    /// <summary>What a start of the process has tried of what it found; see <see cref="LeftTurns"/>.</summary>
    public static DocumentKey Tried(ConversationId id) => new("turn-tried", id.ToString());

    /// <summary>What a turn answered to somebody who waited, for whoever asks again; see <see cref="InlineReplies"/>.</summary>
    public static DocumentKey Answer(ConversationId id, long version) => new("turn-answer", Place(id, version));

    /// <summary>One document for each activity whose sender takes the replies itself.</summary>
    public const string WaitingCollection = "turn-waiting";

    public static DocumentKey Waiting(ConversationId id, long version) => new(WaitingCollection, Place(id, version));

    public static ConversationId ConversationOf(DocumentKey pending)
    {
        var slash = pending.Id.IndexOf('/', StringComparison.Ordinal);
        return new(pending.Id[..slash], pending.Id[(slash + 1)..]);
    }

    private static string Place(ConversationId id, long version) => string.Create(CultureInfo.InvariantCulture, $"{id}/{version}");
}

/// <param name="Processed">The version of the last activity that has been dealt with.</param>
/// <param name="State">The bot's own state.</param>
internal sealed record ConversationRecord(long Processed, JsonElement? State)
{
    public static readonly ConversationRecord Fresh = new(0, null);

    [JsonIgnore]
    // The cast matters: without it the null turns into an empty memory, by way of a null array.
    public ReadOnlyMemory<byte>? StateJson => State is { } state ? (ReadOnlyMemory<byte>?)JsonMarshal.GetRawUtf8Value(state).ToArray() : null;

    /// <exception cref="JsonException">The bot's state is no JSON.</exception>
    public ConversationRecord After(long version, ReadOnlyMemory<byte>? state) =>
        new(version, state is { } json ? JsonElement.Parse(json.Span) : State);
}

/// <param name="Last">The version of the newest activity that came in.</param>
internal sealed record PendingRecord(long Last);

/// <param name="At">When it came, Unix milliseconds; 0 in what was written before this was kept.</param>
internal sealed record SeenRecord(string Id, long Version, long At = 0);

/// <param name="First">The version of the first reply in the conversation's stream.</param>
/// <param name="Count">How many replies the sender is given; 0 also where they went the channel's usual way.</param>
/// <param name="Status">Of the answer to an invoke; null where it was none.</param>
/// <param name="Body">Of that answer.</param>
internal sealed record AnswerRecord(long First, int Count, int? Status, JsonElement? Body);

/// <param name="Version">The activity that is to be answered.</param>
/// <param name="Until">When its sender stops waiting, Unix milliseconds.</param>
/// <param name="First">The version of the first reply, once there are any.</param>
/// <param name="Count">Null until the turn is done.</param>
internal sealed record WaitingRecord(string Channel, string Id, long Version, long Until, long First = 0, int? Count = null);

/// <param name="Version">The activity that was tried.</param>
/// <param name="Starts">How many starts of the process have tried it.</param>
internal sealed record TriedRecord(long Version, int Starts);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationRecord))]
[JsonSerializable(typeof(PendingRecord))]
[JsonSerializable(typeof(SeenRecord))]
[JsonSerializable(typeof(TriedRecord))]
[JsonSerializable(typeof(AnswerRecord))]
[JsonSerializable(typeof(WaitingRecord))]
internal sealed partial class TurnJson : JsonSerializerContext;
