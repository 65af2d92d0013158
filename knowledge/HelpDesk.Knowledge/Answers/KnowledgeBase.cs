using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Markdown;
using HelpDesk.Knowledge.Search;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;
using HelpDesk.Storage;

namespace HelpDesk.Knowledge.Answers;

/// <summary>
/// Answers questions from the articles of the store, all in memory. <see cref="CatchUpAsync"/> brings in what changed; a hosted
/// <see cref="KnowledgeFollower"/> calls it whenever the feed moves.
/// </summary>
public sealed class KnowledgeBase(IStore store, TimeProvider clock, IArticleIndex index, Synonyms? synonyms = null)
{
    private const int MostResults = 50;

    [ThreadStatic]
    private static SearchHits? _hits;

    private readonly ConcurrentDictionary<ArticleId, KnowledgeArticle> _articles = new();
    private readonly ArticleSearch _search = new(index, synonyms ?? Synonyms.Default, RankingWeights.Default);
    private readonly SolvedVotes _votes = new();
    private Func<ArticleId, double>? _solved;
    private readonly KnowledgeFeed _feed = new(store, clock);
    private readonly SemaphoreSlim _following = new(1, 1);

    /// <summary>Answers from articles that are indexed already and never change; for measuring.</summary>
    internal static KnowledgeBase Over(IEnumerable<Article> articles, IArticleIndex index)
    {
        var knowledge = new KnowledgeBase(null!, TimeProvider.System, index);
        foreach (var article in articles) knowledge._articles[article.Id] = new KnowledgeArticle(article);
        return knowledge;
    }

    /// <summary>Position in the feed up to which changes are searchable; -1 before the articles are loaded.</summary>
    public long Position => _feed.Position;

    /// <summary>Articles in memory, drafts and retired ones too.</summary>
    public int Count => _articles.Count;

    /// <summary>Answers a question in the person's own words. Never throws for odd input: an empty question is <see cref="AnswerDecision.None"/>.</summary>
    /// <param name="max">How many results at the most, 1 to 50.</param>
    public Answer Ask(string question, int max) => Ask(question, max, ArticleFilter.Any);

    /// <inheritdoc cref="Ask(string, int)"/>
    /// <param name="nearMisses">Results are given also where none of them fits.</param>
    public Answer Ask(string question, int max, ArticleFilter filter, bool nearMisses = false)
    {
        var hits = _hits ??= new SearchHits();
        _search.Find(question, filter, ArticleSearch.Ranked, Solved, hits);
        var (decision, confidence) = Confidence.Judge(hits, _search.Weights.Confidence);
        var results = decision == AnswerDecision.None && !nearMisses ? [] : Results(hits, Math.Clamp(max, 1, MostResults));
        return new Answer(results.Count == 0 ? AnswerDecision.None : decision, hits.Ranked.Count == 0 ? 0 : confidence, results) { DidYouMean = Correction.Of(question, hits.Query) };
    }

    /// <summary>Articles whose names fit what is being typed, best first; its last word may be unfinished.</summary>
    /// <param name="max">1 to 50.</param>
    public IReadOnlyList<Article> Suggest(string typed, int max, ArticleFilter filter)
    {
        var hits = _hits ??= new SearchHits();
        _search.Find(typed, filter, ArticleSearch.Ranked, Solved, hits, prefix: true);
        var suggested = new List<Article>();
        foreach (var ranked in hits.Ranked)
            if (suggested.Count < Math.Clamp(max, 1, MostResults) && Suggestion.Fits(hits, ranked) && _articles.TryGetValue(ranked.Id, out var known)) suggested.Add(known.Article);
        return suggested;
    }

    /// <summary>Articles about the same, best first; none for an article that is not there.</summary>
    /// <param name="max">1 to 50.</param>
    public IReadOnlyList<Article> Like(ArticleId id, int max, ArticleFilter filter)
    {
        if (!_articles.TryGetValue(id, out var known)) return [];
        var hits = _hits ??= new SearchHits();
        var snapshot = _search.Snapshot;
        _search.Find(Likeness.QueryOf(known.ToEntry(), snapshot, filter), snapshot, ArticleSearch.Ranked, Solved, hits);
        return [.. hits.Ranked.Where(ranked => ranked.Id != id).Take(Math.Clamp(max, 1, MostResults)).Select(ranked => _articles.GetValueOrDefault(ranked.Id)?.Article).OfType<Article>()];
    }

    /// <summary>Finds an article in any state.</summary>
    public bool TryGet(ArticleId id, [MaybeNullWhen(false)] out Article article)
    {
        article = _articles.TryGetValue(id, out var found) ? found.Article : null;
        return article is not null;
    }

    /// <summary>An article's sections, ready to show.</summary>
    public bool TryGetBody(ArticleId id, [MaybeNullWhen(false)] out ArticleBody body)
    {
        body = _articles.TryGetValue(id, out var found) ? found.Body : null;
        return body is not null;
    }

    /// <summary>Brings in every change up to now; the first call loads all articles. Calls may overlap.</summary>
    /// <returns>How many articles were put or replaced.</returns>
    public async Task<int> CatchUpAsync(CancellationToken ct)
    {
        await _following.WaitAsync(ct);
        try
        {
            return await _feed.CatchUpAsync(Put, _votes.Take, ct);
        }
        finally
        {
            _following.Release();
        }
    }

    /// <summary>Counts what people said before this process was started; may run beside everything else, once.</summary>
    public Task CountVotesAsync(CancellationToken ct) => _feed.ReadPastAsync(_votes.Take, ct);

    // Made once, as every search wants it.
    private Func<ArticleId, double> Solved => _solved ??= _votes.Of;

    private List<AnswerResult> Results(SearchHits hits, int max)
    {
        var results = new List<AnswerResult>(Math.Min(max, hits.Ranked.Count));
        for (var rank = 0; rank < hits.Ranked.Count && results.Count < max; rank++)
            if (_articles.TryGetValue(hits.Ranked[rank].Id, out var known))
                results.Add(new AnswerResult(known, hits.Query, hits.Ranked[rank], Confidence.Fit(hits, rank, _search.Weights.Confidence), _search.Weights.Features));
        return results;
    }

    private void Put(IReadOnlyList<Article> articles)
    {
        var known = articles.Select(article => new KnowledgeArticle(article)).ToList();
        var entries = known.AsParallel().AsOrdered().Select(article => article.ToEntry()).ToList();
        foreach (var article in known) _articles[article.Article.Id] = article;
        index.Apply(entries, []);
    }
}
