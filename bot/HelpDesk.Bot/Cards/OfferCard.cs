using System.Text.Json.Nodes;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Cards;

/// <summary>
/// Words with buttons on a card, for groups: a suggestion there is sent as an ordinary message, and one that does not mention the bot never
/// reaches it.
/// </summary>
internal static class OfferCard
{
    public static Activity Render(Reply.Say say, Surface surface, Texts texts) =>
        Fitting.Shortened(say.Text, surface, text =>
            AdaptiveCard.Message(AdaptiveCard.Attach(text, text.Split("\n\n").Select(AdaptiveCard.Text), Buttons(say, surface, texts)), surface, texts, text) with { InputHint = "acceptingInput" });

    private static IEnumerable<JsonObject> Buttons(Reply.Say say, Surface surface, Texts texts)
    {
        foreach (var words in say.Suggestions) yield return Button.Make(surface, words, new(PressKind.Say, null, null, Text: words));
        if (say.OfferPerson) yield return Button.Make(surface, texts.TalkToAPerson, new(PressKind.Person, null, null));
    }
}
