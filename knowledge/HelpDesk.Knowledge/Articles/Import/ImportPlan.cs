namespace HelpDesk.Knowledge.Articles.Import;

/// <param name="Article">With the version that it will have.</param>
internal sealed record PlannedChange(StoredArticle Article, string EventType);

/// <summary>Decides, without I/O of its own, what each file means for the store.</summary>
/// <param name="isGone">Whether the file that an article came from no longer exists.</param>
internal sealed class ImportPlan(IReadOnlyList<StoredArticle> stored, IReadOnlyDictionary<(string Folder, string Path), StoredArticle> known, ImportOptions options,
    Func<StoredArticle, bool> isGone)
{
    private readonly Dictionary<ArticleId, StoredArticle> _byId = stored.ToDictionary(article => article.Article.Id);
    private readonly ILookup<string, StoredArticle> _byPath = stored.Where(article => article.Article.SourcePath is not null).ToLookup(article => article.Article.SourcePath!, StringComparer.Ordinal);
    private readonly List<PlannedChange> _changes = [];
    private readonly List<ImportedFile> _added = [], _updated = [], _unchanged = [], _conflicts = [], _missing = [], _retired = [];
    private readonly List<Problem> _skipped = [], _warnings = [];
    private readonly HashSet<ArticleId> _present = [];

    public IReadOnlyList<PlannedChange> Changes => _changes;

    /// <param name="present">Folder and path of every file that exists now.</param>
    public void Add(IReadOnlyList<ReadSource> sources, HashSet<(string, string)> present)
    {
        var ids = new IdAssignment(stored);
        var open = new List<ReadSource>();
        foreach (var source in sources)
        {
            var before = known.GetValueOrDefault((source.File.Folder, source.File.Path)) ?? Moved(source.File);
            if (source.Skipped is not null) _skipped.Add(source.Skipped);
            else if (source.Read is null) Unchanged(before!, source, ids);
            else if (source.Read is { HasOwnId: true, Article: { } article }) Claim(article.Id, source, ids, present);
            else if (before is not null) Claim(before.Article.Id, source, ids, present);
            else open.Add(source);
        }
        var assigned = ids.Assign([.. open.Select(source => source.File)]);
        foreach (var source in open) Change(assigned[source.File], source, null);
    }

    /// <summary>Articles of these folders whose files are gone.</summary>
    public void AddMissing(HashSet<(string, string)> files, HashSet<string> folders)
    {
        foreach (var ((folder, path), article) in known)
        {
            if (files.Contains((folder, path)) || !folders.Contains(folder) || _present.Contains(article.Article.Id) || article.Article.State == ArticleState.Retired) continue;
            var file = new ImportedFile(article.Article.Id, path);
            (options.RetireMissing ? _retired : _missing).Add(file);
            if (!options.RetireMissing) continue;
            var retired = article.Article with { State = ArticleState.Retired, SourceHash = null };
            _changes.Add(new PlannedChange(article with { Article = retired, Version = article.Version + 1, ContentHash = StoredArticle.HashOf(retired) }, ArticleStore.Retired));
        }
    }

    /// <param name="lost">Articles that changed in the store while the import ran.</param>
    public ImportResult ToResult(IEnumerable<Problem> skippedBefore, HashSet<ArticleId> lost)
    {
        List<ImportedFile> Kept(List<ImportedFile> files) => [.. files.Where(file => !lost.Contains(file.Id))];
        var conflicts = _conflicts.Concat(_added.Concat(_updated).Concat(_retired).Where(file => lost.Contains(file.Id)));
        return new ImportResult(Kept(_added), Kept(_updated), _unchanged, [.. skippedBefore, .. _skipped], [.. conflicts], _missing, Kept(_retired), _warnings);
    }

    private void Unchanged(StoredArticle before, ReadSource source, IdAssignment ids)
    {
        ids.TryClaim(before.Article.Id, source.File, out _);
        _present.Add(before.Article.Id);
        _unchanged.Add(new ImportedFile(before.Article.Id, source.File.Path));
    }

    private void Claim(ArticleId id, ReadSource source, IdAssignment ids, HashSet<(string, string)> present)
    {
        var before = _byId.GetValueOrDefault(id);
        if (!ids.TryClaim(id, source.File, out var holder))
        {
            Skip(source, $"The id '{id}' is taken by {holder.Path}.", "Give one of the two another id.");
            return;
        }
        if (before is not null && !IsSame(before, source, present))
        {
            Skip(source, $"The id '{id}' is taken by {(before.Article.SourcePath is { } path ? $"{before.SourceFolder}/{path}" : "an article written in the product")}.", "Give it another id.");
            return;
        }
        Change(id, source, before);
    }

    // The same article is the one of the same file, or one whose file is gone: then it was moved or renamed.
    private bool IsSame(StoredArticle before, ReadSource source, HashSet<(string, string)> present) =>
        before is { SourceFolder: { } folder, Article.SourcePath: { } path }
        && ((folder, path) == (source.File.Folder, source.File.Path) || string.Equals(folder, source.File.Folder, StringComparison.Ordinal) && !present.Contains((folder, path)) || isGone(before));

    // Without an id of its own a file is known by its path; where the folder moved, by the path in a folder that is gone.
    private StoredArticle? Moved(SourceFile file)
    {
        if (!_byPath.Contains(file.Path)) return null;
        var candidates = _byPath[file.Path].Where(isGone).Take(2).ToList();
        return candidates.Count == 1 ? candidates[0] : null;
    }

    private void Change(ArticleId id, ReadSource source, StoredArticle? before)
    {
        _present.Add(id);
        var file = new ImportedFile(id, source.File.Path);
        _warnings.AddRange(source.Read!.Problems);
        if (before is { Edited: true } && !options.Overwrite)
        {
            _conflicts.Add(file);
            return;
        }
        var article = source.Read.Article! with { Id = id, SourceHash = source.Hash };
        (before is null ? _added : _updated).Add(file);
        _changes.Add(new PlannedChange(
            new StoredArticle(article, (before?.Version ?? 0) + 1, StoredArticle.HashOf(article), source.File.Folder, Edited: false), ArticleStore.Imported));
    }

    private void Skip(ReadSource source, string text, string fix) =>
        _skipped.Add(new Problem(source.File.Path, source.Read!.FieldLines.GetValueOrDefault("id", 1), ProblemLevel.Error, text, fix));
}
