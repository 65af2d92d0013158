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
    IStore store, ReadyConversations ready, HomeCalls calls, ConversationGates gates, References references, TimeProvider time, IOptions<TurnOptions> options)
{
    /// <summary>Stores an activity at the end of its conversation.</summary>
    /// <param name="activity">Complete but for the timestamp, and the id where the channel gives none.</param>
    /// <param name="sameAs">What makes a repeated send recognisable within <see cref="TurnOptions.DuplicateWindow"/>; null where nothing does.</param>
    public Task<ReceivedActivity> ReceiveAsync(ConversationId conversation, Activity activity, string? sameAs, CancellationToken ct) =>
        ReceiveAsync(new(conversation, activity) { SameAs = sameAs is null ? [] : [new(sameAs)] }, ct);

    /// <summary>Stores an activity at the end of its conversation, unless one of its <see cref="IncomingTurn.SameAs"/> has been seen.</summary>
    public async Task<ReceivedActivity> ReceiveAsync(IncomingTurn incoming, CancellationToken ct)
    {
        var seen = new SeenActivities(incoming, Duration.FromTimeSpan(options.Value.DuplicateWindow));
        using var pass = await gates.EnterAsync(incoming.Conversation, ct);
        while (true)
        {
            var now = Now();
            var version = await store.GetStreamVersionAsync(incoming.Conversation.Stream, ct) + 1;
            var stored = Complete(incoming, version, now);
            // From here on the caller going away changes nothing: half a receipt would wait for the sweep.
            var reference = await references.ChangeAsync(incoming.Conversation, stored, incoming.ReplyTo, CancellationToken.None);
            var result = await store.CommitAsync(Receipt(incoming, stored, version, seen, reference, now), CancellationToken.None);
            if (result is CommitResult.Conflict { Failed: Check.DocumentAt failed } && await store.GetAsync(failed.Key, now, ct) is { } earlier)
            {
                if (seen.Repeats(earlier, now) is { } repeated)
                    return repeated;
            }
            else if (result is CommitResult.Committed)
            {
                return await ReceivedAsync(incoming.Conversation, reference, new(stored.Id!, version, Repeated: false));
            }
        }
    }

    /// <summary>Stores the first activity of a conversation; false where the conversation has begun already.</summary>
    public async Task<bool> TryStartAsync(ConversationId conversation, Activity activity, CancellationToken ct)
    {
        var incoming = new IncomingTurn(conversation, activity);
        using var pass = await gates.EnterAsync(conversation, ct);
        var now = Now();
        var stored = Complete(incoming, 1, now);
        var reference = await references.ChangeAsync(conversation, stored, incoming.ReplyTo, CancellationToken.None);
        if (await store.CommitAsync(Receipt(incoming, stored, 1, SeenActivities.None, reference, now), CancellationToken.None) is CommitResult.Conflict)
            return false;
        await ReceivedAsync(conversation, reference, new(stored.Id!, 1, Repeated: false));
        return true;
    }

    private async Task<ReceivedActivity> ReceivedAsync(ConversationId conversation, ReferenceChange? reference, ReceivedActivity received)
    {
        if (reference is not null)
            references.Committed(reference);
        await calls.WakeAsync(ready, conversation, CancellationToken.None);
        await ConversationSignals.GrewAsync(store, conversation, CancellationToken.None);
        return received;
    }

    private static Activity Complete(IncomingTurn incoming, long version, Instant now) => incoming.Activity with
    {
        Id = incoming.Activity.Id ?? ConversationEvents.ActivityIdAt(incoming.Conversation, version),
        Timestamp = now.ToDateTimeOffset(),
    };

    // What was seen comes first: a repeat must be told from a conversation that has grown.
    private static Commit Receipt(IncomingTurn incoming, Activity stored, long version, SeenActivities seen, ReferenceChange? reference, Instant now)
    {
        var conversation = incoming.Conversation;
        var pending = JsonSerializer.SerializeToUtf8Bytes(new PendingRecord(version), TurnJson.Default.PendingRecord);
        ImmutableArray<Write> writes =
        [
            new Write.Append(conversation.Stream, [ConversationEvents.Create(ConversationEvents.Received, stored, now)]),
            new Write.Put(TurnDocuments.Pending(conversation), pending),
            .. seen.Writes(stored.Id!, version, now),
            .. reference?.Writes ?? [],
        ];
        if (incoming.RepliesAwaitedUntil is { } until)
            writes = writes.Add(InlineReplies.Await(conversation, version, until));
        return new Commit(now) { Checks = [.. seen.Checks, new Check.StreamAt(conversation.Stream, version - 1)], Writes = writes };
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
