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
    public static Activity Render(Reply.ShowAnswer answer, Texts texts) => new()
    {
        Type = ActivityTypes.Message,
        Text = answer.Intro,
        TextFormat = "plain",
        Locale = texts.Culture.Name,
        InputHint = "expectingInput",
        Attachments = [AdaptiveCard.Attach(Speak(answer, texts), Body(answer, texts), Buttons(answer, texts))],
    };

    private static IEnumerable<JsonObject> Body(Reply.ShowAnswer answer, Texts texts)
    {
        var passage = answer.Passage;
        yield return AdaptiveCard.Title(answer.Article.Title);
        if (passage.Lead.Length > 0) yield return AdaptiveCard.Text(passage.Lead);
        for (var i = 0; i < passage.Steps.Count; i++) yield return AdaptiveCard.Step(i + 1, passage.Steps[i]);
        if (passage.Image is not null) yield return AdaptiveCard.Picture(passage.Image, passage.ImageAlt ?? texts.ImageAlt);
        yield return AdaptiveCard.Small(Source(answer.Article, texts));
        if (answer.AlsoSee.Length > 0)
        {
            yield return AdaptiveCard.Small(texts.AlsoSee);
            foreach (var other in answer.AlsoSee)
                yield return AdaptiveCard.Row(AdaptiveCard.Submit(other.Title, PressKind.Choose, answer.QuestionId, other.Id.Value));
        }
        if (answer.HasGuide)
            yield return AdaptiveCard.Row(AdaptiveCard.Submit(texts.StepByStep, PressKind.StartGuide, answer.QuestionId, answer.Article.Id.Value));
        yield return AdaptiveCard.Question(Closing(answer.Article, texts));
    }

    private static IEnumerable<JsonObject> Buttons(Reply.ShowAnswer answer, Texts texts) =>
    [
        AdaptiveCard.Submit(texts.Yes, PressKind.Solved, answer.QuestionId, answer.Article.Id.Value, primary: true),
        AdaptiveCard.Submit(texts.No, PressKind.NotSolved, answer.QuestionId, answer.Article.Id.Value),
        AdaptiveCard.Submit(texts.TalkToAPerson, PressKind.Person, answer.QuestionId),
    ];

    /// <summary>"Updated 12 Oct 2026 · how-to".</summary>
    internal static string Source(Article article, Texts texts)
    {
        var kind = texts.Category(article.Category.ToString());
        return article.Reviewed is { } date ? texts.Updated(date.ToString("d MMM yyyy", texts.Culture), kind) : kind;
    }

    internal static string Closing(Article article, Texts texts) =>
        article.Category is ArticleCategory.Troubleshooting or ArticleCategory.KnownIssue ? texts.DidThisFixIt : texts.DidThisHelp;

    private static string Speak(Reply.ShowAnswer answer, Texts texts) => $"{answer.Article.Title}. {Closing(answer.Article, texts)}";
}
