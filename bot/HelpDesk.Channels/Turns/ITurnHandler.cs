using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Channels.Turns;

/// <summary>
/// What a bot is to this module: one activity of one conversation in, replies and state out. Called in order per conversation and never twice at
/// once for the same one. The queue commits state, replies and <see cref="TurnOutcome.Writes"/> together, so that a turn happens once or not at all.
/// </summary>
public interface ITurnHandler
{
    Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken ct);

    /// <summary>
    /// Answers an invoke that only asks, such as a search in a message extension: at once, out of the conversation's order, with nothing stored.
    /// Null where the invoke changes something (or is unknown) and has to be a turn.
    /// </summary>
    Task<InvokeAnswer?> LookUpAsync(Activity invoke, CancellationToken ct) => Task.FromResult<InvokeAnswer?>(null);

    /// <summary>Hears what is shown now and never stored, such as that the person types. No turn, and in no order with turns; must be quick.</summary>
    Task HearPassingAsync(ConversationId conversation, Activity passing, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>What the caller of an invoke gets.</summary>
/// <param name="Status">HTTP status; a card action answers 200 and puts its own status into the body.</param>
/// <param name="Body">JSON; null for an empty body.</param>
public sealed record InvokeAnswer(int Status, JsonElement? Body)
{
    /// <summary>What the protocol's SDKs answer where nobody handles an invoke.</summary>
    public static readonly InvokeAnswer NotImplemented = new(501, null);
}

/// <param name="Conversation">Channel and conversation id.</param>
/// <param name="Activity">What came in, as stored: id, from, recipient and timestamp are set.</param>
/// <param name="State">The state that the last turn left, UTF-8 JSON; null on the first.</param>
/// <param name="Now">When the turn is processed.</param>
public sealed record Turn(ConversationId Conversation, Activity Activity, ReadOnlyMemory<byte>? State, Instant Now);

/// <param name="Replies">Activities to the person, in order. The queue fills in from, recipient, conversation, replyToId and timestamp.</param>
/// <param name="State">The conversation's state from now on; null leaves it as it was.</param>
/// <param name="Writes">Further writes (facts) of the same commit.</param>
public sealed record TurnOutcome(ImmutableArray<Activity> Replies, ReadOnlyMemory<byte>? State, ImmutableArray<Write> Writes)
{
    public static readonly TurnOutcome Nothing = new([], null, []);

    /// <summary>The answer to an invoke, stored with the turn so that a repeated invoke gets the same; null where the turn was no invoke or nobody handled it.</summary>
    public InvokeAnswer? Invoke { get; init; }
}

/// <summary>A conversation on a channel; its events are the stream <c>conversation/{channel}/{id}</c>.</summary>
public readonly record struct ConversationId(string Channel, string Id)
{
    public StreamId Stream => new($"conversation/{Channel}/{Id}");

    public override string ToString() => $"{Channel}/{Id}";
}
