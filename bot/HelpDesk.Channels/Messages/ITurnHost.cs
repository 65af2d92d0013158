using System.Collections.Immutable;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Authentication;
using HelpDesk.Channels.Turns;

namespace HelpDesk.Channels.Messages;

/// <summary>
/// Who receives the activities of <c>POST /api/messages</c> and sees to the replies. The endpoint reads, bounds and authenticates; everything else is
/// the host's. The one that comes with the product is <see cref="DurableTurns"/>; another bot library takes its place by registering its own.
/// </summary>
public interface ITurnHost
{
    /// <summary>Takes an activity, and returns once the caller may be told: for most at once, for one that is answered in the response with the answer.</summary>
    /// <param name="ct">The caller has gone.</param>
    ValueTask<TurnAnswer> ReceiveAsync(InboundActivity inbound, CancellationToken ct);
}

/// <summary>An activity whose sender may speak to the bot.</summary>
public sealed record InboundActivity(Activity Activity, VerifiedCaller Caller);

/// <summary>What the caller is told.</summary>
public abstract record TurnAnswer
{
    private TurnAnswer() { }

    /// <summary>200 without a body: it is taken care of, and replies come over the connector.</summary>
    public sealed record Accepted : TurnAnswer
    {
        public static readonly Accepted Instance = new();
    }

    /// <summary>The answer to an invoke: its status, its body.</summary>
    public sealed record Invoked(InvokeAnswer Answer) : TurnAnswer;

    /// <summary>200 with the replies, for a caller who takes them itself.</summary>
    public sealed record Replied(ImmutableArray<Activity> Activities) : TurnAnswer
    {
        /// <summary>Told once whether the response went out; where it did not, the replies have to reach the person in another way.</summary>
        public Func<bool, Task>? Settle { get; init; }
    }

    /// <summary>503: there is too much to do already.</summary>
    public sealed record Busy(TimeSpan RetryAfter) : TurnAnswer;
}
