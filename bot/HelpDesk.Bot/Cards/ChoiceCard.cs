using System.Text.Json.Nodes;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Cards;

/// <summary>Words with buttons that stay with them: what is pressed later still says which ticket it means.</summary>
internal static class ChoiceCard
{
    public static Activity Render(Reply.Choose choose, Surface surface, Texts texts) =>
        Fitting.Shortened(choose.Text, surface, text => AdaptiveCard.Message(
            AdaptiveCard.Attach(text, Paragraphs(text), choose.Options.Select(o => Button.Make(surface, o.Title, o.Press, o.Primary))), surface, texts, text));

    public static Activity Render(Reply.Rate rate, Surface surface, Texts texts) =>
        AdaptiveCard.Message(AdaptiveCard.Attach(rate.Text, [.. Paragraphs(rate.Text), Remark(texts)], Ratings(rate, surface)), surface, texts, rate.Text);

    private static IEnumerable<JsonObject> Paragraphs(string text) => text.Split("\n\n").Select(AdaptiveCard.Text);

    private static IEnumerable<JsonObject> Ratings(Reply.Rate rate, Surface surface) => Enumerable.Range(1, 5).Select(n => Button.Make(
        surface, n.ToString(System.Globalization.CultureInfo.InvariantCulture), new Said.Press(PressKind.Rate, null, null, Answer: n) { Ticket = rate.Ticket }, withInputs: true));

    private static JsonObject Remark(Texts texts) => new()
    {
        ["type"] = "Input.Text", ["id"] = PressData.Remark, ["label"] = texts.RateComment, ["isMultiline"] = true, ["maxLength"] = 2000,
    };
}
