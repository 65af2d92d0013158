using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Channels.Connector;

/// <summary>
/// Where each connector conversation is to be reached: kept from every activity that comes in, so that a message can be sent later without one
/// to reply to. Direct Line's own conversations have none.
/// </summary>
public sealed class References(IStore store, TimeProvider time)
{
    // One entry is a few hundred bytes; beyond this the memory is worth more than the reads it saves.
    private const int MostRemembered = 16_384;
    private readonly ConcurrentDictionary<ConversationId, ConversationReference> _known = new();

    /// <summary>How to reach a conversation; null where nothing came from it over a connector.</summary>
    public async Task<ConversationReference?> FindAsync(ConversationId conversation, CancellationToken ct) =>
        _known.TryGetValue(conversation, out var known) ? known : await ReadAsync(conversation, ct);

    /// <summary>The person's own (personal) conversation with the bot, the newest one that was heard of.</summary>
    /// <param name="tenantId">Entra tenant.</param>
    /// <param name="aadObjectId">The person's object id in it.</param>
    public async Task<ConversationId?> FindPersonAsync(string tenantId, string aadObjectId, CancellationToken ct) =>
        ReferenceDocuments.Person(tenantId, aadObjectId) is { } key && await store.GetAsync(key, Now(), ct) is { } stored
            ? TurnDocuments.ConversationOf(new("", JsonSerializer.Deserialize(stored.Json.Span, ReferenceJson.Default.PersonRecord)!.Conversation))
            : null;

    /// <summary>What a receipt has to write; null where nothing has changed, or the activity came over no connector.</summary>
    internal async ValueTask<ReferenceChange?> ChangeAsync(ConversationId conversation, Activity received, CancellationToken ct)
    {
        if (received.ServiceUrl is not { Length: > 0 })
            return null;
        var before = await FindAsync(conversation, ct);
        var after = ConversationReferences.After(before, received);
        if (after != before)
            return new(conversation, after, ReferenceDocuments.Writes(conversation, after));
        if (!_known.ContainsKey(conversation))
            Remember(conversation, after);
        return null;
    }

    /// <summary>The commit with <see cref="ReferenceChange.Writes"/> has been made.</summary>
    internal void Committed(ReferenceChange change) => Remember(change.Conversation, change.Reference);

    private void Remember(ConversationId conversation, ConversationReference reference)
    {
        if (_known.Count >= MostRemembered)
            _known.Clear();
        _known[conversation] = reference;
    }

    private async Task<ConversationReference?> ReadAsync(ConversationId conversation, CancellationToken ct) =>
        await store.GetAsync(ReferenceDocuments.Conversation(conversation), Now(), ct) is { } stored
            ? JsonSerializer.Deserialize(stored.Json.Span, ReferenceJson.Default.ConversationReference)
            : null;

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}

/// <param name="Writes">Of the commit that stores the activity.</param>
internal sealed record ReferenceChange(ConversationId Conversation, ConversationReference Reference, ImmutableArray<Write> Writes);
