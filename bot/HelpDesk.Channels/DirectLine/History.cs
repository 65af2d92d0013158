using System.Buffers;
using System.Globalization;
using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Persons;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;

namespace HelpDesk.Channels.DirectLine;

/// <summary>A part of a conversation as its client sees it. The watermark is the version of the conversation's stream up to which it goes.</summary>
internal sealed record HistoryPage(IReadOnlyList<StoredEvent> Shown, long Watermark, bool IsLast)
{
    public ReadOnlyMemory<byte> ToJson() => ToJson(Shown.Select(shown => shown.Json), Watermark);

    /// <summary>The wire form: <c>{"activities":[…],"watermark":"12"}</c>.</summary>
    public static ReadOnlyMemory<byte> ToJson(IEnumerable<ReadOnlyMemory<byte>> activities, long watermark)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteStartArray("activities"u8);
        foreach (var activity in activities)
            writer.WriteRawValue(activity.Span, skipInputValidation: true);
        writer.WriteEndArray();
        writer.WriteString("watermark"u8, watermark.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}

/// <summary>Reads conversations from the store.</summary>
public sealed class History(IStore store)
{
    internal const int PageSize = 100;

    internal async Task<HistoryPage> ReadAsync(string conversation, long after, CancellationToken ct)
    {
        var events = await store.ReadStreamAsync(Identifiers.Conversation(conversation).Stream, after, PageSize, ct);
        var shown = events.Where(IsShown).Where(stored => !ErasedActivity.IsMarked(stored.Json.Span)).ToList();
        return new(shown, events.Count == 0 ? after : events[^1].Version, events.Count < PageSize);
    }

    internal Task<long> VersionAsync(string conversation, CancellationToken ct) =>
        store.GetStreamVersionAsync(Identifiers.Conversation(conversation).Stream, ct);

    /// <summary>The person a conversation was started for, or null where it was not.</summary>
    internal async Task<string?> UserAsync(string conversation, CancellationToken ct)
    {
        var first = await store.ReadStreamAsync(Identifiers.Conversation(conversation).Stream, 0, 1, ct);
        return first.Count == 0 ? null : ConversationEvents.Read(first[0]).From?.Id;
    }

    /// <summary>Reads a client's watermark: empty is the beginning, and beyond the end is the end. False where it is no watermark.</summary>
    internal static bool TryReadWatermark(string? text, long version, out long watermark)
    {
        watermark = 0;
        if (string.IsNullOrEmpty(text))
            return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out watermark))
            return false;
        watermark = Math.Min(watermark, version);
        return true;
    }

    // Membership is between the channel and the bot; a client shows what was said.
    private static bool IsShown(StoredEvent stored) =>
        string.Equals(stored.Type, ConversationEvents.Sent, StringComparison.Ordinal)
        || (string.Equals(stored.Type, ConversationEvents.Received, StringComparison.Ordinal) && !IsMembership(stored.Json.Span));

    private static bool IsMembership(ReadOnlySpan<byte> activity)
    {
        var reader = new Utf8JsonReader(activity);
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("type"u8))
                return reader.Read() && reader.ValueTextEquals(ActivityTypes.ConversationUpdate);
        }

        return false;
    }
}
