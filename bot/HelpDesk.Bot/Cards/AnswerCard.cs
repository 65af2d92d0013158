using System.Text.Json.Nodes;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using HelpDesk.Knowledge.Articles;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Cards;

/// <summary>An article's answer: title, lead, numbered steps, one picture at most, source and date, two other titles, and the question that closes it.</summary>
internal static class AnswerCard
{
    /// <summary>With as many steps as fit into a message of this surface; where some do not, the card says where the rest is.</summary>
    public static Activity Render(Reply.ShowAnswer answer, Surface surface, Texts texts) =>
        Fitting.Longest(answer.Passage.Steps.Count, surface, steps => Message(answer, steps, surface, texts));

    /// <summary>The article without its question and buttons, as a message extension puts it into a message; cut like an answer.</summary>
    public static JsonObject Quote(Reply.ShowAnswer answer, int steps, Surface surface, Texts texts) =>
        AdaptiveCard.Make(answer.Article.Title, Content(answer, steps, surface, texts));

    private static Activity Message(Reply.ShowAnswer answer, int steps, Surface surface, Texts texts)
    {
        var card = AdaptiveCard.Attach(Speak(answer, texts), Body(answer, steps, surface, texts), Buttons(answer, surface, texts));
        var message = AdaptiveCard.Message(card, surface, texts, answer.Article.Title);
        // Teams makes two messages of words and a card, and then gives neither an id to react to or to be pressed by.
        return surface.IsTeams ? message : message with { Text = answer.Intro, TextFormat = "plain" };
    }

    private static IEnumerable<JsonObject> Content(Reply.ShowAnswer answer, int steps, Surface surface, Texts texts)
    {
        var passage = answer.Passage;
        yield return AdaptiveCard.Title(answer.Article.Title);
        if (passage.Lead.Length > 0) yield return AdaptiveCard.Text(passage.Lead);
        for (var i = 0; i < steps; i++) yield return AdaptiveCard.Step(i + 1, passage.Steps[i]);
        if (steps < passage.Steps.Count) yield return AdaptiveCard.Text(texts.MoreInArticle(answer.Article.Title));
        if (passage.Image is { } image && IsReachable(image, surface)) yield return AdaptiveCard.Picture(image, passage.ImageAlt ?? texts.ImageAlt);
        yield return AdaptiveCard.Small(Source(answer.Article, texts));
    }

    private static IEnumerable<JsonObject> Body(Reply.ShowAnswer answer, int steps, Surface surface, Texts texts)
    {
        if (surface.IsTeams) yield return AdaptiveCard.Text(answer.Intro);
        foreach (var part in Content(answer, steps, surface, texts)) yield return part;
        var article = answer.Article.Id.Value;
        if (answer.AlsoSee.Length > 0)
        {
            yield return AdaptiveCard.AlsoLabel(texts.AlsoSee);
            foreach (var other in answer.AlsoSee)
                yield return AdaptiveCard.Row(Button.Make(surface, other.Title, new(PressKind.Choose, answer.QuestionId, other.Id.Value)));
        }
        if (answer.HasGuide)
            yield return AdaptiveCard.Row(Button.Make(surface, texts.StepByStep, new(PressKind.StartGuide, answer.QuestionId, article)));
        yield return AdaptiveCard.Question(Closing(answer.Article, texts));
    }

    private static IEnumerable<JsonObject> Buttons(Reply.ShowAnswer answer, Surface surface, Texts texts) =>
    [
        Button.Make(surface, texts.Yes, new(PressKind.Solved, answer.QuestionId, answer.Article.Id.Value), primary: true),
        Button.Make(surface, texts.No, new(PressKind.NotSolved, answer.QuestionId, answer.Article.Id.Value)),
        Button.Make(surface, texts.TalkToAPerson, new(PressKind.Person, answer.QuestionId, null)),
    ];

    /// <summary>"Updated 12 Oct 2026 · how-to".</summary>
    internal static string Source(Article article, Texts texts)
    {
        var kind = texts.Category(article.Category.ToString());
        return article.Reviewed is { } date ? texts.Updated(date.ToString("d MMM yyyy", texts.Culture), kind) : kind;
    }

    internal static string Closing(Article article, Texts texts) =>
        article.Category is ArticleCategory.Troubleshooting or ArticleCategory.KnownIssue ? texts.DidThisFixIt : texts.DidThisHelp;

    // An address without a host is ours, which a page of ours resolves and Teams cannot.
    private static bool IsReachable(string image, Surface surface) => !surface.IsTeams || image.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string Speak(Reply.ShowAnswer answer, Texts texts) => $"{answer.Article.Title}. {Closing(answer.Article, texts)}";
}
