using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Bot.Dialogs;

/// <summary>Signs that people put on the bot's messages: reactions, and the thumbs under messages that ask for feedback.</summary>
internal static class Reactions
{
    public const string FeedbackInvoke = "message/submitAction";

    public static Said Of(Activity activity)
    {
        // Changing one sign for another comes as both at once: first the old one goes.
        var marks = Marks(activity.ReactionsRemoved, withdrawn: true).AddRange(Marks(activity.ReactionsAdded, withdrawn: false));
        return marks.IsEmpty || activity.ReplyToId is null ? new Said.Silence() : new Said.Marked(activity.ReplyToId, RatedBy.Reaction, marks);
    }

    public static Said OfFeedback(Activity activity) =>
        activity.Value is { ValueKind: JsonValueKind.Object } value
        && PressData.StringOf(value, "actionName") == "feedback"
        && value.TryGetProperty("actionValue", out var feedback)
        && HelpfulOf(PressData.StringOf(feedback, "reaction")) is { } helpful
            ? new Said.Marked(activity.ReplyToId, RatedBy.Feedback, [new Mark(helpful, Withdrawn: false)])
            : new Said.Silence();

    private static ImmutableArray<Mark> Marks(IReadOnlyList<MessageReaction>? reactions, bool withdrawn) =>
        [.. (reactions ?? []).OfType<MessageReaction>().Select(r => HelpfulOf(r.Type)).OfType<bool>().Select(helpful => new Mark(helpful, withdrawn))];

    /// <summary>Null for what says nothing about help, such as a laugh. Teams' newer signs carry their code point: <c>1f44e_thumbsdown</c>.</summary>
    private static bool? HelpfulOf(string? reaction) => reaction switch
    {
        "like" or "heart" or "plusOne" or "1f44d_thumbsup" => true,
        "dislike" or "sad" or "angry" or "1f44e_thumbsdown" => false,
        _ => null,
    };
}
