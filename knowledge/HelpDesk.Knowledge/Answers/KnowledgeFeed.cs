using HelpDesk.Knowledge.Articles;
using HelpDesk.Storage;

namespace HelpDesk.Knowledge.Answers;

/// <summary>Reads articles and what people said of them out of the store: all there is at first, then what the feed brings.</summary>
internal sealed class KnowledgeFeed(IStore store, TimeProvider clock)
{
    private const int PageSize = 200;
    private const int PastPageSize = 1_000;
    private const int LoadedAtOnce = 4_000;

    private long _position = -1;
    private long _loadedAt = -1;

    /// <summary>Up to which changes were handed on; -1 before the articles are loaded.</summary>
    public long Position => Interlocked.Read(ref _position);

    /// <summary>Hands on every change up to now.</summary>
    /// <returns>How many articles.</returns>
    public async Task<int> CatchUpAsync(Action<IReadOnlyList<Article>> put, Action<StoredEvent> voted, CancellationToken ct)
    {
        var loaded = Position < 0 ? await LoadAsync(put, ct) : 0;
        return loaded + await FollowAsync(put, voted, ct);
    }

    /// <summary>Hands on the events from before the articles were loaded.</summary>
    public async Task ReadPastAsync(Action<StoredEvent> voted, CancellationToken ct)
    {
        var (at, end) = (0L, Interlocked.Read(ref _loadedAt));
        while (at < end)
        {
            var page = await store.ReadFeedAsync(at, PastPageSize, ct);
            if (page.Count == 0) return;
            foreach (var stored in page.Where(stored => stored.Position <= end)) voted(stored);
            at = page[^1].Position;
        }
    }

    // The position is taken before the articles: what changes meanwhile is then read once more, which changes nothing.
    private async Task<int> LoadAsync(Action<IReadOnlyList<Article>> put, CancellationToken ct)
    {
        var position = await store.GetFeedPositionAsync(ct);
        var (count, batch) = (0, new List<Article>());
        await foreach (var stored in new ArticleStore(store, clock).ReadAllAsync(ct))
        {
            batch.Add(stored.Article);
            count++;
            if (batch.Count < LoadedAtOnce) continue;
            put(batch);
            batch = [];
        }
        if (batch.Count > 0) put(batch);
        Interlocked.Exchange(ref _loadedAt, position);
        Interlocked.Exchange(ref _position, position);
        return count;
    }

    private async Task<int> FollowAsync(Action<IReadOnlyList<Article>> put, Action<StoredEvent> voted, CancellationToken ct)
    {
        var changed = 0;
        while (true)
        {
            var page = await store.ReadFeedAsync(Position, PageSize, ct);
            if (page.Count == 0) return changed;
            var latest = new Dictionary<StreamId, StoredEvent>();
            foreach (var change in page)
            {
                if (change.Type is ArticleStore.Imported or ArticleStore.Edited or ArticleStore.Retired) latest[change.Stream] = change;
                voted(change);
            }
            if (latest.Count > 0) put([.. latest.Values.Select(change => StoredArticle.From(change.Json.Span, change.Version).Article)]);
            changed += latest.Count;
            Interlocked.Exchange(ref _position, page[^1].Position);
        }
    }
}
