using System.Runtime.CompilerServices;
using HelpDesk.Storage.Backup;

namespace HelpDesk.Storage.Sqlite;

/// <summary>One long read transaction: writers go on, and it keeps seeing the moment of its first read.</summary>
internal sealed class SqliteSnapshot : IStoreSnapshot
{
    private const int Page = 256;

    private readonly Reader _reader;
    private readonly Statement _documents;

    public SqliteSnapshot(Database database)
    {
        database.Execute("BEGIN");
        _reader = new Reader(database);
        _documents = database.Prepare("""
            SELECT version, json, expires, collection, id FROM documents
            WHERE (collection, id) > (?1, ?2) ORDER BY collection, id LIMIT ?3
            """);
        Position = _reader.Position();
    }

    public long Position { get; }

    public async IAsyncEnumerable<StoredEvent> EventsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        for (long after = 0; after < Position;)
        {
            ct.ThrowIfCancellationRequested();
            foreach (var e in await Task.Run(() => _reader.Feed(after, Page), ct))
            {
                after = e.Position;
                yield return e;
            }
        }
    }

    public async IAsyncEnumerable<StoredDocument> DocumentsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var after = new DocumentKey("", "");
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var page = await Task.Run(() => DocumentsAfter(after), ct);
            foreach (var document in page)
                yield return document;
            if (page.Count < Page) yield break;
            after = page[^1].Key;
        }
    }

    public ValueTask DisposeAsync()
    {
        _documents.Dispose();
        _reader.Dispose();
        return ValueTask.CompletedTask;
    }

    private List<StoredDocument> DocumentsAfter(DocumentKey after)
    {
        using var use = _documents.Begin();
        _documents.Bind(1, after.Collection).Bind(2, after.Id).Bind(3, Page);
        var page = new List<StoredDocument>(Page);
        while (_documents.Step())
            page.Add(new StoredDocument(new DocumentKey(_documents.Text(3), _documents.Text(4)), _documents.Int64(0), _documents.Blob(1), _documents.TimeOrNull(2)));
        return page;
    }
}
