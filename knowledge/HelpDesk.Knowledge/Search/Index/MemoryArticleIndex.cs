using HelpDesk.Knowledge.Articles;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>
/// The built-in index. A change becomes a small segment and removals become new views of the others, both published at once; segments of like size are
/// merged, so that there are never more than a few.
/// </summary>
public sealed class MemoryArticleIndex : IArticleIndex
{
    // A segment is merged into the one before it as soon as that is less than this many times larger.
    private const int SizeRatio = 4;

    private readonly Lock _writing = new();
    private volatile MemorySnapshot _snapshot = new([]);

    public IIndexSnapshot Snapshot => _snapshot;

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
            var views = _snapshot.Views.Select(view => Without(view, gone)).Where(view => view.Alive > 0).ToList();
            if (added is not null) views.Add(added);
            Merge(views);
            _snapshot = new MemorySnapshot(views);
        }
    }

    private static SegmentView Without(SegmentView view, HashSet<ArticleId> gone)
    {
        foreach (var id in gone)
            if (view.Find(id) is var document and >= 0) view = view.Without(document);
        return view;
    }

    private static void Merge(List<SegmentView> views)
    {
        while (views.Count > 1 && views[^2].Alive < SizeRatio * views[^1].Alive)
        {
            var merged = Merged(views[^2], views[^1]);
            views.RemoveRange(views.Count - 2, 2);
            views.Add(merged);
        }
        for (var i = 0; i < views.Count; i++)
            if (views[i].Alive < views[i].Segment.Count / 2) views[i] = Merged(views[i]);
    }

    private static SegmentView Merged(params ReadOnlySpan<SegmentView> views)
    {
        var builder = new SegmentBuilder();
        foreach (var view in views) builder.Add(view);
        return new SegmentView(builder.Build());
    }
}
