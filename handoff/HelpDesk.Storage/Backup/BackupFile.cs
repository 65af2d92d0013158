using NodaTime;

namespace HelpDesk.Storage.Backup;

/// <summary>A desk in one file: all events, documents and uploaded files at one moment, with a proof that it is whole.</summary>
public static class BackupFile
{
    private const string Partial = ".partial";

    /// <summary>Copies a desk while it is at work. The file has its name only when it is whole and on the disk.</summary>
    /// <exception cref="StoreException">The store or the file cannot be used.</exception>
    public static async Task<BackupProof> WriteAsync(
        ICopyableStore store, string files, string path, Instant now, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        try
        {
            await using var writer = new BackupWriter(path, progress);
            await using (var snapshot = await store.SnapshotAsync(ct))
                await writer.WriteAsync(snapshot, ct);
            // After the snapshot: a file is there before the event that names it.
            var all = Directory.Exists(files) ? Directory.GetFiles(files, "*", SearchOption.AllDirectories) : [];
            foreach (var (done, file) in all.Where(f => !f.EndsWith(Partial, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Index())
            {
                await writer.WriteFileAsync(Path.GetRelativePath(files, file).Replace('\\', '/'), file, ct);
                progress?.Report(new("Files", done + 1, all.Length));
            }
            return writer.Finish(now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{path} cannot be written: {e.Message} Name a file in a folder that this account may write to.", e);
        }
    }

    /// <summary>Reads it all and compares it with its proof.</summary>
    /// <exception cref="StoreException">It is damaged, not whole, or no backup.</exception>
    public static Task<BackupProof> VerifyAsync(string path, IProgress<BackupProgress>? progress, CancellationToken ct) =>
        BackupReader.ReadAsync(path, new OnlyLooking(), progress, "Checking", ct);

    /// <summary>Fills a desk with a backup that was verified before the first write, then reads the desk and compares it with the backup's proof.</summary>
    /// <param name="path">The backup.</param>
    /// <param name="begin">Opens the desk to fill; called once the backup is known to be whole.</param>
    /// <param name="open">Opens the desk once it is filled.</param>
    /// <param name="files">The folder of uploaded files; others that are there already stay.</param>
    /// <param name="progress">Told of it.</param>
    /// <param name="ct">Ends it early; the desk is then not usable, or as it was.</param>
    /// <exception cref="StoreException">It is not whole, or the desk cannot be filled.</exception>
    public static async Task<BackupProof> RestoreAsync(
        string path, Func<CancellationToken, Task<IStoreFilling>> begin, Func<CancellationToken, Task<ICopyableStore>> open, string files, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        var proof = await VerifyAsync(path, progress, ct);
        try
        {
            await using (var filling = await begin(ct))
            {
                var restoring = new Restoring(filling, files);
                var read = await BackupReader.ReadAsync(path, restoring, progress, "Restoring", ct);
                if (read != proof) throw new StoreException($"{path} changed while it was being restored. Nothing can be said of the desk; run it again.");
                await restoring.FlushAsync(ct);
                await filling.FinishAsync(ct);
            }
            await DemandSameAsync(proof, open, ct);
            return proof;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"A file cannot be written: {e.Message} Give this account the right to write to {files}.", e);
        }
    }

    /// <summary>The proof of a desk as it is, to compare with a backup's.</summary>
    public static async Task<BackupProof> ProveAsync(IStoreSnapshot snapshot, Instant now, CancellationToken ct)
    {
        var digest = new Digest();
        await foreach (var e in snapshot.EventsAsync(ct)) digest.Add(e, Frames.Write(e));
        await foreach (var document in snapshot.DocumentsAsync(ct)) digest.Add(document, Frames.Write(document));
        return digest.Proof(now);
    }

    private static async Task DemandSameAsync(BackupProof proof, Func<CancellationToken, Task<ICopyableStore>> open, CancellationToken ct)
    {
        await using var store = await open(ct);
        await using var snapshot = await store.SnapshotAsync(ct);
        var found = await ProveAsync(snapshot, proof.TakenAt, ct);
        if ((found.Events, found.EventsHash, found.Documents, found.DocumentsHash) != (proof.Events, proof.EventsHash, proof.Documents, proof.DocumentsHash))
            throw new StoreException("The restored desk differs from its backup. Run the restore again with --replace, with no host running.");
    }

    private sealed class OnlyLooking : IBackupVisitor
    {
        public ValueTask EventAsync(StoredEvent e, CancellationToken ct) => ValueTask.CompletedTask;

        public ValueTask DocumentAsync(StoredDocument document, CancellationToken ct) => ValueTask.CompletedTask;

        public Stream File(string name) => Stream.Null;
    }
}
