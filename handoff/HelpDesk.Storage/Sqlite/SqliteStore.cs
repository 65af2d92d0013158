using HelpDesk.Storage.Backup;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace HelpDesk.Storage.Sqlite;

/// <summary>The store in one SQLite file, <c>helpdesk.db</c>, of a local folder (a write-ahead log does not work on a network share).</summary>
public sealed class SqliteStore : ICopyableStore
{
    /// <summary>The database's name in its folder; <c>-wal</c> and <c>-shm</c> beside it belong to it.</summary>
    public const string FileName = "helpdesk.db";

    /// <summary>How long another process's commit may stay unnoticed.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>The write-ahead log is cut back to this after a burst made it longer.</summary>
    private const int MaxIdleLogBytes = 64 * 1024 * 1024;

    private readonly HostLock? _lock;
    private readonly string _path;
    private readonly Signals _signals;
    private readonly FeedWatch _feed;
    private readonly CommitWriter _writer;
    private readonly ReaderPool<Reader> _readers;
    private int _disposed;

    private SqliteStore(HostLock? hostLock, string path, TimeProvider time, ILogger log)
    {
        var writing = OpenForWriting(path);
        (_lock, _path) = (hostLock, path);
        _signals = new Signals(log);
        _feed = new FeedWatch(Database.OpenForReading(path), _signals, time, log);
        _writer = new CommitWriter(new Transaction(writing), _feed.Tell, log);
        _readers = new ReaderPool<Reader>(typeof(SqliteStore), () => new Reader(Database.OpenForReading(path)));
    }

    /// <summary>Opens the store of a folder and creates both when missing, the folder for its owner alone.</summary>
    /// <exception cref="StoreException">Another host has it, the folder cannot be written, or its file is not a store that this program knows.</exception>
    public static Task<SqliteStore> OpenAsync(string folder, StoreAccess access, TimeProvider time, ILogger? log, CancellationToken ct) =>
        Task.Run(() => Open(Path.GetFullPath(folder), access, time, log ?? NullLogger.Instance), ct);

    public Task<CommitResult> CommitAsync(Commit commit, CancellationToken ct)
    {
        CommitRules.Demand(commit);
        return _writer.CommitAsync(commit, ct);
    }

    public Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(StreamId stream, long afterVersion, int max, CancellationToken ct)
    {
        CommitRules.Demand(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return _readers.ReadAsync((stream, afterVersion, max), static IReadOnlyList<StoredEvent> (r, a) => r.Stream(a.stream, a.afterVersion, a.max), ct);
    }

    public Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken ct)
    {
        CommitRules.Demand(stream);
        return _readers.ReadAsync(stream, static (r, s) => r.StreamVersion(s), ct);
    }

    public Task<StoredDocument?> GetAsync(DocumentKey key, Instant now, CancellationToken ct)
    {
        CommitRules.Demand(key);
        return _readers.ReadAsync((key, now), static (r, a) => r.Get(a.key, a.now), ct);
    }

    public Task<IReadOnlyList<StoredDocument>> ListAsync(string collection, string? afterId, int max, Instant now, CancellationToken ct)
    {
        CommitRules.DemandCollection(collection);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return _readers.ReadAsync(
            (collection, afterId, max, now),
            static IReadOnlyList<StoredDocument> (r, a) => r.List(a.collection, a.afterId ?? "", a.max, a.now), ct);
    }

    public Task<IReadOnlyList<StoredEvent>> ReadFeedAsync(long afterPosition, int max, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return _readers.ReadAsync((afterPosition, max), static IReadOnlyList<StoredEvent> (r, a) => r.Feed(a.afterPosition, a.max), ct);
    }

    public Task<long> GetFeedPositionAsync(CancellationToken ct) => _readers.ReadAsync(0, static (r, _) => r.Position(), ct);

    public Task<IStoreSnapshot> SnapshotAsync(CancellationToken ct) => Task.Run<IStoreSnapshot>(() => new SqliteSnapshot(Database.OpenForReading(_path)), ct);

    /// <summary>Reaches the listeners of this process only.</summary>
    public Task NotifyAsync(Signal signal, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _signals.Raise(signal);
        return Task.CompletedTask;
    }

    public IDisposable Listen(string topic, Action<Signal> handler) => _signals.Listen(topic, handler);

    /// <summary>Writes the commits that were accepted, then closes and lets the next host in.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _writer.DisposeAsync();
        await _feed.DisposeAsync();
        await _readers.DisposeAsync();
        _lock?.Dispose();
    }

    private static SqliteStore Open(string folder, StoreAccess access, TimeProvider time, ILogger log)
    {
        CreateFolder(folder);
        var hostLock = access == StoreAccess.Host ? HostLock.Take(folder) : null;
        try
        {
            var store = new SqliteStore(hostLock, Path.Combine(folder, FileName), time, log);
            log.StoreOpened(folder, access.ToString(), store._feed.Start);
            return store;
        }
        catch (StoreException)
        {
            hostLock?.Dispose();
            throw;
        }
    }

    internal static void CreateFolder(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The folder {folder} cannot be created: {e.Message} Set Data:Path to a folder that this account may write.", e);
        }
    }

    private static Database OpenForWriting(string path)
    {
        var database = Schema.Open(path);
        // FULL flushes the log at each commit, where NORMAL would lose acknowledged commits with the power; fullfsync is what a flush takes on macOS.
        // What is replaced or deleted is overwritten with zeros: it may be what somebody asked to have erased, or become that later.
        database.Execute($"PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = {MaxIdleLogBytes};");
        return database;
    }
}
