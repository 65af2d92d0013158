using System.Text.Json.Nodes;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Cards;

/// <summary>One node of a guide: what to do or to look at, its answers one a row, and always the way to a person.</summary>
internal static class GuideCard
{
    public static Activity Render(Reply.AskGuide guide, Texts texts) => new()
    {
        Type = ActivityTypes.Message,
        Locale = texts.Culture.Name,
        InputHint = "expectingInput",
        Attachments = [AdaptiveCard.Attach(guide.Text, [AdaptiveCard.Text(guide.Text), .. guide.Answers.Select((say, i) => AdaptiveCard.Row(Answer(guide, say, i)))],
            [AdaptiveCard.Submit(texts.TalkToAPerson, PressKind.Person, guide.QuestionId)])],
    };

    private static JsonObject Answer(Reply.AskGuide guide, string say, int place)
    {
        var action = AdaptiveCard.Submit(say, PressKind.AnswerGuide, guide.QuestionId, guide.Article.Value);
        action["data"]![PressData.Node] = guide.Node;
        action["data"]![PressData.Answer] = place;
        return action;
    }
}
