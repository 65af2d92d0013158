using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Channels.Connector;

/// <summary>
/// Says something in a conversation outside a turn: an agent's words, a notice. It stands in the conversation's stream among the turns, and is
/// delivered as they are: to Direct Line by the stream itself, to a connector channel by a call.
/// </summary>
public sealed class Outbox(IStore store, ConversationGates gates, References references, Deliveries deliveries, HomeCalls calls, TimeProvider time)
{
    private static readonly Commit NothingElse = new(Instant.MinValue);

    /// <summary>Checks and writes of the commit that says something, worked out from the ids that it will have.</summary>
    public delegate Commit With(ImmutableArray<string> ids);

    /// <summary>Says the activities in this order; they are stored, durably, when the call returns.</summary>
    /// <param name="activities">Addresses and times are filled in, and ids but for edits: those carry the id of what they change.</param>
    /// <returns>The ids under which the conversation holds them; null where the conversation is not known.</returns>
    public Task<ImmutableArray<string>?> SendAsync(ConversationId conversation, ImmutableArray<Activity> activities, CancellationToken ct) =>
        SendAsync(conversation, activities, NothingElse, ct);

    /// <inheritdoc cref="SendAsync(ConversationId, ImmutableArray{Activity}, CancellationToken)"/>
    /// <param name="with">Checks and writes of the same commit, such as that a message has been passed on.</param>
    /// <returns>Null also where a check of <paramref name="with"/> did not hold; then nothing was said.</returns>
    public Task<ImmutableArray<string>?> SendAsync(ConversationId conversation, ImmutableArray<Activity> activities, Commit with, CancellationToken ct) =>
        SendAsync(conversation, activities, _ => with, ct);

    /// <inheritdoc cref="SendAsync(ConversationId, ImmutableArray{Activity}, Commit, CancellationToken)"/>
    public async Task<ImmutableArray<string>?> SendAsync(
        ConversationId conversation, ImmutableArray<Activity> activities, With with, CancellationToken ct)
    {
        if (await AddressAsync(conversation, ct) is not { } address)
            return null;
        using var pass = await gates.EnterAsync(conversation, ct);
        while (true)
        {
            var now = Now();
            var end = await store.GetStreamVersionAsync(conversation.Stream, ct);
            var said = activities.Select((activity, i) => Complete(conversation, address(activity), end + 1 + i, now)).ToImmutableArray();
            var result = await store.CommitAsync(Compose(conversation, said, end, with([.. said.Select(activity => activity.Id!)]), now), ct);
            if (result is CommitResult.Conflict { Failed: Check.StreamAt { Stream: var stream } } && stream == conversation.Stream)
                continue;
            if (result is CommitResult.Conflict)
                return null;
            if (said.Any(Deliverable.Is))
                await calls.WakeAsync(deliveries, conversation, CancellationToken.None);
            await ConversationSignals.GrewAsync(store, conversation, CancellationToken.None);
            return [.. said.Select(activity => activity.Id!)];
        }
    }

    private static Commit Compose(ConversationId conversation, ImmutableArray<Activity> said, long end, Commit with, Instant now)
    {
        ImmutableArray<Write> writes =
            [new Write.Append(conversation.Stream, [.. said.Select(activity => ConversationEvents.Create(ConversationEvents.Sent, activity, now))]), .. with.Writes];
        return new Commit(now)
        {
            Checks = [new Check.StreamAt(conversation.Stream, end), .. with.Checks],
            Writes = OutboxDocuments.Mark(conversation, said, end + 1, now) is { } mark ? writes.Add(mark) : writes,
        };
    }

    private static Activity Complete(ConversationId conversation, Activity activity, long version, Instant now) => activity with
    {
        Id = Deliverable.IsEdit(activity) && activity.Id is not null ? activity.Id : ConversationEvents.ActivityIdAt(conversation, version),
        Timestamp = now.ToDateTimeOffset(),
    };

    // Direct Line's own conversations have no reference; whom they are with stands in what the person said first.
    private async Task<Func<Activity, Activity>?> AddressAsync(ConversationId conversation, CancellationToken ct)
    {
        if (await references.FindAsync(conversation, ct) is { } reference)
            return activity => activity.SentTo(reference);
        var begun = await store.ReadStreamAsync(conversation.Stream, 0, 1, ct);
        if (begun is not [{ Type: ConversationEvents.Received } first])
            return null;
        var received = ConversationEvents.Read(first);
        return activity => activity.InReplyTo(received) with { ReplyToId = activity.ReplyToId };
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
