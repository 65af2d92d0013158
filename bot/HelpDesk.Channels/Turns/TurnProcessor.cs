using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Channels.Turns;

internal enum Step
{
    Done,

    /// <summary>The conversation's last turn is done.</summary>
    LastDone,

    /// <summary>The conversation has nothing more.</summary>
    Nothing,

    /// <summary>There is something, but not at this moment.</summary>
    NotNow,
}

/// <summary>Runs the next turn of a conversation: loads, asks the handler, commits everything at once.</summary>
public sealed class TurnProcessor(
    IStore store, ITurnHandler handler, TurnCommits commits, LeftTurns left, TimeProvider time, IOptions<TurnOptions> options, ILogger<TurnProcessor> log,
    Typing? typing = null)
{
    private const int Page = 64;

    /// <summary>Deals with the oldest activity that has not been; with the apology where it has failed too often.</summary>
    internal async Task<Step> StepAsync(ConversationId conversation, TurnLane lane, CancellationToken ct)
    {
        var document = await store.GetAsync(TurnDocuments.Conversation(conversation), Now(), ct);
        var record = document is null
            ? ConversationRecord.Fresh
            : JsonSerializer.Deserialize(document.Json.Span, TurnJson.Default.ConversationRecord)!;
        if (await NextAsync(conversation, record.Processed, ct) is not { } next)
        {
            await commits.ForgetPendingAsync(conversation, record.Processed, ct);
            return Step.Nothing;
        }

        using var trial = await left.BeginAsync(conversation, next.Version, lane, ct);
        if (trial.Kind == TrialKind.NotNow)
            return Step.NotNow;
        if (trial.Kind == TrialKind.Hopeless)
            log.GivenUpAfterRestarts(conversation.Channel, conversation.Id, options.Value.Restarts);
        var giveUp = trial.Kind == TrialKind.Hopeless || lane.Failures >= options.Value.Tries;
        var activity = ConversationEvents.Read(next);
        var outcome = giveUp ? Apology(activity) : await HandleAsync(conversation, activity, record, ct);
        var turn = new DecidedTurn(conversation, activity, next.Version, record, document?.Version ?? 0, lane.IsLeft);
        return await commits.CommitAsync(turn, outcome, ct) ? Step.LastDone : Step.Done;
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
        using var told = activity.Type is ActivityTypes.Message
            ? time.CreateTimer(_ => _ = ConversationSignals.ShowAsync(store, conversation, TypingFor(activity), CancellationToken.None), null, options.Value.TypingAfter, Timeout.InfiniteTimeSpan)
            : null;
        using var shown = typing?.ShowSoon(conversation, activity);
        using var limit = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        return await handler.HandleAsync(new Turn(conversation, activity, record.StateJson, Now()), either.Token);
    }

    private Activity TypingFor(Activity activity) =>
        Reply.Typing().InReplyTo(activity) with { Id = $"{activity.Id}-typing", Timestamp = time.GetUtcNow() };

    // Only a message or an invoke deserves words: nobody waits for an answer to the rest.
    private TurnOutcome Apology(Activity activity) => activity.Type switch
    {
        ActivityTypes.Message => TurnOutcome.Nothing with { Replies = [Reply.Text(options.Value.Apology)] },
        ActivityTypes.Invoke => TurnOutcome.Nothing with { Invoke = InvokeNotes.Tell(activity, options.Value.Apology) ?? InvokeNotes.Unavailable },
        _ => TurnOutcome.Nothing,
    };

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
