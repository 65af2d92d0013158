using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Handoff.Service.Storing;

/// <summary>The keys of the service's documents; a collection's name is stored for good.</summary>
internal static class Documents
{
    public const string Agents = "agent";
    public const string Contacts = "agent-contact";
    public const string Policies = "policy";
    public const string Webhooks = "webhook";
    public const string WebhookCursors = "webhook-cursor";

    public static DocumentKey Agent(AgentId id) => new(Agents, id.ToString());
    public static DocumentKey Contact(AgentId id) => new(Contacts, id.ToString());
    public static DocumentKey Policy(string version) => new(Policies, version);
    public static DocumentKey NumberBlock(string prefix) => new("ticket-numbers", prefix);
    public static DocumentKey Number(string number) => new("ticket-number", number.ToUpperInvariant());

    /// <summary>A channel's conversation ids have any length and any characters.</summary>
    public static DocumentKey Conversation(string conversation) => new("conversation-ticket", Hash(conversation));

    public static DocumentKey Once(string caller, string key) => new("idempotency", Hash($"{caller.Length}:{caller}{key}"));

    public static DocumentKey Webhook(Guid id) => new(Webhooks, id.ToString("N"));
    public static DocumentKey WebhookCursor(Guid id) => new(WebhookCursors, id.ToString("N"));

    public static Write.Put Put<T>(DocumentKey key, T value, JsonTypeInfo<T> shape, Instant? expires = null) =>
        new(key, JsonSerializer.SerializeToUtf8Bytes(value, shape), expires);

    /// <summary>The value and the document's version; null and 0 where there is none.</summary>
    public static async Task<(T? Value, long Version)> ReadAsync<T>(this IStore store, DocumentKey key, JsonTypeInfo<T> shape, Instant now, CancellationToken ct) where T : class =>
        await store.GetAsync(key, now, ct) is { } found ? (Read(found, shape), found.Version) : (null, 0);

    public static T Read<T>(StoredDocument document, JsonTypeInfo<T> shape) where T : class =>
        JsonSerializer.Deserialize(document.Json.Span, shape) ?? throw new JsonException($"{document.Key} is null.");

    /// <summary>Every document of a collection.</summary>
    public static async Task<IReadOnlyList<StoredDocument>> ReadAllAsync(this IStore store, string collection, Instant now, CancellationToken ct)
    {
        const int PageSize = 500;
        var all = new List<StoredDocument>();
        string? after = null;
        while (true)
        {
            var page = await store.ListAsync(collection, after, PageSize, now, ct);
            all.AddRange(page);
            if (page.Count < PageSize) return all;
            after = page[^1].Key.Id;
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
