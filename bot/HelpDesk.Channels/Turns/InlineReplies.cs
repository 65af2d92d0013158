using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Channels.Turns;

/// <summary>
/// Hands the outcome of a turn to a sender who waits for it: the answer to an invoke, and the replies where the sender asked for them
/// (<c>expectReplies</c>). Such replies have two ways out and take exactly one: the receipt writes a waiting document, the turn's commit looks at it and
/// says in the same commit which way they go, and a sender who stops waiting takes it away in a commit of its own. Only a process that dies between
/// answering and noting so gives them twice, as with any message to a channel.
/// </summary>
public sealed class InlineReplies(IStore store, ConversationGates gates, Deliveries deliveries, HomeCalls calls, TimeProvider time, IOptions<TurnOptions> options)
{
    // A repeat that is still recognised must still find its answer.
    private static readonly Duration LongerThanRepeats = Duration.FromMinutes(1);

    // Another node's signal may be lost; nobody waits much longer for it than for the turn.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly InlineWaiters _waiters = new();

    /// <summary>Waits for the outcome of a turn, at most until <paramref name="until"/>; null where it takes longer. From then on replies go the usual way.</summary>
    public async Task<InlineReply?> WaitAsync(ConversationId conversation, long version, Instant until, CancellationToken ct)
    {
        using var waiter = _waiters.Enter(conversation, version);
        using var watch = ConversationSignals.Watch(store, conversation, signal =>
        {
            if (signal.Payload.IsEmpty)
                waiter.Give(null);
        });
        try
        {
            while (Now() < until)
            {
                if (await ReadAsync(conversation, version, ct) is { } stored)
                    return stored;
                if (await NextAsync(waiter, until, ct) is { } given)
                    return given;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            if (waiter.Leave())
                await SettleAsync(conversation, version, taken: false);
            throw;
        }

        return await GiveUpAsync(conversation, version, waiter);
    }

    /// <summary>Says what became of the replies that somebody was given: taken, or to go the usual way after all.</summary>
    public async Task SettleAsync(ConversationId conversation, long version, bool taken)
    {
        var key = TurnDocuments.Waiting(conversation, version);
        if (!taken)
            await WithdrawAsync(conversation, version, CancellationToken.None);
        // Whoever sent again is given what was given before, and that has been settled.
        else if (await store.GetAsync(key, Now(), CancellationToken.None) is not null)
            await store.CommitAsync(new Commit(Now()) { Writes = [new Write.Delete(key)] }, CancellationToken.None);
    }

    internal static Write Await(ConversationId conversation, long version, Instant until) => new Write.Put(
        TurnDocuments.Waiting(conversation, version),
        JsonSerializer.SerializeToUtf8Bytes(new(conversation.Channel, conversation.Id, version, until.ToUnixTimeMilliseconds()), TurnJson.Default.WaitingRecord));

    /// <summary>What the commit of a turn writes for the sender who waits, and for whoever asks again.</summary>
    internal IEnumerable<Write> Answered(AwaitedTurn turn, StoredDocument? waiting, Instant now)
    {
        yield return Answer(turn.Conversation, turn.Version, new(turn.First, turn.Count, turn.Invoke?.Status, turn.Invoke?.Body), now);
        if (waiting is not null)
            yield return new Write.Put(waiting.Key, JsonSerializer.SerializeToUtf8Bytes(Read(waiting) with { First = turn.First, Count = turn.Count }, TurnJson.Default.WaitingRecord));
    }

    internal void Give(ConversationId conversation, long version, InlineReply reply) => _waiters.Give(conversation, version, reply);

    internal static WaitingRecord Read(StoredDocument waiting) => JsonSerializer.Deserialize(waiting.Json.Span, TurnJson.Default.WaitingRecord)!;

    /// <summary>Ends a wait: replies that are still to come go the usual way, and so do those that nobody took.</summary>
    internal async Task WithdrawAsync(ConversationId conversation, long version, CancellationToken ct)
    {
        using var pass = await gates.EnterAsync(conversation, ct);
        while (true)
        {
            var now = Now();
            if (await store.GetAsync(TurnDocuments.Waiting(conversation, version), now, ct) is not { } waiting)
                return;
            if (await store.CommitAsync(await WithdrawalAsync(conversation, waiting, now, ct), ct) is not CommitResult.Committed)
                continue;
            await calls.WakeAsync(deliveries, conversation, ct);
            await ConversationSignals.GrewAsync(store, conversation, ct);
            return;
        }
    }

    private async Task<InlineReply?> NextAsync(InlineWaiters.Waiter waiter, Instant until, CancellationToken ct)
    {
        var left = (until - Now()).ToTimeSpan();
        using var patience = new CancellationTokenSource(left < Look ? TimeSpan.FromTicks(Math.Max(left.Ticks, 1)) : Look, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            return await waiter.NextAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<InlineReply?> GiveUpAsync(ConversationId conversation, long version, InlineWaiters.Waiter waiter)
    {
        // A turn that was done in the last moment has decided: the commit of either one comes first.
        while (true)
        {
            var now = Now();
            if (await ReadAsync(conversation, version, CancellationToken.None) is { } late)
                return late;
            if (!waiter.Leave() || await store.GetAsync(TurnDocuments.Waiting(conversation, version), now, CancellationToken.None) is not { } waiting)
                return null;
            var withdrawal = new Commit(now)
            {
                Checks = [new Check.DocumentAt(waiting.Key, waiting.Version)],
                Writes = [new Write.Delete(waiting.Key)],
            };
            if (await store.CommitAsync(withdrawal, CancellationToken.None) is CommitResult.Committed)
                return null;
        }
    }

    private async Task<InlineReply?> ReadAsync(ConversationId conversation, long version, CancellationToken ct)
    {
        if (await store.GetAsync(TurnDocuments.Answer(conversation, version), Now(), ct) is not { } stored)
            return null;
        var answer = JsonSerializer.Deserialize(stored.Json.Span, TurnJson.Default.AnswerRecord)!;
        return new(await RepliesAsync(conversation, answer.First, answer.Count, ct), answer.Status is { } status ? new(status, answer.Body) : null);
    }

    private async Task<ImmutableArray<Activity>> RepliesAsync(ConversationId conversation, long first, int count, CancellationToken ct) =>
        count == 0 ? [] : [.. (await store.ReadStreamAsync(conversation.Stream, first - 1, count, ct)).Select(ConversationEvents.Read)];

    // Replies that nobody took are sent once more, without the mark that keeps the channel from delivering them.
    private async Task<Commit> WithdrawalAsync(ConversationId conversation, StoredDocument waiting, Instant now, CancellationToken ct)
    {
        var record = Read(waiting);
        var end = await store.GetStreamVersionAsync(conversation.Stream, ct);
        var replies = await RepliesAsync(conversation, record.First, record.Count ?? 0, ct);
        var commit = new Commit(now)
        {
            Checks = [new Check.DocumentAt(waiting.Key, waiting.Version), new Check.StreamAt(conversation.Stream, end)],
            Writes = [new Write.Delete(waiting.Key)],
        };
        if (replies.IsEmpty)
            return commit;
        var again = replies.Select((reply, i) => reply with { Id = ConversationEvents.ActivityIdAt(conversation, end + 1 + i), DeliveryMode = null }).ToImmutableArray();
        return commit with
        {
            Writes =
            [
                .. commit.Writes,
                new Write.Append(conversation.Stream, [.. again.Select(reply => ConversationEvents.Create(ConversationEvents.Sent, reply, now))]),
                Answer(conversation, record.Version, new(0, 0, null, null), now),
                .. OutboxDocuments.Mark(conversation, again, end + 1, now) is { } mark ? new[] { mark } : [],
            ],
        };
    }

    private Write.Put Answer(ConversationId conversation, long version, AnswerRecord answer, Instant now) => new(
        TurnDocuments.Answer(conversation, version),
        JsonSerializer.SerializeToUtf8Bytes(answer, TurnJson.Default.AnswerRecord),
        now + Duration.FromTimeSpan(options.Value.DuplicateWindow) + LongerThanRepeats);

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
