using HelpDesk.Channels.Activities;

namespace HelpDesk.Bot.Dialogs;

/// <summary>Reads activities. What a channel says of itself (a team renamed, somebody typing) is silence.</summary>
internal static class Hearing
{
    public static Said Of(Activity activity) => activity.Type switch
    {
        ActivityTypes.Message => OfMessage(activity),
        ActivityTypes.MessageUpdate => OfUpdate(activity),
        ActivityTypes.MessageDelete when activity.Id is { } id => new Said.Deleted(id),
        ActivityTypes.MessageReaction => Reactions.Of(activity),
        ActivityTypes.ConversationUpdate => OfMembers(activity),
        ActivityTypes.InstallationUpdate => OfInstallation(activity),
        ActivityTypes.Invoke => OfInvoke(activity),
        _ => new Said.Silence(),
    };

    /// <summary>Several people read it: a group chat or a channel's thread.</summary>
    public static bool IsGroup(Activity activity) =>
        activity.Conversation is { } talk && (talk.IsGroup == true || talk.ConversationType is "groupChat" or "channel");

    /// <summary>Control characters (null bytes too) become spaces: they mean nothing and upset what comes after.</summary>
    public static string Clean(string? text) =>
        text is null ? "" : string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = char.IsControl(from[i]) ? ' ' : from[i];
        }).Trim();

    private static Said OfMessage(Activity activity)
    {
        if (PressData.ReadSubmit(activity.Value) is { } press) return press;
        var called = Mentions.IsCalled(activity);
        // Among people the bot is spoken to by its name; whatever else is said there is none of its business.
        if (IsGroup(activity) && !called) return new Said.Silence();
        var text = Clean(Mentions.Strip(activity));
        if (text.Length > 0) return new Said.Words(text);
        if ((activity.Attachments ?? []).OfType<Attachment>().Any(IsFile)) return new Said.OnlyFiles();
        return called ? new Said.Called() : new Said.Silence();
    }

    // Teams attaches every message to itself once more as HTML.
    private static bool IsFile(Attachment attachment) => !string.Equals(attachment.ContentType, "text/html", StringComparison.OrdinalIgnoreCase);

    private static Said OfUpdate(Activity activity)
    {
        if (activity.Id is not { } id) return new Said.Silence();
        var text = Clean(Mentions.Strip(activity));
        return EventOf(activity) == TeamsEvents.Undelete ? new Said.Restored(id, text) : new Said.Edited(id, text);
    }

    private static Said OfMembers(Activity activity)
    {
        if ((activity.MembersRemoved ?? []).OfType<ChannelAccount>().Any(m => IsBot(m, activity))) return new Said.Removed();
        var people = (activity.MembersAdded ?? []).OfType<ChannelAccount>().ToArray();
        // Channels announce the bot, the person, or both; any of them is the start of a talk. In a group only the bot's own coming is.
        if (people.Length == 0 || (IsGroup(activity) && !people.Any(m => IsBot(m, activity)))) return new Said.Silence();
        return new Said.Joined(IsGroup(activity) ? null : FirstNameOf(people.FirstOrDefault(m => !IsBot(m, activity))?.Name));
    }

    private static Said OfInstallation(Activity activity) => activity.Action switch
    {
        "add" or "add-upgrade" => new Said.Joined(IsGroup(activity) ? null : FirstNameOf(activity.From?.Name)),
        // An upgrade takes the old version out first: nobody has left.
        "remove" => new Said.Removed(),
        _ => new Said.Silence(),
    };

    private static Said OfInvoke(Activity activity) => activity.Name switch
    {
        ExecutedAction.Invoke => ExecutedAction.Read(activity.Value) is { } press ? press : new Said.Silence(),
        Reactions.FeedbackInvoke => Reactions.OfFeedback(activity),
        _ => new Said.Silence(),
    };

    private static bool IsBot(ChannelAccount member, Activity activity) => member.Id is { } id && id == activity.Recipient?.Id;

    private static string? EventOf(Activity activity) => activity.ChannelData is { } data ? PressData.StringOf(data, "eventType") : null;

    private static string? FirstNameOf(string? name)
    {
        var first = name?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return first is { Length: > 0 and <= 40 } && first.All(c => char.IsLetter(c) || c is '-' or '\'' or '’') ? first : null;
    }
}

/// <summary>The values of Teams' <c>channelData.eventType</c> that are told apart.</summary>
internal static class TeamsEvents
{
    public const string Undelete = "undeleteMessage";
}
