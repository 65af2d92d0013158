using HelpDesk.Storage.Sqlite;
using SQLitePCL;

namespace HelpDesk.Tests.Storage;

/// <summary>A plain SQLite connection beside the store, as another program would have one.</summary>
internal sealed class RawDatabase : IDisposable
{
    private readonly sqlite3 _handle;

    public RawDatabase(string folder)
    {
        Batteries_V2.Init();
        Demand(raw.sqlite3_open(Path.Combine(folder, SqliteStore.FileName), out _handle));
    }

    public void Execute(string sql) => Demand(raw.sqlite3_exec(_handle, sql));

    public string Query(string sql)
    {
        Demand(raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        using (statement)
        {
            Assert.Equal(raw.SQLITE_ROW, raw.sqlite3_step(statement));
            return raw.sqlite3_column_text(statement, 0).utf8_to_string();
        }
    }

    public void Dispose() => _handle.Dispose();

    private static void Demand(int code) => Assert.Equal(raw.SQLITE_OK, code);
}
