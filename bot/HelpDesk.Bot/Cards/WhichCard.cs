using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Cards;

/// <summary>A clarifying question: one button a row, because titles are sentences.</summary>
internal static class WhichCard
{
    public static Activity Render(Reply.AskWhich which, Surface surface, Texts texts)
    {
        var choices = which.Choices.Select(a => Button.Make(surface, a.Title, new(PressKind.Choose, which.QuestionId, a.Id.Value)));
        var rows = choices.Append(Button.Make(surface, texts.NoneOfThese, new(PressKind.NoneOfThese, which.QuestionId, null))).Select(AdaptiveCard.Row);
        return AdaptiveCard.Message(AdaptiveCard.Attach(texts.Which, [AdaptiveCard.Text(texts.Which), .. rows]), surface, texts, texts.Which);
    }
}
