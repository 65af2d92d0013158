using System.Text.Json.Nodes;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Cards;

/// <summary>One node of a guide: what to do or to look at, its answers one a row, and always the way to a person.</summary>
internal static class GuideCard
{
    public static Activity Render(Reply.AskGuide guide, Surface surface, Texts texts) =>
        Fitting.Shortened(guide.Text, surface, text => AdaptiveCard.Message(Card(guide, text, surface, texts), surface, texts, text));

    private static Attachment Card(Reply.AskGuide guide, string text, Surface surface, Texts texts) =>
        AdaptiveCard.Attach(text, Body(guide, text, surface), [Button.Make(surface, texts.TalkToAPerson, new(PressKind.Person, guide.QuestionId, null))]);

    private static IEnumerable<JsonObject> Body(Reply.AskGuide guide, string text, Surface surface) =>
        guide.Answers.Select((say, place) => AdaptiveCard.Row(Button.Make(surface, say, new(PressKind.AnswerGuide, guide.QuestionId, guide.Article.Value, guide.Node, place))))
            .Prepend(AdaptiveCard.Text(text));
}
