using System.Collections.Immutable;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Authentication;
using NodaTime;

namespace HelpDesk.Channels.Turns;

/// <summary>An activity on its way into the queue.</summary>
/// <param name="Activity">Complete but for the timestamp, and the id where the channel gives none.</param>
public sealed record IncomingTurn(ConversationId Conversation, Activity Activity)
{
    /// <summary>What makes a repeated send recognisable; one that was seen is enough. Empty where nothing does.</summary>
    public ImmutableArray<SameAs> SameAs { get; init; } = [];

    /// <summary>Where the answers may go and why; null for a channel that is served from here.</summary>
    public ReplyTarget? ReplyTo { get; init; }

    /// <summary>Until when somebody waits for the replies themselves; null where they go the channel's usual way. See <see cref="InlineReplies"/>.</summary>
    public Instant? RepliesAwaitedUntil { get; init; }
}

/// <summary>One way to recognise that an activity has come before.</summary>
/// <param name="Key">Equal for two sends of the same thing; kept as a hash.</param>
public readonly record struct SameAs(string Key)
{
    /// <summary>For how long it is remembered; null for <see cref="TurnOptions.DuplicateWindow"/>.</summary>
    public Duration? Window { get; init; }

    /// <summary>Two that arrive closer together than this are not a repeat: who repeats waits for an answer first.</summary>
    public Duration Apart { get; init; }
}
