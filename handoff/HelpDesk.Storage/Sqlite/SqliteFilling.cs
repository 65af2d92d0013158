using HelpDesk.Storage.Backup;

namespace HelpDesk.Storage.Sqlite;

/// <summary>A store file that grows beside the one in use and takes its place at the end. No host may run on the folder.</summary>
public sealed class SqliteFilling : IStoreFilling
{
    private readonly string _path, _aside;
    private readonly HostLock _lock;
    private readonly Database _database;
    private readonly Statement _stream, _version, _event, _document;
    private readonly Dictionary<StreamId, long> _ids = [];
    private bool _closed;

    private SqliteFilling(string path, HostLock hostLock)
    {
        (_path, _aside, _lock) = (path, path + ".restoring", hostLock);
        foreach (var rest in (string[])["", "-wal", "-shm"]) File.Delete(_aside + rest);
        _database = Schema.Open(_aside);
        _database.Execute("PRAGMA synchronous = OFF");
        _stream = _database.Prepare("INSERT INTO streams (id, name, version) VALUES (?1, ?2, 0)");
        _version = _database.Prepare("UPDATE streams SET version = ?2 WHERE id = ?1");
        _event = _database.Prepare("INSERT INTO events (position, stream, version, type, schema, at, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        _document = _database.Prepare("INSERT INTO documents (collection, id, version, json, expires) VALUES (?1, ?2, ?3, ?4, ?5)");
    }

    /// <param name="folder">The folder of the store.</param>
    /// <param name="replace">Take the place of a store that holds something.</param>
    /// <param name="ct">Ends it early.</param>
    /// <exception cref="StoreException">A host runs on the folder, or a store is there that holds something.</exception>
    public static async Task<SqliteFilling> BeginAsync(string folder, bool replace, CancellationToken ct)
    {
        var path = Path.Combine(Path.GetFullPath(folder), SqliteStore.FileName);
        if (!replace && File.Exists(path)) await DemandEmptyAsync(folder, ct);
        SqliteStore.CreateFolder(Path.GetFullPath(folder));
        var hostLock = HostLock.Take(Path.GetFullPath(folder));
        try
        {
            return new SqliteFilling(path, hostLock);
        }
        catch (StoreException)
        {
            hostLock.Dispose();
            throw;
        }
    }

    public Task AppendAsync(IReadOnlyList<StoredEvent> events, CancellationToken ct) => InTransaction(() =>
    {
        foreach (var e in events)
        {
            if (!_ids.TryGetValue(e.Stream, out var id))
            {
                _ids.Add(e.Stream, id = _ids.Count + 1);
                Run(_stream.Bind(1, id).Bind(2, e.Stream.Value));
            }
            Run(_event.Bind(1, e.Position).Bind(2, id).Bind(3, e.Version).Bind(4, e.Type).Bind(5, e.Schema).Bind(6, e.At).Bind(7, e.Json));
        }
        foreach (var newest in events.GroupBy(e => e.Stream))
            Run(_version.Bind(1, _ids[newest.Key]).Bind(2, newest.Last().Version));
    });

    public Task PutAsync(IReadOnlyList<StoredDocument> documents, CancellationToken ct) => InTransaction(() =>
    {
        foreach (var d in documents)
            Run(_document.Bind(1, d.Key.Collection).Bind(2, d.Key.Id).Bind(3, d.Version).Bind(4, d.Json).Bind(5, d.Expires));
    });

    public Task FinishAsync(CancellationToken ct)
    {
        Close();
        FlushToDisk();
        CloseOld();
        try
        {
            File.Move(_aside, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{_path} cannot be replaced: {e.Message}", e);
        }
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Close();
        foreach (var rest in (string[])["", "-wal", "-shm"]) File.Delete(_aside + rest);
        _lock.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task DemandEmptyAsync(string folder, CancellationToken ct)
    {
        await using var store = await SqliteStore.OpenAsync(folder, StoreAccess.Command, TimeProvider.System, null, ct);
        await using var snapshot = await store.SnapshotAsync(ct);
        if (snapshot.Position > 0 || await snapshot.DocumentsAsync(ct).AnyAsync(ct))
            throw new StoreException($"The store in {Path.GetFullPath(folder)} is not empty. Restore into an empty folder, or replace what is there with --replace.");
    }

    /// <summary>Closing the last connection writes the log into the file.</summary>
    private void Close()
    {
        if (_closed) return;
        _closed = true;
        foreach (var statement in (Statement[])[_stream, _version, _event, _document]) statement.Dispose();
        _database.Dispose();
    }

    private void FlushToDisk()
    {
        using var file = File.OpenHandle(_aside, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>A log that outlived its file would be played into the new one.</summary>
    private void CloseOld()
    {
        if (!File.Exists(_path)) return;
        using (var old = Database.OpenOrCreate(_path)) old.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        if (File.Exists(_path + "-wal"))
            throw new StoreException($"Another process has {_path} open. End it and run this again.", null, StoreTrouble.Unreachable);
    }

    private Task InTransaction(Action write)
    {
        _database.Execute("BEGIN IMMEDIATE");
        write();
        _database.Execute("COMMIT");
        return Task.CompletedTask;
    }

    private static void Run(Statement statement)
    {
        using var use = statement.Begin();
        statement.Step();
    }
}
