using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Articles.Markdown;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HelpDesk.Bot.Hosting;

/// <param name="Lead">What comes before the steps, plain text.</param>
/// <param name="Steps">Plain text, without numbers; empty where the article has none.</param>
/// <param name="Reviewed">The day of its last review, ISO 8601.</param>
internal sealed record FoundArticle(string Id, string Title, string Summary, string Lead, IReadOnlyList<string> Steps, string? Reviewed);

internal sealed record FoundArticles(IReadOnlyList<FoundArticle> Articles);

/// <summary><c>GET /kb/articles?q=…</c>: articles for an agent to read and to send, best first, at most ten; also those that are not for everyone.</summary>
internal static class ArticleSearchEndpoint
{
    private const int Most = 10;
    private const int LongestQuestion = 500;

    public static void MapArticleSearch(this IEndpointRouteBuilder app) =>
        app.MapGet("/kb/articles", Search).RequireAuthorization(DeskPolicies.ReadPolicy).ExcludeFromDescription();

    private static JsonHttpResult<FoundArticles> Search(string? q, KnowledgeBase knowledge)
    {
        var question = (q ?? "").Trim();
        var found = question.Length == 0 ? [] : knowledge.Ask(question[..Math.Min(question.Length, LongestQuestion)], Most, ArticleFilter.Any, nearMisses: true).Results;
        return TypedResults.Json(new FoundArticles([.. found.Where(one => one.IsWorthShowing).Select(Of)]), ArticleSearchJson.Default.FoundArticles);
    }

    private static FoundArticle Of(AnswerResult found) => new(
        found.Article.Id.Value, found.Article.Title, found.Article.Summary, SafeMarkdown.ToPlainText(found.Passage.Lead).Trim(),
        [.. found.Passage.Steps.Select(step => SafeMarkdown.ToPlainText(step).Trim())],
        found.Article.Reviewed is { } day ? NodaTime.Text.LocalDatePattern.Iso.Format(day) : null);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FoundArticles))]
internal sealed partial class ArticleSearchJson : JsonSerializerContext;
