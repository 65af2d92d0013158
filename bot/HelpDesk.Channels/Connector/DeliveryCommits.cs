using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Channels.Connector;

/// <summary>Writes what became of a delivery: one commit for each, which also takes the conversation off the list after its last.</summary>
public sealed class DeliveryCommits(IStore store, TimeProvider time)
{
    /// <summary>Writes the outcome of the lane's job and makes the lane ready for the next one.</summary>
    /// <returns>Whether the conversation may have more to deliver.</returns>
    internal async Task<bool> WriteAsync(ConversationId conversation, DeliveryLane lane)
    {
        var (job, cursor) = (lane.Job!, lane.Cursor!);
        var after = After(cursor.Value, job);
        while (true)
        {
            var waiting = job.DeadLetter is null ? await WaitingAsync(conversation, CancellationToken.None) : null;
            var isLast = waiting is not null && LastOf(waiting) <= after.Delivered;
            // It has been sent: nobody's going away may keep that from being written.
            var result = await store.CommitAsync(Compose(conversation, lane, after, isLast ? waiting : null), CancellationToken.None);
            if (result is CommitResult.Committed)
            {
                Done(lane, job, new(after.IsPageFull ? after.Turned() : after, cursor.DocumentVersion + 1));
                return !isLast;
            }

            if (result is CommitResult.Conflict { Failed: Check.DocumentAt failed } && failed.Key == OutboxDocuments.Cursor(conversation))
            {
                // Another process was here: what it has done is not done again.
                lane.Forget();
                lane.Tries = 0;
                return true;
            }
        }
    }

    /// <summary>Takes a conversation off the list that has nothing to deliver.</summary>
    internal async Task CloseAsync(ConversationId conversation, long seen, CancellationToken ct)
    {
        if (await WaitingAsync(conversation, ct) is not { } waiting || LastOf(waiting) > seen)
            return;
        await store.CommitAsync(
            new Commit(Now()) { Checks = [new Check.DocumentAt(waiting.Key, waiting.Version)], Writes = [new Write.Delete(waiting.Key)] }, ct);
    }

    private static Cursor After(Cursor before, DeliveryJob job)
    {
        var after = job.DeadLetter is null ? before.Past(job.Version) : before;
        // An edit has no id of its own.
        return job.Outcome!.ChannelId is { } id && !Deliverable.IsEdit(job.Activity) ? after.With(new(job.Version, id)) : after;
    }

    private Commit Compose(ConversationId conversation, DeliveryLane lane, Cursor after, StoredDocument? waiting)
    {
        var writes = ImmutableArray.CreateBuilder<Write>();
        var checks = ImmutableArray.Create<Check>(new Check.DocumentAt(OutboxDocuments.Cursor(conversation), lane.Cursor!.DocumentVersion));
        if (after.IsPageFull)
        {
            var page = JsonSerializer.SerializeToUtf8Bytes(after.Ids, OutboxJson.Default.ImmutableArraySentId);
            writes.Add(new Write.Put(OutboxDocuments.SentIds(conversation, after.Pages), page));
            after = after.Turned();
        }

        writes.Add(new Write.Put(OutboxDocuments.Cursor(conversation), JsonSerializer.SerializeToUtf8Bytes(after, OutboxJson.Default.Cursor)));
        AddLetter(writes, conversation, lane);
        if (waiting is not null)
        {
            writes.Add(new Write.Delete(waiting.Key));
            checks = checks.Add(new Check.DocumentAt(waiting.Key, waiting.Version));
        }

        return new Commit(Now()) { Checks = checks, Writes = writes.ToImmutable() };
    }

    private void AddLetter(ImmutableArray<Write>.Builder writes, ConversationId conversation, DeliveryLane lane)
    {
        var job = lane.Job!;
        if (job.Outcome!.GivenUp is { } refusal)
        {
            var letter = new DeadLetter(
                job.DeadLetter ?? DeadLetter.IdOf(conversation, job.Version), conversation.Channel, conversation.Id, job.Version,
                job.Activity.Timestamp ?? job.Since, time.GetUtcNow(), refusal.Status, refusal.Code, lane.Tries);
            writes.Add(new Write.Put(OutboxDocuments.Dead(letter.Id), JsonSerializer.SerializeToUtf8Bytes(letter, OutboxJson.Default.DeadLetter)));
        }
        else if (job.DeadLetter is { } sentAgain)
        {
            writes.Add(new Write.Delete(OutboxDocuments.Dead(sentAgain)));
        }

        if (job.DeadLetter is { } asked)
            writes.Add(new Write.Delete(OutboxDocuments.Asked(asked)));
    }

    private static void Done(DeliveryLane lane, DeliveryJob job, StoredCursor cursor)
    {
        if (job.DeadLetter is { } asked)
            lane.Answered(asked);
        (lane.Cursor, lane.Job, lane.Tries) = (cursor, null, 0);
    }

    private Task<StoredDocument?> WaitingAsync(ConversationId conversation, CancellationToken ct) =>
        store.GetAsync(OutboxDocuments.Waiting(conversation), Now(), ct);

    private static long LastOf(StoredDocument waiting) => JsonSerializer.Deserialize(waiting.Json.Span, OutboxJson.Default.WaitingRecord)!.Last;

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
