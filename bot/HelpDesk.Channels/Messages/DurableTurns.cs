using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Channels.Messages;

/// <summary>
/// The host that loses nothing: stores what comes in and acknowledges it at once; the queue takes the turns and the connector delivers the replies.
/// A caller that wants its answer in the response gets it from the same queue, so that order and effects are the same.
/// </summary>
public sealed class DurableTurns(
    TurnQueue queue, InlineReplies inline, ReadyConversations ready, ITurnHandler handler, IStore store, TimeProvider time,
    IOptions<MessagesOptions> options, ILogger<DurableTurns> log) : ITurnHost
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(2);
    private int _waiting;

    public async ValueTask<TurnAnswer> ReceiveAsync(InboundActivity inbound, CancellationToken ct)
    {
        var activity = inbound.Activity;
        if (!IsHandled(activity))
            return Ignore(activity);
        if (InlineReply.IsInvoke(activity) && await LookUpAsync(activity, ct) is { } found)
            return Answer([], found, activity);
        if (ConversationKeys.Of(inbound) is not { } conversation)
            return Ignore(activity);
        if (activity.Type == ActivityTypes.Typing)
            return await ShowAsync(conversation, activity, ct);
        if (ready.Count >= options.Value.MaxBacklog)
            return Busy("the queue is full");
        var incoming = new IncomingTurn(conversation, activity)
        {
            SameAs = Sameness.Of(activity, Duration.FromTimeSpan(options.Value.PressWindow)),
            ReplyTo = inbound.Caller.ReplyTo,
        };
        if (InlineReply.IsAwaited(activity))
            return await InlineAsync(incoming, ct);
        await queue.ReceiveAsync(incoming, ct);
        return TurnAnswer.Accepted.Instance;
    }

    private static bool IsHandled(Activity activity) => activity.Type is
        ActivityTypes.Message or ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete or ActivityTypes.MessageReaction
        or ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate or ActivityTypes.Typing
        or ActivityTypes.EndOfConversation or ActivityTypes.Event or ActivityTypes.Invoke;

    private TurnAnswer Ignore(Activity activity)
    {
        log.Ignored(LoggedType.Of(activity.Type));
        return Answer([], InlineReply.IsInvoke(activity) ? InvokeAnswer.NotImplemented : null, activity);
    }

    private TurnAnswer.Busy Busy(string why)
    {
        log.TurnedAway(why);
        return new(ComeBack);
    }

    // Typing is only of interest now: it is shown to whoever watches and never stored.
    private async Task<TurnAnswer> ShowAsync(ConversationId conversation, Activity typing, CancellationToken ct)
    {
        await ConversationSignals.ShowAsync(store, conversation, typing with { Timestamp = time.GetUtcNow() }, ct);
        await handler.HearPassingAsync(conversation, typing, ct);
        return Answer([], null, typing);
    }

    private async Task<InvokeAnswer?> LookUpAsync(Activity invoke, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(options.Value.AnswerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            return await handler.LookUpAsync(invoke, either.Token);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        // The handler is someone else's code, and whoever asked waits for an answer: this is the boundary where any failure stops.
        catch (Exception failure) when (failure is not StoreException)
        {
            log.LookUpFailed(LoggedType.Of(invoke.Name), failure.GetType().Name, failure.StackTrace);
            return InvokeNotes.Unavailable;
        }
    }

    private async Task<TurnAnswer> InlineAsync(IncomingTurn incoming, CancellationToken ct)
    {
        if (Interlocked.Increment(ref _waiting) > options.Value.MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return Busy("too many callers wait for answers");
        }

        try
        {
            var until = Instant.FromDateTimeOffset(time.GetUtcNow()) + Duration.FromTimeSpan(options.Value.AnswerTimeout);
            var takes = InlineReply.TakesReplies(incoming.Activity);
            var received = await queue.ReceiveAsync(incoming with { RepliesAwaitedUntil = takes ? until : null }, ct);
            var reply = await inline.WaitAsync(incoming.Conversation, received.Version, until, ct);
            return reply is null ? Late(incoming.Activity) : Answer(reply.Replies, reply.Invoke, incoming.Activity) switch
            {
                TurnAnswer.Replied replied => replied with { Settle = taken => inline.SettleAsync(incoming.Conversation, received.Version, taken) },
                var other => other,
            };
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    // What the turn brings is not lost: replies go over the connector, and the same press finds the stored answer.
    private TurnAnswer Late(Activity activity)
    {
        log.AnsweredLate(LoggedType.Of(activity.Type));
        var note = InlineReply.IsInvoke(activity) ? InvokeNotes.Tell(activity, options.Value.StillWorking) ?? InvokeNotes.Unavailable : null;
        return Answer([], note, activity);
    }

    // Whoever takes replies itself finds the answer to its invoke among them.
    private static TurnAnswer Answer(ImmutableArray<Activity> replies, InvokeAnswer? invoke, Activity activity)
    {
        if (InlineReply.TakesReplies(activity))
            return new TurnAnswer.Replied([.. replies.Select(reply => reply with { DeliveryMode = null }), .. invoke is null ? [] : new[] { AsActivity(invoke, activity) }]);
        return invoke is null ? TurnAnswer.Accepted.Instance : new TurnAnswer.Invoked(invoke);
    }

    private static Activity AsActivity(InvokeAnswer answer, Activity invoke) => new Activity
    {
        Type = ActivityTypes.InvokeResponse,
        Value = JsonSerializer.SerializeToElement(answer, MessagesJson.Default.InvokeAnswer),
    }.InReplyTo(invoke);
}
