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
public sealed class KnowledgeBase(IStore store, TimeProvider clock, IArticleIndex index)
{
    private const int Retrieved = 100;
    private const int PageSize = 200;

    private readonly ConcurrentDictionary<ArticleId, KnowledgeArticle> _articles = new();
    private readonly QuestionReader _questions = new(Synonyms.Default, RankingWeights.Default);
    private readonly SemaphoreSlim _following = new(1, 1);
    private long _position = -1;

    /// <summary>Position in the feed up to which changes are searchable; -1 before the articles are loaded.</summary>
    public long Position => Interlocked.Read(ref _position);

    /// <summary>Articles in memory, drafts and retired ones too.</summary>
    public int Count => _articles.Count;

    /// <summary>Answers a question in the person's own words. Never throws for odd input: an empty question is <see cref="AnswerDecision.None"/>.</summary>
    /// <param name="max">How many results at the most, 1 to 50.</param>
    public Answer Ask(string question, int max) => Ask(question, max, new ArticleFilter());

    /// <inheritdoc cref="Ask(string, int)"/>
    public Answer Ask(string question, int max, ArticleFilter filter)
    {
        var snapshot = index.Snapshot;
        var query = _questions.Read(question, filter, snapshot);
        var ranked = Ranker.Rank(query, snapshot.Search(query, Retrieved), RankingWeights.Default);
        var (decision, confidence) = Confidence.Judge(query, ranked);
        var results = new List<AnswerResult>();
        foreach (var hit in ranked.Take(Math.Clamp(max, 1, 50)))
            if (_articles.TryGetValue(hit.Id, out var article))
                results.Add(new AnswerResult(article.Article, PassageChooser.Choose(article.Article, article.Body, question), hit.Score, hit.Explain));
        return results.Count == 0 ? new Answer(AnswerDecision.None, 0, []) : new Answer(decision, confidence, results);
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
            return Position < 0 ? await LoadAsync(ct) : await FollowAsync(ct);
        }
        finally
        {
            _following.Release();
        }
    }

    // The position is taken before the articles: what changes meanwhile is then read once more, which changes nothing.
    private async Task<int> LoadAsync(CancellationToken ct)
    {
        var position = await store.GetFeedPositionAsync(ct);
        var entries = new List<IndexEntry>();
        await foreach (var stored in new ArticleStore(store, clock).ReadAllAsync(ct)) entries.Add(Put(stored.Article));
        index.Apply(entries, []);
        Interlocked.Exchange(ref _position, position);
        return entries.Count + await FollowAsync(ct);
    }

    private async Task<int> FollowAsync(CancellationToken ct)
    {
        var changed = 0;
        while (true)
        {
            var page = await store.ReadFeedAsync(Position, PageSize, ct);
            if (page.Count == 0) return changed;
            var latest = new Dictionary<StreamId, StoredEvent>();
            foreach (var change in page)
                if (change.Type is ArticleStore.Imported or ArticleStore.Edited or ArticleStore.Retired) latest[change.Stream] = change;
            var entries = latest.Values.Select(change => Put(StoredArticle.From(change.Json.Span, change.Version).Article)).ToList();
            if (entries.Count > 0) index.Apply(entries, []);
            changed += entries.Count;
            Interlocked.Exchange(ref _position, page[^1].Position);
        }
    }

    private IndexEntry Put(Article article)
    {
        var known = new KnowledgeArticle(article);
        _articles[article.Id] = known;
        return known.ToEntry();
    }
}
