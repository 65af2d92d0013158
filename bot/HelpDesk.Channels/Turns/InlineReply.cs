using System.Collections.Immutable;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Channels.Turns;

/// <summary>What a turn answered to the sender who waited for it.</summary>
/// <param name="Replies">What the sender is given instead of the channel delivering it; empty where the channel delivers.</param>
/// <param name="Invoke">The answer to an invoke; null where it was none.</param>
public sealed record InlineReply(ImmutableArray<Activity> Replies, InvokeAnswer? Invoke)
{
    /// <summary>Whether the sender takes the replies itself, instead of the channel delivering them.</summary>
    public static bool TakesReplies(Activity activity) => string.Equals(activity.DeliveryMode, DeliveryModes.ExpectReplies, StringComparison.Ordinal);

    public static bool IsInvoke(Activity activity) => string.Equals(activity.Type, ActivityTypes.Invoke, StringComparison.Ordinal);

    /// <summary>Whether the sender of an activity waits for what its turn brings.</summary>
    public static bool IsAwaited(Activity activity) => IsInvoke(activity) || TakesReplies(activity);
}

/// <param name="First">The version of the first reply.</param>
/// <param name="Count">How many the sender is given.</param>
internal sealed record AwaitedTurn(ConversationId Conversation, long Version, long First, int Count, InvokeAnswer? Invoke);
