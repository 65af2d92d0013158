using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;

namespace HelpDesk.Channels.Connector;

internal static class ReferenceDocuments
{
    // Both are GUIDs wherever a directory gives them; emulators write what they like.
    private const int LongestId = 100;

    public static DocumentKey Conversation(ConversationId id) => new("connector-reference", id.ToString());

    /// <summary>Null where an id is none that a directory could have given.</summary>
    public static DocumentKey? Person(string tenantId, string aadObjectId) =>
        IsId(tenantId) && IsId(aadObjectId) ? new("connector-person", $"{tenantId}/{aadObjectId}".ToLowerInvariant()) : null;

    public static ImmutableArray<Write> Writes(ConversationId conversation, KeptReference kept)
    {
        var write = new Write.Put(Conversation(conversation), JsonSerializer.SerializeToUtf8Bytes(kept, ReferenceJson.Default.KeptReference));
        if (kept.Reference is not { User.AadObjectId: { } person, Conversation.TenantId: { } tenant } || Person(tenant, person) is not { } key)
            return [write];
        var record = new PersonRecord(conversation.ToString());
        return [write, new Write.Put(key, JsonSerializer.SerializeToUtf8Bytes(record, ReferenceJson.Default.PersonRecord))];
    }

    private static bool IsId(string id) => id.Length is > 0 and <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}

/// <param name="Conversation">Channel and id, joined by a slash.</param>
internal sealed record PersonRecord(string Conversation);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KeptReference))]
[JsonSerializable(typeof(PersonRecord))]
internal sealed partial class ReferenceJson : JsonSerializerContext;
