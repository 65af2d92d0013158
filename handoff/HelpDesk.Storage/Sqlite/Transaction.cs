using System.Collections.Immutable;
using NodaTime;

namespace HelpDesk.Storage.Sqlite;

/// <summary>The writing connection: applies commits one after the other inside one durable transaction.</summary>
internal sealed class Transaction : IDisposable
{
    /// <summary>Documents that expired are cleared away this long after, for callers whose clocks are behind; reads and checks never wait for it.</summary>
    private static readonly Duration KeptAfterExpiry = Duration.FromDays(1);

    /// <summary>After this many new documents that expire, up to twice as many expired ones go: the number at rest stays bounded without a timer.</summary>
    private const int PutsPerSweep = 64;

    private const int CutPatienceMs = 200;

    private readonly Database _database;
    private readonly Statement _begin, _commit, _position, _streamVersion, _documentVersion, _grow, _append, _put, _delete, _sweep, _redact;
    private long _last;
    private int _expiring;
    private bool _redacted;

    public Transaction(Database database)
    {
        _database = database;
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _position = database.Prepare(Reader.PositionSql);
        _streamVersion = database.Prepare(Reader.StreamVersionSql);
        _documentVersion = database.Prepare("SELECT version FROM documents WHERE collection = ?1 AND id = ?2 AND (expires IS NULL OR expires > ?3)");
        _grow = database.Prepare("""
            INSERT INTO streams (name, version) VALUES (?1, ?2)
            ON CONFLICT (name) DO UPDATE SET version = version + ?2 RETURNING id, version
            """);
        _append = database.Prepare("INSERT INTO events (position, stream, version, type, schema, at, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        _put = database.Prepare("""
            INSERT INTO documents (collection, id, version, json, expires) VALUES (?1, ?2, 1, ?3, ?4)
            ON CONFLICT (collection, id) DO UPDATE SET
                version = CASE WHEN expires <= ?5 THEN 1 ELSE version + 1 END, json = excluded.json, expires = excluded.expires
            """);
        _redact = database.Prepare("UPDATE events SET json = ?3 WHERE stream = (SELECT id FROM streams WHERE name = ?1) AND version = ?2");
        _delete = database.Prepare("DELETE FROM documents WHERE collection = ?1 AND id = ?2");
        _sweep = database.Prepare("DELETE FROM documents WHERE rowid IN (SELECT rowid FROM documents WHERE expires <= ?1 LIMIT ?2 + 0)");
    }

    /// <summary>Takes the write lock of the file, so that what the checks see stays true and no other process takes the next positions.</summary>
    public void Begin()
    {
        Run(_begin);
        _last = Number(_position);
    }

    /// <summary>All checks come before the first write, so a conflict leaves nothing to undo.</summary>
    public CommitResult Apply(Commit commit)
    {
        foreach (var check in commit.Checks)
        {
            if (!Holds(check, commit.Now))
                return new CommitResult.Conflict(check);
        }
        var before = _last;
        foreach (var write in commit.Writes)
            Apply(write, commit.Now);
        return new CommitResult.Committed(_last == before ? 0 : _last);
    }

    /// <summary>Returns when everything is on the disk; gives the position of the feed's newest event.</summary>
    public long Commit()
    {
        Run(_commit);
        if (_redacted) CutLog();
        return _last;
    }

    public void RollBack()
    {
        if (_database.InTransaction)
            _database.Execute("ROLLBACK");
        _redacted = false;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _position, _streamVersion, _documentVersion, _grow, _append, _put, _delete, _sweep, _redact })
            statement.Dispose();
        _database.Dispose();
    }

    private bool Holds(Check check, Instant now) => check switch
    {
        Check.StreamAt at => StreamVersion(at.Stream) == at.Version,
        Check.DocumentAt at => DocumentVersion(at.Key, now) == at.Version,
        _ => throw new InvalidOperationException("Unknown check."),
    };

    private void Apply(Write write, Instant now)
    {
        switch (write)
        {
            case Write.Append append: Append(append.Stream, append.Events); break;
            case Write.Put put: Put(put, now); break;
            case Write.Delete delete: Delete(delete.Key); break;
            case Write.Redact redact: Redact(redact); break;
            default: throw new InvalidOperationException("Unknown write.");
        }
    }

    private long StreamVersion(StreamId stream)
    {
        using var use = _streamVersion.Begin();
        return _streamVersion.Bind(1, stream.Value).Step() ? _streamVersion.Int64(0) : 0;
    }

    private long DocumentVersion(DocumentKey key, Instant now)
    {
        using var use = _documentVersion.Begin();
        return _documentVersion.Bind(1, key.Collection).Bind(2, key.Id).Bind(3, now).Step() ? _documentVersion.Int64(0) : 0;
    }

    private void Append(StreamId stream, ImmutableArray<NewEvent> events)
    {
        if (events.IsEmpty)
            return;
        var (id, version) = Grow(stream, events.Length);
        version -= events.Length;
        foreach (var @event in events)
        {
            using var use = _append.Begin();
            _append.Bind(1, ++_last).Bind(2, id).Bind(3, ++version).Bind(4, @event.Type).Bind(5, @event.Schema)
                .Bind(6, @event.At).Bind(7, @event.Json).Step();
        }
    }

    private (long Id, long Version) Grow(StreamId stream, int by)
    {
        using var use = _grow.Begin();
        _grow.Bind(1, stream.Value).Bind(2, by).Step();
        return (_grow.Int64(0), _grow.Int64(1));
    }

    private void Put(Write.Put put, Instant now)
    {
        using var use = _put.Begin();
        _put.Bind(1, put.Key.Collection).Bind(2, put.Key.Id).Bind(3, put.Json).Bind(4, put.Expires).Bind(5, now).Step();
        if (put.Expires is not null && ++_expiring % PutsPerSweep == 0)
            Sweep(now);
    }

    private void Sweep(Instant now)
    {
        if (now < Instant.MinValue + KeptAfterExpiry)
            return;
        using var use = _sweep.Begin();
        _sweep.Bind(1, now - KeptAfterExpiry).Bind(2, 2 * PutsPerSweep).Step();
    }

    private void Delete(DocumentKey key)
    {
        using var use = _delete.Begin();
        _delete.Bind(1, key.Collection).Bind(2, key.Id).Step();
    }

    private void Redact(Write.Redact redact)
    {
        _redacted = true;
        using var use = _redact.Begin();
        _redact.Bind(1, redact.Stream.Value).Bind(2, redact.Version).Bind(3, redact.Json).Step();
    }

    /// <summary>
    /// The log holds the old pages as well. Where a reader is still in it, a later redaction or the usual cutting back gets it.
    /// </summary>
    private void CutLog()
    {
        _redacted = false;
        try
        {
            // Readers are done in a moment, but a backup reads on: commits must not wait for it.
            _database.Execute($"PRAGMA busy_timeout = {CutPatienceMs}; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA busy_timeout = {(int)Database.BusyTimeout.TotalMilliseconds}");
        }
        catch (StoreException)
        {
            // What was committed is committed. If it is the disk, the next commit says so.
        }
    }

    private static void Run(Statement statement)
    {
        using var use = statement.Begin();
        statement.Step();
    }

    private static long Number(Statement statement)
    {
        using var use = statement.Begin();
        return statement.Step() ? statement.Int64(0) : 0;
    }
}
