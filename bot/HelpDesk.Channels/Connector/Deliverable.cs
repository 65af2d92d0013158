using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;

namespace HelpDesk.Channels.Connector;

/// <summary>Which of the activities that a conversation's stream holds as sent have to be brought to a channel by a call.</summary>
internal static class Deliverable
{
    /// <summary>The value of <see cref="Activity.DeliveryMode"/> of what went back in the answer to the request itself.</summary>
    public const string ExpectReplies = "expectReplies";

    /// <summary>The type under which the answer to an invoke is kept.</summary>
    public const string InvokeResponse = "invokeResponse";

    private const string Trace = "trace";

    /// <summary>A conversation without a service URL is Direct Line's own: there the stream itself is what clients read.</summary>
    public static bool Is(Activity sent) => sent is { ServiceUrl.Length: > 0, DeliveryMode: not ExpectReplies } && sent.Type switch
    {
        ActivityTypes.Message => HasContent(sent),
        // Without an id there is nothing to change or to take back.
        ActivityTypes.MessageUpdate => HasContent(sent) && sent.Id is { Length: > 0 },
        ActivityTypes.MessageDelete => sent.Id is { Length: > 0 },
        InvokeResponse or ActivityTypes.Typing or "" => false,
        Trace => sent.ChannelId is ChannelIds.Emulator,
        _ => true,
    };

    /// <summary>Changes an earlier activity, whose id it carries, and gets none of its own.</summary>
    public static bool IsEdit(Activity sent) => sent.Type is ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete;

    /// <summary>The place of an activity of our own in its conversation; 0 where the id is not one of ours.</summary>
    public static long VersionOf(ConversationId conversation, string activityId)
    {
        var prefix = conversation.Id.Length;
        return activityId.Length > prefix + 1 && activityId[prefix] == '|' && activityId.StartsWith(conversation.Id, StringComparison.Ordinal)
            && long.TryParse(activityId.AsSpan(prefix + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version)
            ? version
            : 0;
    }

    // A channel refuses a message that says nothing.
    private static bool HasContent(Activity sent) =>
        sent.Text is { Length: > 0 } || sent.Attachments is { Count: > 0 } || sent.SuggestedActions?.Actions is { Count: > 0 };
}
