using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Channels.Turns;

/// <summary>Runs the next turn of a conversation: loads, asks the handler, commits everything at once.</summary>
public sealed class TurnProcessor(IStore store, ITurnHandler handler, TurnCommits commits, TimeProvider time, IOptions<TurnOptions> options)
{
    private const int Page = 64;

    /// <summary>Deals with the oldest activity that has not been; false where there is none.</summary>
    /// <param name="giveUp">The handler has failed too often: the person gets the apology instead.</param>
    internal async Task<bool> TryStepAsync(ConversationId conversation, bool giveUp, CancellationToken ct)
    {
        var document = await store.GetAsync(TurnDocuments.Conversation(conversation), Now(), ct);
        var record = document is null
            ? ConversationRecord.Fresh
            : JsonSerializer.Deserialize(document.Json.Span, TurnJson.Default.ConversationRecord)!;
        if (await NextAsync(conversation, record.Processed, ct) is not { } next)
        {
            await commits.ForgetPendingAsync(conversation, record.Processed, ct);
            return false;
        }

        var activity = ConversationEvents.Read(next);
        var outcome = giveUp ? Apology(activity) : await HandleAsync(conversation, activity, record, ct);
        await commits.CommitAsync(new(conversation, activity, next.Version, record, document?.Version ?? 0), outcome, ct);
        return true;
    }

    private async Task<StoredEvent?> NextAsync(ConversationId conversation, long after, CancellationToken ct)
    {
        while (true)
        {
            var events = await store.ReadStreamAsync(conversation.Stream, after, Page, ct);
            if (events.FirstOrDefault(stored => string.Equals(stored.Type, ConversationEvents.Received, StringComparison.Ordinal)) is { } next)
                return next;
            if (events.Count < Page)
                return null;
            after = events[^1].Version;
        }
    }

    private async Task<TurnOutcome> HandleAsync(ConversationId conversation, Activity activity, ConversationRecord record, CancellationToken ct)
    {
        if (string.Equals(activity.Type, ActivityTypes.Message, StringComparison.Ordinal))
            await ConversationSignals.ShowAsync(store, conversation, TypingFor(activity), ct);
        using var limit = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        return await handler.HandleAsync(new Turn(conversation, activity, record.StateJson, Now()), either.Token);
    }

    private Activity TypingFor(Activity activity) =>
        Reply.Typing().InReplyTo(activity) with { Id = $"{activity.Id}-typing", Timestamp = time.GetUtcNow() };

    // Only a message deserves words: nobody waits for an answer to the rest.
    private TurnOutcome Apology(Activity activity) =>
        string.Equals(activity.Type, ActivityTypes.Message, StringComparison.Ordinal)
            ? TurnOutcome.Nothing with { Replies = [Reply.Text(options.Value.Apology)] }
            : TurnOutcome.Nothing;

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
