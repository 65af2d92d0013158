using SQLitePCL;

namespace HelpDesk.Storage.Sqlite;

/// <summary>One connection. Not for two threads at a time.</summary>
internal sealed class Database : IDisposable
{
    /// <summary>How long one process waits for another one's transaction.</summary>
    public static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(10);

    private readonly sqlite3 _handle;

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle, string path) => (_handle, Path) = (handle, path);

    public string Path { get; }

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public static Database OpenOrCreate(string path) => Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    /// <summary>Refuses to write. Opened for writing all the same: a reader of a write-ahead log marks there what it still needs.</summary>
    public static Database OpenForReading(string path)
    {
        var database = Open(path, raw.SQLITE_OPEN_READWRITE);
        database.Execute("PRAGMA query_only = ON");
        return database;
    }

    private static Database Open(string path, int flags)
    {
        var code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            handle.Dispose();
            throw Failure.Of(code, raw.sqlite3_errstr(code).utf8_to_string(), path);
        }
        _ = raw.sqlite3_extended_result_codes(handle, 1);
        _ = raw.sqlite3_busy_timeout(handle, (int)BusyTimeout.TotalMilliseconds);
        return new Database(handle, path);
    }

    public Statement Prepare(string sql)
    {
        Demand(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
        return new Statement(this, handle);
    }

    public void Execute(string sql) => Demand(raw.sqlite3_exec(_handle, sql));

    public long QueryInt64(string sql)
    {
        using var statement = Prepare(sql);
        using var use = statement.Begin();
        return statement.Step() ? statement.Int64(0) : 0;
    }

    public void Demand(int code)
    {
        if (code != raw.SQLITE_OK)
            throw Error(code);
    }

    /// <summary>What was read made no sense: the file is damaged, or no database. Nothing but a copy or a rebuild helps.</summary>
    public bool IsDamaged { get; private set; }

    public StoreException Error(int code)
    {
        const int primaryMask = 0xFF;
        IsDamaged |= (code & primaryMask) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;
        return Failure.Of(code, raw.sqlite3_errmsg(_handle).utf8_to_string(), Path);
    }

    public void Dispose() => _handle.Dispose();
}
