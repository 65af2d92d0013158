using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Search.Index;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HelpDesk.Bot.Hosting;

/// <param name="Id">Of the article.</param>
internal sealed record Suggested(string Id, string Title);

/// <summary><c>GET /kb/suggest?q=…</c>: titles that fit what is being typed, for everyone's articles only; at most eight, best first.</summary>
internal static class SuggestEndpoint
{
    public const string RateLimit = "suggest";

    private const int Most = 8;
    private const int LongestTyped = 200;

    // The audience "everyone" also finds what no audience was named for.
    private static readonly ArticleFilter Public = new(Audience: "everyone");

    public static void MapSuggest(this IEndpointRouteBuilder app) => app.MapGet("/kb/suggest", Suggest).RequireRateLimiting(RateLimit);

    private static Ok<Suggested[]> Suggest(string? q, KnowledgeBase knowledge) => TypedResults.Ok(
        q is null or { Length: > LongestTyped } ? [] : knowledge.Suggest(q, Most, Public).Select(article => new Suggested(article.Id.Value, article.Title)).ToArray());
}
