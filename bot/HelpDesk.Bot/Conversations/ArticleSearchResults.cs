using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Bot.Cards;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Search.Index;
using Reply = HelpDesk.Bot.Dialogs.Reply;

namespace HelpDesk.Bot.Conversations;

/// <summary>
/// Articles for the message extension: what somebody is about to put into a message of their own, so only what everyone may read. Each result is a
/// card with the article and a preview of two lines for the list.
/// </summary>
internal sealed class ArticleSearchResults(KnowledgeBase knowledge)
{
    private const int LongestQuery = 1000;
    private const int MostResults = 25;
    private const int LongestPreview = 160;

    // All results travel in one answer; a card is cut so that a full list stays small.
    private static readonly Surface ResultSurface = Surface.Of(ChannelIds.Teams) with { LargestMessage = 8 * 1024 };
    private static readonly ArticleFilter Everyones = new(Audience: "everyone");

    /// <param name="value"><c>{"parameters":[{"name","value"}],"queryOptions":{"skip","count"}}</c>.</param>
    public JsonObject Search(JsonElement? value, Texts texts)
    {
        var typed = Hearing.Clean(TypedIn(value));
        if (typed.Length == 0) return Message(texts.SearchStart);
        var (skip, count) = PageOf(value);
        var found = knowledge.Ask(typed[..Math.Min(typed.Length, LongestQuery)], skip + count, Everyones, nearMisses: true).Results.Where(r => r.IsWorthShowing).Skip(skip).ToArray();
        // An empty page after the first is simply the end of the list.
        return found.Length == 0 && skip == 0 ? Message(texts.SearchNothing(typed)) : Results(found.Select(r => Item(r.Article, r.Passage, texts)));
    }

    /// <summary>The article that a link of ours leads to (<c>…/kb/{id}</c>), nothing for any other link.</summary>
    public JsonObject Unfurl(JsonElement? value, Texts texts)
    {
        var article = value is { ValueKind: JsonValueKind.Object } link ? ArticleOf(PressData.StringOf(link, "url")) : null;
        return Results(article is null ? [] : [Item(article, PassageOf(article), texts)]);
    }

    public static JsonObject Message(string words) => new() { ["composeExtension"] = new JsonObject { ["type"] = "message", ["text"] = words } };

    private static JsonObject Results(IEnumerable<JsonObject> items) => new()
    {
        ["composeExtension"] = new JsonObject { ["type"] = "result", ["attachmentLayout"] = "list", ["attachments"] = new JsonArray([.. items]) },
    };

    private static JsonObject Item(Article article, Passage passage, Texts texts) => new()
    {
        ["contentType"] = AdaptiveCard.ContentType,
        ["content"] = Card(new("", "", article, passage, []), texts),
        ["preview"] = new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.thumbnail",
            ["content"] = new JsonObject { ["title"] = article.Title, ["text"] = Preview(article, texts) },
        },
    };

    private static JsonObject Card(Reply.ShowAnswer answer, Texts texts)
    {
        var whole = answer.Passage.Steps.Count;
        for (var steps = whole; steps > 0; steps--)
            if (AnswerCard.Quote(answer, steps, ResultSurface, texts) is var card && card.ToJsonString().Length <= ResultSurface.LargestMessage) return card;
        return AnswerCard.Quote(answer, 0, ResultSurface, texts);
    }

    private static string Preview(Article article, Texts texts) =>
        article.Summary.Length > 0 ? Fitting.Cut(article.Summary, LongestPreview) : AnswerCard.Source(article, texts);

    private Article? ArticleOf(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var link) || link.Segments is not [.., "kb/", var last]) return null;
        return knowledge.TryGet(new ArticleId(Uri.UnescapeDataString(last.TrimEnd('/'))), out var article)
            && article is { State: ArticleState.Published, Audience: "everyone" }
            ? article
            : null;
    }

    private Passage PassageOf(Article article) =>
        knowledge.Ask(article.Title, MostResults, Everyones, nearMisses: true).Results.FirstOrDefault(r => r.Article.Id == article.Id)?.Passage
        ?? new Passage("", article.Summary, [], null, null);

    private static string? TypedIn(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Object } query || !query.TryGetProperty("parameters", out var list) || list.ValueKind != JsonValueKind.Array) return null;
        foreach (var parameter in list.EnumerateArray())
            // Teams asks once before anything is typed, with a parameter of this name.
            if (PressData.StringOf(parameter, "name") != "initialRun" && PressData.StringOf(parameter, "value") is { Length: > 0 } typed) return typed;
        return null;
    }

    private static (int Skip, int Count) PageOf(JsonElement? value)
    {
        var options = value is { ValueKind: JsonValueKind.Object } query && query.TryGetProperty("queryOptions", out var found) ? found : default;
        return (Math.Clamp(PressData.IntOf(options, "skip", 0), 0, MostResults), Math.Clamp(PressData.IntOf(options, "count", MostResults), 1, MostResults));
    }
}
