using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Channels.Turns;

/// <param name="ActivityId">The id under which the activity is stored.</param>
/// <param name="Version">Its place in the conversation.</param>
/// <param name="Repeated">It had come before; nothing was stored.</param>
public sealed record ReceivedActivity(string ActivityId, long Version, bool Repeated);

/// <summary>
/// Where channels put what comes in. When a call returns, the activity is stored, durably, and will be processed in order exactly once,
/// whatever happens to this process.
/// </summary>
public sealed class TurnQueue(
    IStore store, ReadyConversations ready, ConversationGates gates, References references, TimeProvider time, IOptions<TurnOptions> options)
{
    /// <summary>Stores an activity at the end of its conversation.</summary>
    /// <param name="activity">Complete but for the timestamp, and the id where the channel gives none.</param>
    /// <param name="sameAs">What makes a repeated send recognisable within <see cref="TurnOptions.DuplicateWindow"/>; null where nothing does.</param>
    public async Task<ReceivedActivity> ReceiveAsync(ConversationId conversation, Activity activity, string? sameAs, CancellationToken ct)
    {
        DocumentKey? seen = sameAs is null ? null : TurnDocuments.Seen(conversation, sameAs);
        using var pass = await gates.EnterAsync(conversation, ct);
        while (true)
        {
            var now = Now();
            if (seen is { } key && await store.GetAsync(key, now, ct) is { } earlier)
                return Repeated(earlier);
            var version = await store.GetStreamVersionAsync(conversation.Stream, ct);
            if (await TryAppendAsync(conversation, activity, version, seen, now) is { } received)
                return received;
        }
    }

    /// <summary>Stores the first activity of a conversation; false where the conversation has begun already.</summary>
    public async Task<bool> TryStartAsync(ConversationId conversation, Activity activity, CancellationToken ct)
    {
        using var pass = await gates.EnterAsync(conversation, ct);
        return await TryAppendAsync(conversation, activity, 0, null, Now()) is not null;
    }

    // From here on the caller going away changes nothing: half a receipt would wait for the sweep.
    private async Task<ReceivedActivity?> TryAppendAsync(ConversationId conversation, Activity activity, long after, DocumentKey? seen, Instant now)
    {
        var version = after + 1;
        var stored = activity with
        {
            Id = activity.Id ?? ConversationEvents.ActivityIdAt(conversation, version),
            Timestamp = now.ToDateTimeOffset(),
        };
        var reference = await references.ChangeAsync(conversation, stored, CancellationToken.None);
        if (await store.CommitAsync(Receipt(conversation, stored, version, seen, reference, now), CancellationToken.None) is CommitResult.Conflict)
            return null;
        if (reference is not null)
            references.Committed(reference);
        ready.Wake(conversation);
        await ConversationSignals.GrewAsync(store, conversation, CancellationToken.None);
        return new(stored.Id, version, Repeated: false);
    }

    private Commit Receipt(ConversationId conversation, Activity stored, long version, DocumentKey? seen, ReferenceChange? reference, Instant now)
    {
        ImmutableArray<Check> checks = [new Check.StreamAt(conversation.Stream, version - 1)];
        ImmutableArray<Write> writes =
        [
            new Write.Append(conversation.Stream, [ConversationEvents.Create(ConversationEvents.Received, stored, now)]),
            new Write.Put(TurnDocuments.Pending(conversation), JsonSerializer.SerializeToUtf8Bytes(new PendingRecord(version), TurnJson.Default.PendingRecord)),
        ];
        if (seen is { } key)
        {
            var record = JsonSerializer.SerializeToUtf8Bytes(new SeenRecord(stored.Id!, version), TurnJson.Default.SeenRecord);
            checks = checks.Add(new Check.DocumentAt(key, 0));
            writes = writes.Add(new Write.Put(key, record, now + Duration.FromTimeSpan(options.Value.DuplicateWindow)));
        }

        if (reference is not null)
            writes = writes.AddRange(reference.Writes);
        return new Commit(now) { Checks = checks, Writes = writes };
    }

    private static ReceivedActivity Repeated(StoredDocument seen)
    {
        var record = JsonSerializer.Deserialize(seen.Json.Span, TurnJson.Default.SeenRecord)!;
        return new(record.Id, record.Version, Repeated: true);
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
