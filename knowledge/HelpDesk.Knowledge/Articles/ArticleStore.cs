using System.Runtime.CompilerServices;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Knowledge.Articles;

/// <summary>What became of an edit.</summary>
public abstract record SaveResult
{
    private SaveResult() { }

    public sealed record Saved(StoredArticle Article) : SaveResult;

    /// <summary>Somebody else changed the article first; null where it no longer exists.</summary>
    public sealed record Changed(StoredArticle? Current) : SaveResult;
}

/// <summary>Articles in the store: documents of collection <c>article</c>, their history as events of stream <c>article/{id}</c>.</summary>
public sealed class ArticleStore(IStore store, TimeProvider clock)
{
    public const string Collection = "article";
    public const string StreamPrefix = "article/";
    public const string Imported = "article.imported";
    public const string Edited = "article.edited";
    public const string Retired = "article.retired";

    private const int PageSize = 200;

    public async Task<StoredArticle?> FindAsync(ArticleId id, CancellationToken ct)
    {
        var found = await store.GetAsync(Key(id), Now, ct);
        return found is null ? null : StoredArticle.From(found.Json.Span, found.Version);
    }

    /// <summary>Every article in ordinal order of ids, retired ones too.</summary>
    public async IAsyncEnumerable<StoredArticle> ReadAllAsync([EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        while (true)
        {
            var page = await store.ListAsync(Collection, after, PageSize, Now, ct);
            foreach (var found in page) yield return StoredArticle.From(found.Json.Span, found.Version);
            if (page.Count < PageSize) yield break;
            after = page[^1].Key.Id;
        }
    }

    /// <summary>Stores an article written or changed in the product.</summary>
    /// <param name="basedOn">The version that the author saw; 0 for a new article.</param>
    public Task<SaveResult> SaveAsync(Article article, long basedOn, CancellationToken ct) => SaveAsync(article, basedOn, Edited, ct);

    /// <summary>Takes an article out of answers; its text and history stay.</summary>
    public Task<SaveResult> RetireAsync(StoredArticle article, CancellationToken ct) =>
        SaveAsync(article.Article with { State = ArticleState.Retired }, article.Version, Retired, ct);

    internal static DocumentKey Key(ArticleId id) => new(Collection, id.Value);

    /// <summary>The document and its event, which carries the whole document so that other hosts need no second read.</summary>
    internal static IEnumerable<Write> Writes(StoredArticle article, string type, Instant now)
    {
        var json = article.ToDocument().ToJson();
        yield return new Write.Put(Key(article.Article.Id), json);
        yield return new Write.Append(new StreamId(StreamPrefix + article.Article.Id), [new NewEvent(type, ArticleDocument.CurrentSchema, json, now)]);
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private async Task<SaveResult> SaveAsync(Article article, long basedOn, string type, CancellationToken ct)
    {
        var current = await FindAsync(article.Id, ct);
        var saved = new StoredArticle(article, basedOn + 1, StoredArticle.HashOf(article), current?.SourceFolder, Edited: true);
        var now = Now;
        var commit = new Commit(now) { Checks = [new Check.DocumentAt(Key(article.Id), basedOn)], Writes = [.. Writes(saved, type, now)] };
        return await store.CommitAsync(commit, ct) is CommitResult.Committed
            ? new SaveResult.Saved(saved)
            : new SaveResult.Changed(await FindAsync(article.Id, ct));
    }
}
