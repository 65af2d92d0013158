using System.Globalization;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Guides;
using HelpDesk.Knowledge.Articles.Markdown;

namespace HelpDesk.Knowledge.Commands;

/// <summary>What one article should be like.</summary>
internal static class ArticleRules
{
    private const int MaxSummary = 200;
    private const int MinSteps = 3;
    private const int MaxSteps = 8;
    private const double LeastReadingEase = 40;

    public static IEnumerable<Problem> Check(LintedArticle article)
    {
        var body = ArticleBody.Parse(article.Article.Body, LinkPolicy.For(article.Article));
        return Fields(article).Concat(Steps(article, body)).Concat(Reading(article, body)).Concat(GuideOf(article));
    }

    private static IEnumerable<Problem> Fields(LintedArticle article)
    {
        if (!article.Has("category", "ms.topic")) yield return article.Warn("category", "There is no category.", $"Add 'category:' with one of {ArticleNames.Categories}.");
        if (article.Article.Owner is null) yield return article.Warn("owner", "There is no owner.", "Add 'owner:' with the team or person who keeps it right.");
        if (!article.Has("reviewed", "ms.date")) yield return article.Warn("reviewed", "There is no review date.", "Add 'reviewed:' with the day somebody last checked it.");
        if (article.Article.Keywords.Count == 0) yield return article.Warn("keywords", "There are no keywords.", "Add the words that people use for this problem.");
        if (article.Article.Summary.Length == 0) yield return article.Warn("summary", "There is no summary.", "Add one sentence that says what the article solves.");
        if (article.Article.Summary.Length > MaxSummary)
            yield return article.Warn(article.Has("summary") ? "summary" : "description", Text($"The summary has {article.Article.Summary.Length} characters."), Text($"Keep it under {MaxSummary}."));
    }

    private static IEnumerable<Problem> Steps(LintedArticle article, ArticleBody body)
    {
        foreach (var section in body.Sections.Where(section => section.Steps.Count > MaxSteps))
            yield return article.At(article.Read.BodyLine + section.Line - 1, Text($"'{section.Heading}' has {section.Steps.Count} steps."), Text($"Split it: people follow at most {MaxSteps}."));
        if (article.Article.Category is not (ArticleCategory.HowTo or ArticleCategory.Troubleshooting)) yield break;
        var most = body.Sections.Select(section => section.Steps.Count).DefaultIfEmpty(0).Max();
        if (most < MinSteps) yield return article.At(article.Read.BodyLine, Text($"No section has more than {most} numbered steps."), Text($"Write the fix as {MinSteps} to {MaxSteps} numbered steps."));
    }

    private static IEnumerable<Problem> Reading(LintedArticle article, ArticleBody body)
    {
        if (!article.Article.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase)) yield break;
        if (ReadingEase.Of(body.PlainText) is { } ease && ease < LeastReadingEase)
            yield return article.At(article.Read.BodyLine, Text($"The text is hard to read (Flesch {ease:0}, at least {LeastReadingEase:0} is wanted)."), "Use shorter sentences and plainer words.");
    }

    private static IEnumerable<Problem> GuideOf(LintedArticle article) =>
        GuideReader.Check(article.Article).Select(problem => article.Warn(GuideReader.Key, $"The guide is not walked: {problem}", "Mend it, or take 'guide:' out."));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
