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
public sealed class TurnCommits(IStore store, ConversationGates gates, InlineReplies inline, Deliveries deliveries, TimeProvider time)
{
    /// <summary>Writes all of a turn, or nothing where another process has done the turn already.</summary>
    /// <returns>Whether it was the conversation's last that waited.</returns>
    internal async Task<bool> CommitAsync(DecidedTurn turn, TurnOutcome outcome, CancellationToken ct)
    {
        var replies = outcome.Replies.Where(IsKept).ToImmutableArray();
        bool isLast;
        using (await gates.EnterAsync(turn.Conversation, ct))
        {
            while (true)
            {
                var found = await FindAsync(turn, ct);
                var sent = replies.Select((reply, i) => Sent(turn, reply, found, i)).ToImmutableArray();
                var result = await store.CommitAsync(Compose(turn, outcome, sent, found), ct);
                isLast = result is CommitResult.Committed && IsLast(turn, found);
                if (result is CommitResult.Committed)
                    Tell(turn, outcome, sent, found);
                if (result is CommitResult.Committed || IsDone(turn, result))
                    break;
            }
        }

        if (replies.Length > 0 || InlineReply.IsAwaited(turn.Activity))
            await ConversationSignals.GrewAsync(store, turn.Conversation, ct);
        return isLast;
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

    // A turn runs at its conversation's home, which delivers, too. Where there is no room for a delivery now, the sweep finds what waits.
    private void Tell(DecidedTurn turn, TurnOutcome outcome, ImmutableArray<Activity> sent, Found found)
    {
        if (InlineReply.IsAwaited(turn.Activity))
            inline.Give(turn.Conversation, turn.Version, new(found.Waiting is null ? [] : sent, Answer(turn, outcome)));
        if (sent.Any(Deliverable.Is))
            deliveries.Wake(turn.Conversation);
    }

    private async Task<Found> FindAsync(DecidedTurn turn, CancellationToken ct)
    {
        var now = Now();
        var end = await store.GetStreamVersionAsync(turn.Conversation.Stream, ct);
        // Where nothing came after the turn's own activity, nothing else can be pending: the stream's check says all that the document's would.
        var pending = end == turn.Version ? null : await store.GetAsync(TurnDocuments.Pending(turn.Conversation), now, ct);
        var waiting = InlineReply.TakesReplies(turn.Activity) ? await store.GetAsync(TurnDocuments.Waiting(turn.Conversation, turn.Version), now, ct) : null;
        return new(end, pending, waiting, now);
    }

    private Commit Compose(DecidedTurn turn, TurnOutcome outcome, ImmutableArray<Activity> sent, Found found)
    {
        var record = turn.Before.After(turn.Version, outcome.State);
        var key = TurnDocuments.Conversation(turn.Conversation);
        var pendingKey = TurnDocuments.Pending(turn.Conversation);
        var checks = ImmutableArray.Create<Check>(
            new Check.DocumentAt(key, turn.DocumentVersion),
            new Check.StreamAt(turn.Conversation.Stream, found.End));
        if (found.End != turn.Version)
            checks = checks.Add(new Check.DocumentAt(pendingKey, found.Pending?.Version ?? 0));
        var writes = ImmutableArray.CreateBuilder<Write>();
        if (sent.Length > 0)
            writes.Add(new Write.Append(turn.Conversation.Stream, [.. sent.Select(activity => ConversationEvents.Create(ConversationEvents.Sent, activity, found.Now))]));
        if (OutboxDocuments.Mark(turn.Conversation, sent, found.End + 1, found.Now) is { } mark)
            writes.Add(mark);
        writes.Add(new Write.Put(key, JsonSerializer.SerializeToUtf8Bytes(record, TurnJson.Default.ConversationRecord)));
        if (IsLast(turn, found))
            writes.Add(new Write.Delete(pendingKey));
        if (turn.WasNoted)
            writes.Add(new Write.Delete(TurnDocuments.Tried(turn.Conversation)));
        if (InlineReply.IsAwaited(turn.Activity))
        {
            var awaited = new AwaitedTurn(turn.Conversation, turn.Version, found.End + 1, found.Waiting is null ? 0 : sent.Length, Answer(turn, outcome));
            writes.AddRange(inline.Answered(awaited, found.Waiting, found.Now));
            checks = checks.Add(new Check.DocumentAt(TurnDocuments.Waiting(turn.Conversation, turn.Version), found.Waiting?.Version ?? 0));
        }

        writes.AddRange(outcome.Writes);
        return new Commit(found.Now) { Checks = checks, Writes = writes.ToImmutable() };
    }

    // An edit carries the id of what it changes. The mode keeps the channel from delivering what the sender takes itself; nobody but the queue may set it.
    private static Activity Sent(DecidedTurn turn, Activity reply, Found found, int at) => reply.InReplyTo(turn.Activity) with
    {
        Id = Deliverable.IsEdit(reply) && reply.Id is not null ? reply.Id : ConversationEvents.ActivityIdAt(turn.Conversation, found.End + 1 + at),
        Timestamp = found.Now.ToDateTimeOffset(),
        DeliveryMode = found.Waiting is null ? null : DeliveryModes.ExpectReplies,
    };

    private static InvokeAnswer? Answer(DecidedTurn turn, TurnOutcome outcome) =>
        InlineReply.IsInvoke(turn.Activity) ? outcome.Invoke ?? InvokeAnswer.NotImplemented : null;

    private static bool IsLast(DecidedTurn turn, Found found) =>
        found.End == turn.Version || (found.Pending is not null && Read(found.Pending).Last <= turn.Version);

    // Typing says "now": in a history it would be a lie.
    private static bool IsKept(Activity reply) => !string.Equals(reply.Type, ActivityTypes.Typing, StringComparison.Ordinal);

    private static bool IsDone(DecidedTurn turn, CommitResult result) =>
        result is CommitResult.Conflict { Failed: Check.DocumentAt failed } && failed.Key == TurnDocuments.Conversation(turn.Conversation);

    private static PendingRecord Read(StoredDocument pending) => JsonSerializer.Deserialize(pending.Json.Span, TurnJson.Default.PendingRecord)!;

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>What the store holds just before the commit; the commit's checks say that it still does.</summary>
    /// <param name="End">The version of the conversation's newest event.</param>
    /// <param name="Waiting">The sender waits for the replies; null where they go the channel's usual way.</param>
    private sealed record Found(long End, StoredDocument? Pending, StoredDocument? Waiting, Instant Now);
}
