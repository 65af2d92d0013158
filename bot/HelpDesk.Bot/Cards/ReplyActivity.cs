using System.Text.Json;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Cards;

/// <summary>Gives a reply the best shape that its place shows: Adaptive Cards where there are cards, numbered plain text elsewhere.</summary>
public static class ReplyActivity
{
    public static Activity Render(Reply reply, Surface surface, Texts texts) => reply switch
    {
        Reply.Say say when surface is { HasCards: true, IsGroup: true } && (say.OfferPerson || say.Suggestions.Length > 0) => OfferCard.Render(say, surface, texts),
        Reply.Say say => Message(say.Text, Suggestions(say, surface, texts), surface.HasCards ? "markdown" : "plain", surface, texts),
        Reply.Choose choose when surface.HasCards => ChoiceCard.Render(choose, surface, texts),
        Reply.Choose choose => Message(choose.Text, [.. choose.Options.Select(o => o.Title).Take(surface.MostSuggestions)], "plain", surface, texts),
        Reply.Rate rate when surface.HasCards => ChoiceCard.Render(rate, surface, texts),
        Reply.Rate rate => Plain($"{rate.Text} {texts.RatingPlain}", texts),
        Reply.ShowAnswer answer when surface.HasCards => AnswerCard.Render(answer, surface, texts),
        Reply.ShowAnswer answer => Fitting.Longest(answer.Passage.Steps.Count, surface, steps => Plain(AnswerText.Render(answer, steps, texts), texts)),
        Reply.AskWhich which when surface.HasCards => WhichCard.Render(which, surface, texts),
        Reply.AskWhich which => Plain(AnswerText.Render(which, texts), texts),
        Reply.AskGuide guide when surface.HasCards => GuideCard.Render(guide, surface, texts),
        Reply.AskGuide guide => Fitting.Shortened(guide.Text, surface, text => Plain(AnswerText.Render(guide with { Text = text }, texts), texts)),
        _ => throw new ArgumentOutOfRangeException(nameof(reply), reply.GetType().Name, "A reply without a shape."),
    };

    /// <summary>As many as are shown. The way to a person is the last to go.</summary>
    private static IReadOnlyList<string> Suggestions(Reply.Say say, Surface surface, Texts texts) => say.OfferPerson
        ? [.. say.Suggestions.Take(surface.MostSuggestions - 1), texts.TalkToAPerson]
        : [.. say.Suggestions.Take(surface.MostSuggestions)];

    private static Activity Message(string text, IReadOnlyList<string> suggestions, string format, Surface surface, Texts texts) =>
        Fitting.Shortened(text, surface, cut => Plain(cut, texts) with
        {
            TextFormat = format,
            SuggestedActions = suggestions.Count == 0 ? null : new SuggestedActions { Actions = [.. suggestions.Select(Suggested)] },
        });

    private static CardAction Suggested(string words) =>
        new() { Type = "imBack", Title = words, Value = JsonSerializer.SerializeToElement(words, ActivityJson.Default.String) };

    private static Activity Plain(string text, Texts texts) => new() { Type = ActivityTypes.Message, Text = text, TextFormat = "plain", Locale = texts.Culture.Name };
}
