using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Knowledge.Articles.Import;

/// <summary>Brings folders of Markdown files into the store: only what changed, in batches, never over an edit made in the product unless told to.</summary>
public sealed class ArticleImport(IStore store, TimeProvider clock)
{
    /// <param name="folders">Read in this order; a missing one is a skipped entry.</param>
    public async Task<ImportResult> RunAsync(IReadOnlyList<string> folders, ImportOptions options, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var skipped = new List<Problem>();
        var files = folders.SelectMany(folder => ArticleFolder.Find(folder, skipped, options.SourceName)).DistinctBy(Source).ToList();
        var known = new Dictionary<(string, string), StoredArticle>();
        var stored = new List<StoredArticle>();
        await foreach (var article in new ArticleStore(store, clock).ReadAllAsync(ct))
        {
            stored.Add(article);
            if (article is { SourceFolder: { } folder, Article.SourcePath: { } path }) known[(folder, path)] = article;
        }
        var read = await ReadAsync(files, source => KnownHash(known.GetValueOrDefault(source), options), progress, ct);
        var plan = new ImportPlan(stored, known, options, IsGone);
        plan.Add(read, [.. files.Select(Source)]);
        var roots = files.Select(file => file.Folder).ToHashSet(StringComparer.Ordinal);
        plan.AddMissing(files.Select(Source).ToHashSet(), roots);
        var lost = await StoreAsync(plan.Changes, progress, ct);
        return plan.ToResult(skipped, lost);
    }

    // A folder that was moved or renamed: its articles are taken over by the same files in the new place.
    private static bool IsGone(StoredArticle article) =>
        article is { SourceFolder: { } folder, Article.SourcePath: { } path } && Path.IsPathRooted(folder) && !File.Exists(Path.Combine(folder, path));

    private static (string, string) Source(SourceFile file) => (file.Folder, file.Path);

    // To overwrite, a file must be read again although it did not change: the article did.
    private static string? KnownHash(StoredArticle? known, ImportOptions options) =>
        known is { Edited: true } && options.Overwrite ? null : known?.Article.SourceHash;

    private static async Task<List<ReadSource>> ReadAsync(
        List<SourceFile> files, Func<(string, string), string?> knownHash, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var read = new List<ReadSource>(files.Count);
        foreach (var file in files)
        {
            read.Add(await SourceReader.ReadAsync(file, knownHash(Source(file)), ct));
            progress?.Report(new ImportProgress(ImportPhase.Reading, read.Count, files.Count));
        }
        return read;
    }

    private async Task<HashSet<ArticleId>> StoreAsync(IReadOnlyList<PlannedChange> changes, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        const int batchSize = 100;
        var lost = new HashSet<ArticleId>();
        var done = 0;
        foreach (var batch in changes.Chunk(batchSize))
        {
            await CommitAsync([.. batch], lost, ct);
            done += batch.Length;
            progress?.Report(new ImportProgress(ImportPhase.Storing, done, changes.Count));
        }
        return lost;
    }

    // An article that somebody changes at this very moment is taken out of its batch and reported; the others go in.
    private async Task CommitAsync(List<PlannedChange> batch, HashSet<ArticleId> lost, CancellationToken ct)
    {
        while (batch.Count > 0)
        {
            var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
            var result = await store.CommitAsync(new Commit(now)
            {
                Checks = [.. batch.Select(change => new Check.DocumentAt(ArticleStore.Key(change.Article.Article.Id), change.Article.Version - 1))],
                Writes = [.. batch.SelectMany(change => ArticleStore.Writes(change.Article, change.EventType, now))],
            }, ct);
            if (result is not CommitResult.Conflict { Failed: Check.DocumentAt failed }) return;
            var changed = new ArticleId(failed.Key.Id);
            lost.Add(changed);
            batch.RemoveAll(change => change.Article.Article.Id == changed);
        }
    }
}
