using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Channels.Connector;

/// <param name="Last">The place of the newest activity that waits.</param>
/// <param name="At">When that was said.</param>
public sealed record WaitingConversation(string Channel, string Conversation, long Last, DateTimeOffset At);

/// <summary>What an operator sees and does about what could not be delivered; works from any process, beside a running host.</summary>
public sealed class DeadLetters(IStore store, TimeProvider time)
{
    private const int Page = 256;

    /// <summary>Everything that was given up, by id.</summary>
    public IAsyncEnumerable<DeadLetter> ListAsync(CancellationToken ct) => AllAsync(OutboxDocuments.DeadCollection, Read, ct);

    /// <summary>The conversations that have something to deliver now.</summary>
    public IAsyncEnumerable<WaitingConversation> WaitingAsync(CancellationToken ct) => AllAsync(OutboxDocuments.WaitingCollection, ReadWaiting, ct);

    public async Task<DeadLetter?> FindAsync(string id, CancellationToken ct) =>
        id.Length > 0 && await store.GetAsync(OutboxDocuments.Dead(id), Now(), ct) is { } stored ? Read(stored) : null;

    /// <summary>The letter of an activity of ours; null where it was not given up.</summary>
    /// <param name="activityId">The id under which the conversation holds it.</param>
    public async Task<DeadLetter?> FindOfAsync(ConversationId conversation, string activityId, CancellationToken ct) =>
        Deliverable.VersionOf(conversation, activityId) is > 0 and var version ? await FindAsync(DeadLetter.IdOf(conversation, version), ct) : null;

    /// <summary>What was to be sent; null where the conversation no longer holds it.</summary>
    public async Task<Activity?> ActivityAsync(DeadLetter letter, CancellationToken ct) =>
        await store.ReadStreamAsync(letter.ConversationId.Stream, letter.Version - 1, 1, ct) is [{ Type: ConversationEvents.Sent } said]
            && said.Version == letter.Version
                ? ConversationEvents.Read(said)
                : null;

    /// <summary>Has it sent again by the host, within two seconds where one runs. False where there is none of this id.</summary>
    public async Task<bool> SendAgainAsync(string id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } letter)
            return false;
        var record = new AskedRecord(letter.ConversationId.ToString(), time.GetUtcNow());
        var write = new Write.Put(OutboxDocuments.Asked(id), JsonSerializer.SerializeToUtf8Bytes(record, OutboxJson.Default.AskedRecord));
        await store.CommitAsync(new Commit(Now()) { Writes = [write] }, ct);
        return true;
    }

    /// <summary>Forgets it: it will never be sent. False where there is none of this id.</summary>
    public async Task<bool> DropAsync(string id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is null)
            return false;
        await store.CommitAsync(
            new Commit(Now()) { Writes = [new Write.Delete(OutboxDocuments.Dead(id)), new Write.Delete(OutboxDocuments.Asked(id))] }, ct);
        return true;
    }

    private async IAsyncEnumerable<T> AllAsync<T>(
        string collection, Func<StoredDocument, T> read, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        while (true)
        {
            var page = await store.ListAsync(collection, after, Page, Now(), ct);
            foreach (var stored in page)
                yield return read(stored);
            if (page.Count < Page)
                yield break;
            after = page[^1].Key.Id;
        }
    }

    private static DeadLetter Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Json.Span, OutboxJson.Default.DeadLetter)!;

    private static WaitingConversation ReadWaiting(StoredDocument stored)
    {
        var (channel, id) = TurnDocuments.ConversationOf(stored.Key);
        var record = JsonSerializer.Deserialize(stored.Json.Span, OutboxJson.Default.WaitingRecord)!;
        return new(channel, id, record.Last, record.At);
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
