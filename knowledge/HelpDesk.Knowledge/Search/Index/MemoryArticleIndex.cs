using HelpDesk.Knowledge.Articles;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>
/// The built-in index. A change becomes a small segment and removals become new views of the others, both published at once. Small segments are
/// merged at once, large ones behind the readers' backs, so that there are never more than a few and no change waits for a long merge.
/// </summary>
public sealed class MemoryArticleIndex(Bm25F formula) : IArticleIndex
{
    // A segment is merged into the one before it as soon as that is less than this many times larger.
    private const int SizeRatio = 4;

    /// <summary>A merge of more articles than this is done behind: about 20 ms of work.</summary>
    private const int MergedAtOnce = 2_000;

    private readonly Lock _writing = new();
    private volatile MemorySnapshot _snapshot = new([], formula);
    private Task _merging = Task.CompletedTask;

    public MemoryArticleIndex() : this(Ranking.RankingWeights.Default.Formula) { }

    public IIndexSnapshot Snapshot => _snapshot;

    /// <summary>Ends when no merge is under way; for measuring.</summary>
    public Task Merged
    {
        get
        {
            lock (_writing) return _merging;
        }
    }

    public void Apply(IReadOnlyList<IndexEntry> put, IReadOnlyList<ArticleId> remove)
    {
        var latest = new Dictionary<ArticleId, IndexEntry>();
        foreach (var entry in put) latest[entry.Id] = entry;
        var builder = new SegmentBuilder();
        foreach (var entry in latest.Values) builder.Add(entry);
        var added = builder.Count == 0 ? null : new SegmentView(builder.Build());
        lock (_writing)
        {
            var gone = latest.Keys.Concat(remove).ToHashSet();
            var views = _snapshot.Views.Select(view => view.Without(gone)).Where(view => view.Alive > 0).ToList();
            if (added is not null) views.Add(added);
            while (NextMerge(views) is { } due && due.Sum(view => view.Alive) <= MergedAtOnce) Replace(views, due, Merge(due));
            _snapshot = new MemorySnapshot(views, formula);
            if (_merging.IsCompleted && NextMerge(views) is not null) _merging = Task.Run(MergeBehind);
        }
    }

    /// <summary>The same articles scored by another formula.</summary>
    public MemoryArticleIndex With(Bm25F other) => new(other) { _snapshot = _snapshot.With(other) };

    private void MergeBehind()
    {
        while (true)
        {
            SegmentView[]? due;
            lock (_writing) due = NextMerge(_snapshot.Views);
            if (due is null) return;
            var merged = Merge(due);
            lock (_writing)
            {
                var views = _snapshot.Views.ToList();
                Replace(views, Current(due, views), Forget(merged, due, views));
                _snapshot = new MemorySnapshot(views, formula);
            }
        }
    }

    // While the merge ran, articles may have been removed from what it merged: they are removed from the result as well.
    private static SegmentView Forget(SegmentView merged, SegmentView[] due, List<SegmentView> now)
    {
        var gone = new HashSet<ArticleId>();
        foreach (var old in due)
        {
            var current = now.Find(view => view.Segment == old.Segment);
            for (var document = 0; document < old.Segment.Count; document++)
                if (old.IsAlive(document) && current?.IsAlive(document) != true) gone.Add(old.Segment.Id(document));
        }
        return merged.Without(gone);
    }

    private static SegmentView[] Current(SegmentView[] due, List<SegmentView> now) => [.. now.Where(view => due.Any(old => old.Segment == view.Segment))];

    private static void Replace(List<SegmentView> views, SegmentView[] old, SegmentView merged)
    {
        var at = old.Length == 0 ? 0 : views.IndexOf(old[0]);
        views.RemoveAll(view => old.Contains(view));
        if (merged.Alive > 0) views.Insert(Math.Min(at, views.Count), merged);
    }

    /// <summary>Neighbours of like size, or a segment that is mostly removed; null where all is well.</summary>
    private static SegmentView[]? NextMerge(IReadOnlyList<SegmentView> views)
    {
        for (var i = views.Count - 1; i > 0; i--)
            if (views[i - 1].Alive < SizeRatio * views[i].Alive) return [views[i - 1], views[i]];
        var sparse = views.FirstOrDefault(view => view.Alive < view.Segment.Count / 2);
        return sparse is null ? null : [sparse];
    }

    private static SegmentView Merge(SegmentView[] views)
    {
        var builder = new SegmentBuilder();
        foreach (var view in views) builder.Add(view);
        return new SegmentView(builder.Build());
    }
}
