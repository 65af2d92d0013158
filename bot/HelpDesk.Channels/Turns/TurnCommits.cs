using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Channels.Turns;

/// <summary>A turn that has been decided and is to be written.</summary>
/// <param name="WasNoted">It may be noted as tried, which is over now.</param>
internal sealed record DecidedTurn(
    ConversationId Conversation, Activity Activity, long Version, ConversationRecord Before, long DocumentVersion, bool WasNoted);

/// <summary>
/// Writes turns. Replies go into the conversation's stream, which is what Direct Line delivers from, so that for it the commit is the delivery;
/// for a channel that must be called the same commit marks the conversation as one with something to deliver.
/// </summary>
public sealed class TurnCommits(IStore store, ConversationGates gates, Deliveries deliveries, TimeProvider time)
{
    /// <summary>Writes all of a turn, or nothing where another process has done the turn already.</summary>
    internal async Task CommitAsync(DecidedTurn turn, TurnOutcome outcome, CancellationToken ct)
    {
        var replies = outcome.Replies.Where(IsKept).ToImmutableArray();
        using (await gates.EnterAsync(turn.Conversation, ct))
        {
            while (true)
            {
                var now = Now();
                var end = await store.GetStreamVersionAsync(turn.Conversation.Stream, ct);
                var pending = await store.GetAsync(TurnDocuments.Pending(turn.Conversation), now, ct);
                var result = await store.CommitAsync(Compose(turn, outcome with { Replies = replies }, end, pending, now), ct);
                if (result is CommitResult.Committed || IsDone(turn, result))
                    break;
            }
        }

        if (replies.Length == 0)
            return;
        // Whoever has nothing to deliver finds that out in one look; where there is no room now, the sweep finds what waits.
        if (turn.Activity is { ServiceUrl: not null, DeliveryMode: not Deliverable.ExpectReplies })
            deliveries.Wake(turn.Conversation);
        await ConversationSignals.GrewAsync(store, turn.Conversation, ct);
    }

    /// <summary>Takes a conversation off the list where nothing of it waits (its last turn was done by another process).</summary>
    internal async Task ForgetPendingAsync(ConversationId conversation, long processed, CancellationToken ct)
    {
        var now = Now();
        var key = TurnDocuments.Pending(conversation);
        if (await store.GetAsync(key, now, ct) is not { } pending || Read(pending).Last > processed)
            return;
        await store.CommitAsync(new Commit(now) { Checks = [new Check.DocumentAt(key, pending.Version)], Writes = [new Write.Delete(key)] }, ct);
    }

    private static Commit Compose(DecidedTurn turn, TurnOutcome outcome, long end, StoredDocument? pending, Instant now)
    {
        var record = turn.Before.After(turn.Version, outcome.State);
        var key = TurnDocuments.Conversation(turn.Conversation);
        var pendingKey = TurnDocuments.Pending(turn.Conversation);
        var writes = ImmutableArray.CreateBuilder<Write>();
        if (outcome.Replies.Length > 0)
        {
            var sent = outcome.Replies.Select((reply, i) => Sent(turn, reply, end + 1 + i, now)).ToImmutableArray();
            writes.Add(new Write.Append(turn.Conversation.Stream, [.. sent.Select(activity => ConversationEvents.Create(ConversationEvents.Sent, activity, now))]));
            if (OutboxDocuments.Mark(turn.Conversation, sent, end + 1, now) is { } mark)
                writes.Add(mark);
        }

        writes.Add(new Write.Put(key, JsonSerializer.SerializeToUtf8Bytes(record, TurnJson.Default.ConversationRecord)));
        if (pending is not null && Read(pending).Last <= turn.Version)
            writes.Add(new Write.Delete(pendingKey));
        if (turn.WasNoted)
            writes.Add(new Write.Delete(TurnDocuments.Tried(turn.Conversation)));
        writes.AddRange(outcome.Writes);
        return new Commit(now)
        {
            Checks =
            [
                new Check.DocumentAt(key, turn.DocumentVersion),
                new Check.StreamAt(turn.Conversation.Stream, end),
                new Check.DocumentAt(pendingKey, pending?.Version ?? 0),
            ],
            Writes = writes.ToImmutable(),
        };
    }

    // An edit carries the id of what it changes.
    private static Activity Sent(DecidedTurn turn, Activity reply, long version, Instant now) => reply.InReplyTo(turn.Activity) with
    {
        Id = Deliverable.IsEdit(reply) && reply.Id is not null ? reply.Id : ConversationEvents.ActivityIdAt(turn.Conversation, version),
        Timestamp = now.ToDateTimeOffset(),
    };

    // Typing says "now": in a history it would be a lie.
    private static bool IsKept(Activity reply) => !string.Equals(reply.Type, ActivityTypes.Typing, StringComparison.Ordinal);

    private static bool IsDone(DecidedTurn turn, CommitResult result) =>
        result is CommitResult.Conflict { Failed: Check.DocumentAt failed } && failed.Key == TurnDocuments.Conversation(turn.Conversation);

    private static PendingRecord Read(StoredDocument pending) => JsonSerializer.Deserialize(pending.Json.Span, TurnJson.Default.PendingRecord)!;

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
