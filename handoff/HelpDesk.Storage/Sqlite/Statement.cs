using NodaTime;
using SQLitePCL;

namespace HelpDesk.Storage.Sqlite;

/// <summary>A prepared statement that is used over and over: <c>using var use = statement.Begin()</c>, bind, step, read.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    /// <summary>Ends the use at the end of its scope; a statement left open would hold its snapshot and the write-ahead log would grow.</summary>
    public Use Begin() => new(handle);

    public Statement Bind(int index, long value) => Bound(raw.sqlite3_bind_int64(handle, index, value));

    public Statement Bind(int index, string value) => Bound(raw.sqlite3_bind_text(handle, index, value));

    public Statement Bind(int index, ReadOnlyMemory<byte> value) => Bound(raw.sqlite3_bind_blob(handle, index, value.Span));

    /// <summary>Times are kept in ticks of 100 ns.</summary>
    public Statement Bind(int index, Instant value) => Bind(index, value.ToUnixTimeTicks());

    public Statement Bind(int index, Instant? value) =>
        value is { } instant ? Bind(index, instant) : BindNull(index);

    public Statement Bind(int index, long? value) => value is { } number ? Bind(index, number) : BindNull(index);

    public Statement BindNull(int index) => Bound(raw.sqlite3_bind_null(handle, index));

    /// <summary>True with a row, false at the end.</summary>
    public bool Step() => raw.sqlite3_step(handle) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var code => throw database.Error(code),
    };

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public Instant Time(int column) => Instant.FromUnixTimeTicks(Int64(column));

    public Instant? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public void Dispose() => handle.Dispose();

    private Statement Bound(int code)
    {
        database.Demand(code);
        return this;
    }

    internal readonly ref struct Use(sqlite3_stmt handle) : IDisposable
    {
        public void Dispose()
        {
            _ = raw.sqlite3_reset(handle);
            _ = raw.sqlite3_clear_bindings(handle);
        }
    }
}
