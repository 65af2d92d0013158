using System.Text.Json;

namespace HelpDesk.Channels.Activities;

/// <summary>Short ways to the activities that a bot sends. Addresses and ids are filled in where they are sent.</summary>
public static class Reply
{
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";

    /// <summary>Plain text; <c>textFormat</c> keeps a channel from reading it as Markdown.</summary>
    public static Activity Text(string text) => new() { Type = ActivityTypes.Message, Text = text, TextFormat = "plain", InputHint = "acceptingInput" };

    public static Activity Markdown(string markdown) => Text(markdown) with { TextFormat = "markdown" };

    /// <param name="card">The card's JSON.</param>
    /// <param name="summary">What a notification or a channel without cards shows.</param>
    public static Activity Card(JsonElement card, string? summary = null) => new()
    {
        Type = ActivityTypes.Message,
        Attachments = [new() { ContentType = AdaptiveCard, Content = card }],
        Summary = summary,
        InputHint = "acceptingInput",
    };

    public static Activity Typing() => new() { Type = ActivityTypes.Typing };

    public static Activity EndOfConversation(string? code = null) => new() { Type = ActivityTypes.EndOfConversation, Code = code };

    /// <summary>Buttons under the message; each sends its own words as if the person had typed them.</summary>
    public static Activity WithChoices(this Activity activity, params IReadOnlyList<string> choices) => activity with
    {
        SuggestedActions = new() { Actions = [.. choices.Select(Choice)] },
        InputHint = "expectingInput",
    };

    /// <summary>Addresses an activity to whoever sent <paramref name="incoming"/>, from whom it was sent to.</summary>
    public static Activity InReplyTo(this Activity activity, Activity incoming) => activity with
    {
        ChannelId = incoming.ChannelId,
        ServiceUrl = incoming.ServiceUrl,
        Conversation = incoming.Conversation,
        From = incoming.Recipient,
        Recipient = incoming.From,
        ReplyToId = incoming.Id,
        Locale = activity.Locale ?? incoming.Locale,
    };

    private static CardAction Choice(string words) => new()
    {
        Type = "imBack",
        Title = words,
        Value = JsonSerializer.SerializeToElement(words, ActivityJson.Default.String),
    };
}
