namespace HelpDesk.Channels.Activities;

/// <summary>The values of <see cref="Activity.Type"/> that this product handles.</summary>
public static class ActivityTypes
{
    public const string Message = "message";
    public const string MessageUpdate = "messageUpdate";
    public const string MessageDelete = "messageDelete";
    public const string MessageReaction = "messageReaction";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
    public const string Typing = "typing";
    public const string EndOfConversation = "endOfConversation";
    public const string Event = "event";
    public const string Invoke = "invoke";

    /// <summary>Only among the replies that a sender takes itself: the answer to its invoke.</summary>
    public const string InvokeResponse = "invokeResponse";
}

/// <summary>The values of <see cref="Activity.DeliveryMode"/> that are told apart.</summary>
public static class DeliveryModes
{
    /// <summary>The sender takes the replies from the response to its request.</summary>
    public const string ExpectReplies = "expectReplies";
}

/// <summary>The values of <see cref="Activity.ChannelId"/> that are told apart.</summary>
public static class ChannelIds
{
    public const string Teams = "msteams";
    public const string WebChat = "webchat";
    public const string DirectLine = "directline";
    public const string Emulator = "emulator";
    public const string Agents = "agents";
}
