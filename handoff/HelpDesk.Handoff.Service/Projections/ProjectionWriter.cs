using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>The one writing connection: loads tickets to fold on, and writes what was folded together with how far that was.</summary>
internal sealed class ProjectionWriter : IDisposable
{
    private readonly Database _database, _loading;
    private readonly ProjectionNames _names;
    private readonly TicketRowWriter _rows;
    private readonly WordWriter _words;
    private readonly Statement _begin, _commit, _rollback, _load, _put, _change, _checkpoint, _person, _personLeft;
    private long _lastRow;
    private bool _isIndexed;

    /// <param name="database">Owned; writes.</param>
    /// <param name="loading">Owned; reads tickets to fold on while others are written.</param>
    public ProjectionWriter(Database database, Database loading)
    {
        (_database, _loading) = (database, loading);
        database.Execute("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864");
        (_names, _rows, _words) = (new ProjectionNames(database), new TicketRowWriter(database), new WordWriter(database));
        (_begin, _commit, _rollback) = (database.Prepare("BEGIN IMMEDIATE"), database.Prepare("COMMIT"), database.Prepare("ROLLBACK"));
        _load = loading.Prepare("SELECT b.row, b.version, b.ticket, b.moves FROM tickets t JOIN bodies b ON b.row = t.row WHERE t.id = ?1");
        _put = database.Prepare("INSERT INTO bodies (row, version, ticket, moves) VALUES (?1, ?2, ?3, ?4)");
        _change = database.Prepare("UPDATE bodies SET version = ?2, ticket = ?3, moves = ?4 WHERE row = ?1");
        _checkpoint = database.Prepare("INSERT OR REPLACE INTO checkpoint (one, position, mark) VALUES (1, ?1, ?2)");
        _person = database.Prepare("INSERT OR IGNORE INTO people (person, row) VALUES (?1, ?2)");
        _personLeft = database.Prepare("DELETE FROM people WHERE person = ?1 AND row = ?2");
        _lastRow = database.QueryInt64("SELECT coalesce(max(row), 0) FROM tickets");
        Checkpoint = Checkpoints.Read(database);
    }

    public FeedMark Checkpoint { get; private set; }

    public bool IsDamaged => _database.IsDamaged || _loading.IsDamaged;

    public Sheet New() => new(++_lastRow);

    /// <summary>As it was written last; may be called during a <see cref="Write(IReadOnlyList{SheetImage}, FeedMark)"/> that does not hold this ticket.</summary>
    public Sheet? Load(TicketId id)
    {
        using var use = _load.Begin();
        if (!_load.Bind(1, TicketKeys.Of(id)).Step() || !TicketSnapshot.TryRead(TicketSnapshot.Schema, _load.Bytes(2), out var ticket)) return null;
        return Sheet.Load(_load.Int64(0), ticket, _load.Int64(1), MovesForm.Read(_load.Blob(3)));
    }

    /// <summary>All of it and the checkpoint, or nothing.</summary>
    public void Write(IReadOnlyList<SheetImage> images, FeedMark mark)
    {
        var forgets = images.Any(i => i.IsAnew);
        if (forgets) _database.Execute("PRAGMA secure_delete = ON");
        Run(_begin);
        try
        {
            foreach (var image in images)
                Write(image);
            using (_checkpoint.Begin())
                _checkpoint.Bind(1, mark.Position).Bind(2, mark.Event).Step();
            Run(_commit);
        }
        finally
        {
            if (_database.InTransaction) Rollback();
        }
        if (forgets) _words.Purge();
        if (forgets) _database.Execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA secure_delete = OFF");
        Checkpoint = mark;
    }

    /// <summary>Makes the lists fast; nothing happens where it is done already.</summary>
    public void Index()
    {
        if (_isIndexed) return;
        _database.Execute($"BEGIN IMMEDIATE; {ProjectionSchema.Indexes} COMMIT");
        _isIndexed = true;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _rollback, _load, _put, _change, _checkpoint, _person, _personLeft })
            statement.Dispose();
        _words.Dispose();
        _rows.Dispose();
        _names.Dispose();
        _loading.Dispose();
        _database.Dispose();
    }

    private void Write(SheetImage image)
    {
        _rows.Write(image, _names);
        if (image.Texts.Count > 0 || image.IsAnew) _words.Write(image.Row, image.Before is null, image.IsAnew, image.Texts);
        var body = image.Before is null ? _put : _change;
        using (body.Begin())
            body.Bind(1, image.Row).Bind(2, image.Version).Bind(3, image.Snapshot).Bind(4, image.Moves).Step();
        WritePeople(image);
    }

    private void WritePeople(SheetImage image)
    {
        if (image.Before is { } before && before.Person == image.Ticket.Person && before.Followers.Equals(image.Ticket.Followers)) return;
        var (had, has) = (PeopleOf(image.Before), PeopleOf(image.Ticket));
        foreach (var person in has.Except(had)) Run(_person, person, image.Row);
        foreach (var person in had.Except(has)) Run(_personLeft, person, image.Row);
    }

    /// <summary>Whom <see cref="Ticket.Concerns"/> answers yes for.</summary>
    private static IReadOnlyCollection<PersonId> PeopleOf(Ticket? ticket) =>
        ticket is null ? [] : [ticket.Person, .. ticket.Followers.Where(f => f.Kind == FollowerKind.Watcher).Select(f => f.Person)];

    private static void Run(Statement statement, PersonId person, long row)
    {
        using var use = statement.Begin();
        statement.Bind(1, person.Value).Bind(2, row).Step();
    }

    private void Rollback()
    {
        Run(_rollback);
        _names.Reload();
    }

    private static void Run(Statement statement)
    {
        using var use = statement.Begin();
        statement.Step();
    }
}
