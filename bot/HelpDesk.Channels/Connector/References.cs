using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Authentication;
using HelpDesk.Channels.Nodes;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Channels.Connector;

/// <summary>
/// Where each connector conversation is to be reached: kept from every activity that comes in, so that a message can be sent later without one
/// to reply to. Direct Line's own conversations have none.
/// </summary>
public sealed class References(IStore store, NodeMap nodes, TimeProvider time)
{
    // One entry is a few hundred bytes; beyond this the memory is worth more than the reads it saves.
    private const int MostRemembered = 16_384;
    private readonly ConcurrentDictionary<ConversationId, KeptReference> _known = new();

    /// <summary>How to reach a conversation; null where nothing came from it over a connector.</summary>
    public async Task<ConversationReference?> FindAsync(ConversationId conversation, CancellationToken ct) => (await KeptAsync(conversation, ct))?.Reference;

    /// <summary>Where the conversation's answers may go and who vouched for it when it last spoke; null where nobody did.</summary>
    internal async ValueTask<ReplyTarget?> FindTargetAsync(ConversationId conversation, CancellationToken ct) => (await KeptAsync(conversation, ct))?.ReplyTo;

    /// <summary>The person's own (personal) conversation with the bot, the newest one that was heard of.</summary>
    /// <param name="tenantId">Entra tenant.</param>
    /// <param name="aadObjectId">The person's object id in it.</param>
    public async Task<ConversationId?> FindPersonAsync(string tenantId, string aadObjectId, CancellationToken ct) =>
        ReferenceDocuments.Person(tenantId, aadObjectId) is { } key && await store.GetAsync(key, Now(), ct) is { } stored
            ? TurnDocuments.ConversationOf(new("", JsonSerializer.Deserialize(stored.Json.Span, ReferenceJson.Default.PersonRecord)!.Conversation))
            : null;

    /// <summary>Keeps how to reach a conversation that was begun from here, so that something can be said before anything has come from it.</summary>
    /// <param name="like">A conversation of the same service, whose sender was vouched for: what is said goes the same way.</param>
    public async Task AddAsync(ConversationId conversation, ConversationReference reference, ConversationId like, CancellationToken ct)
    {
        if (await KeptAsync(conversation, ct) is not null)
            return;
        var kept = new KeptReference(reference, await FindTargetAsync(like, ct));
        await store.CommitAsync(
            new Commit(Now()) { Checks = [new Check.DocumentAt(ReferenceDocuments.Conversation(conversation), 0)], Writes = ReferenceDocuments.Writes(conversation, kept) }, ct);
    }

    /// <summary>What a receipt has to write; null where nothing has changed, or the activity came over no connector.</summary>
    /// <param name="replyTo">What the check of its sender said about the address; null where there was none.</param>
    internal async ValueTask<ReferenceChange?> ChangeAsync(ConversationId conversation, Activity received, ReplyTarget? replyTo, CancellationToken ct)
    {
        if (received.ServiceUrl is not { Length: > 0 })
            return null;
        var before = await KeptAsync(conversation, ct);
        var after = new KeptReference(ConversationReferences.After(before?.Reference, received), replyTo ?? before?.ReplyTo);
        if (after != before)
            return new(conversation, after, ReferenceDocuments.Writes(conversation, after));
        if (!_known.ContainsKey(conversation))
            Remember(conversation, after);
        return null;
    }

    /// <summary>The commit with <see cref="ReferenceChange.Writes"/> has been made.</summary>
    internal void Committed(ReferenceChange change) => Remember(change.Conversation, change.Reference);

    private void Remember(ConversationId conversation, KeptReference reference)
    {
        // The conversation's next message may come in at another node, with another address.
        if (nodes.IsShared)
            return;
        if (_known.Count >= MostRemembered)
            _known.Clear();
        _known[conversation] = reference;
    }

    private async ValueTask<KeptReference?> KeptAsync(ConversationId conversation, CancellationToken ct) =>
        _known.TryGetValue(conversation, out var known) ? known : await ReadAsync(conversation, ct);

    private async Task<KeptReference?> ReadAsync(ConversationId conversation, CancellationToken ct) =>
        await store.GetAsync(ReferenceDocuments.Conversation(conversation), Now(), ct) is { } stored
            ? JsonSerializer.Deserialize(stored.Json.Span, ReferenceJson.Default.KeptReference)
            : null;

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}

/// <param name="Writes">Of the commit that stores the activity.</param>
internal sealed record ReferenceChange(ConversationId Conversation, KeptReference Reference, ImmutableArray<Write> Writes);

/// <param name="ReplyTo">Null where nobody vouched for the address.</param>
internal sealed record KeptReference(ConversationReference Reference, ReplyTarget? ReplyTo);
