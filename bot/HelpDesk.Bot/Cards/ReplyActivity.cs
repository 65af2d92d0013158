using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Cards;

/// <summary>Gives a reply the best shape that its channel shows: Adaptive Cards where there are cards, numbered plain text elsewhere.</summary>
public static class ReplyActivity
{
    private static readonly ImmutableHashSet<string> ChannelsWithCards =
        [ChannelIds.WebChat, ChannelIds.Teams, ChannelIds.DirectLine, ChannelIds.Emulator];

    public static Activity Render(Reply reply, string channel, Texts texts)
    {
        var cards = ChannelsWithCards.Contains(channel);
        return reply switch
        {
            Reply.Say say => Message(say.Text, Actions(say, texts), texts) with { TextFormat = cards ? "markdown" : "plain" },
            Reply.ShowAnswer answer when cards => AnswerCard.Render(answer, texts),
            Reply.ShowAnswer answer => Message(AnswerText.Render(answer, texts), [], texts),
            Reply.AskWhich which when cards => WhichCard.Render(which, texts),
            Reply.AskWhich which => Message(AnswerText.Render(which, texts), [], texts),
            Reply.AskGuide guide when cards => GuideCard.Render(guide, texts),
            Reply.AskGuide guide => Message(AnswerText.Render(guide, texts), [], texts),
            _ => throw new ArgumentOutOfRangeException(nameof(reply), reply.GetType().Name, "A reply without a shape."),
        };
    }

    private static IEnumerable<string> Actions(Reply.Say say, Texts texts) => say.OfferPerson ? [.. say.Suggestions, texts.TalkToAPerson] : say.Suggestions;

    private static Activity Message(string text, IEnumerable<string> actions, Texts texts)
    {
        var suggested = actions.Select(a => new CardAction { Type = "imBack", Title = a, Value = JsonSerializer.SerializeToElement(a, ActivityJson.Default.String) }).ToArray();
        return new Activity
        {
            Type = ActivityTypes.Message,
            Text = text,
            TextFormat = "plain",
            Locale = texts.Culture.Name,
            SuggestedActions = suggested.Length == 0 ? null : new SuggestedActions { Actions = suggested },
        };
    }
}
