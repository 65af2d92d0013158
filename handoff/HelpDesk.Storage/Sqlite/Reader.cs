using NodaTime;

namespace HelpDesk.Storage.Sqlite;

/// <summary>A reading connection with its statements. Each read sees one consistent state and never waits for the writer.</summary>
internal sealed class Reader : IDisposable
{
    public const string PositionSql = "SELECT coalesce(max(position), 0) FROM events";
    public const string StreamVersionSql = "SELECT version FROM streams WHERE name = ?1";
    private const int UsualPage = 64;

    private readonly Database _database;
    private readonly Statement _stream, _streamVersion, _get, _list, _feed, _position;

    public Reader(Database database)
    {
        _database = database;
        // A bare parameter as the limit makes SQLite plan the statement anew whenever it is bound, which costs many times the read itself.
        _stream = database.Prepare("""
            SELECT position, version, type, schema, json, at FROM events
            WHERE stream = (SELECT id FROM streams WHERE name = ?1) AND version > ?2 ORDER BY version LIMIT ?3 + 0
            """);
        _streamVersion = database.Prepare(StreamVersionSql);
        _get = database.Prepare("SELECT version, json, expires FROM documents WHERE collection = ?1 AND id = ?2 AND (expires IS NULL OR expires > ?3)");
        _list = database.Prepare("""
            SELECT version, json, expires, id FROM documents
            WHERE collection = ?1 AND id > ?2 AND (expires IS NULL OR expires > ?3) ORDER BY id LIMIT ?4 + 0
            """);
        _feed = database.Prepare("""
            SELECT e.position, e.version, e.type, e.schema, e.json, e.at, s.name FROM events e JOIN streams s ON s.id = e.stream
            WHERE e.position > ?1 ORDER BY e.position LIMIT ?2 + 0
            """);
        _position = database.Prepare(PositionSql);
    }

    public List<StoredEvent> Stream(StreamId stream, long afterVersion, int max)
    {
        using var use = _stream.Begin();
        _stream.Bind(1, stream.Value).Bind(2, afterVersion).Bind(3, max);
        var events = new List<StoredEvent>(Math.Min(max, UsualPage));
        while (_stream.Step())
            events.Add(Event(_stream, stream));
        return events;
    }

    public long StreamVersion(StreamId stream)
    {
        using var use = _streamVersion.Begin();
        return _streamVersion.Bind(1, stream.Value).Step() ? _streamVersion.Int64(0) : 0;
    }

    public StoredDocument? Get(DocumentKey key, Instant now)
    {
        using var use = _get.Begin();
        return _get.Bind(1, key.Collection).Bind(2, key.Id).Bind(3, now).Step() ? Document(_get, key) : null;
    }

    public List<StoredDocument> List(string collection, string afterId, int max, Instant now)
    {
        using var use = _list.Begin();
        _list.Bind(1, collection).Bind(2, afterId).Bind(3, now).Bind(4, max);
        var documents = new List<StoredDocument>(Math.Min(max, UsualPage));
        while (_list.Step())
            documents.Add(Document(_list, new DocumentKey(collection, _list.Text(3))));
        return documents;
    }

    public List<StoredEvent> Feed(long afterPosition, int max)
    {
        using var use = _feed.Begin();
        _feed.Bind(1, afterPosition).Bind(2, max);
        var events = new List<StoredEvent>(Math.Min(max, UsualPage));
        while (_feed.Step())
            events.Add(Event(_feed, new StreamId(_feed.Text(6))));
        return events;
    }

    public long Position()
    {
        using var use = _position.Begin();
        return _position.Step() ? _position.Int64(0) : 0;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _stream, _streamVersion, _get, _list, _feed, _position })
            statement.Dispose();
        _database.Dispose();
    }

    private static StoredEvent Event(Statement row, StreamId stream) =>
        new(row.Int64(0), stream, row.Int64(1), row.Text(2), (int)row.Int64(3), row.Blob(4), row.Time(5));

    private static StoredDocument Document(Statement row, DocumentKey key) => new(key, row.Int64(0), row.Blob(1), row.TimeOrNull(2));
}
