using System.Collections.Immutable;
using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage.Sqlite;
using NodaTime;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>A reading connection. Statements are kept by their text: a console asks the same questions over and over.</summary>
internal sealed class ProjectionReader : IDisposable
{
    /// <summary>Tickets with the words; more are not worth reading each before sorting.</summary>
    private const int FewHits = 4000;
    private const int MostStatements = 100;

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly Database _database;

    /// <param name="database">Owned.</param>
    public ProjectionReader(Database database)
    {
        _database = database;
        database.Execute("PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY");
    }

    public bool IsDamaged => _database.IsDamaged;

    public (IReadOnlyList<ProjectedRow> Rows, TicketCursor? Next) Find(TicketQuery query)
    {
        var words = query.Text is { } text ? SearchWords.Asked(text) : null;
        var (sql, bindings) = TicketSelect.Of(query, words, words is null ? null : FewHitsOf(SearchWords.Query(words)));
        var statement = Prepare(sql);
        using var use = statement.Begin();
        bindings.Bind(statement);
        var rows = new List<ProjectedRow>(query.Limit);
        TicketCursor? last = null;
        while (statement.Step())
        {
            if (rows.Count == query.Limit) return (rows, last);
            if (!TicketSnapshot.TryRead(TicketSnapshot.Schema, statement.Bytes(1), out var ticket)) continue;
            rows.Add(new(ticket, statement.Int64(0), MovesForm.Read(statement.Blob(2))));
            last = new((int)statement.Int64(3), statement.Int64(4), new Guid(statement.Bytes(5), bigEndian: true));
        }
        return (rows, null);
    }

    /// <param name="customers">Null: of every customer.</param>
    public IReadOnlyList<QueueCount> Count(IReadOnlySet<CustomerId>? customers, Instant now)
    {
        var bindings = new Bindings();
        var at = bindings.Add(now.ToUnixTimeTicks());
        var only = customers is null ? "" : $" AND customer IN (SELECT id FROM names WHERE name IN ({string.Join(", ", customers.Select(c => bindings.Add(c.Value)))}))";
        var statement = Prepare(CountSql(at, only));
        using var use = statement.Begin();
        bindings.Bind(statement);
        var counts = new List<QueueCount>();
        while (statement.Step())
            counts.Add(CountOf(statement));
        return [.. counts.OrderBy(c => c.Queue.Value, StringComparer.Ordinal)];
    }

    public CustomerId? CustomerOf(TicketId ticket)
    {
        var statement = Prepare("SELECT n.name FROM tickets t JOIN names n ON n.id = t.customer WHERE t.id = ?1");
        using var use = statement.Begin();
        return statement.Bind(1, TicketKeys.Of(ticket)).Step() ? new CustomerId(statement.Text(0)) : null;
    }

    public void Dispose()
    {
        Forget();
        _database.Dispose();
    }

    /// <summary>The rows as a JSON array; null where they are many.</summary>
    private string? FewHitsOf(string words)
    {
        var statement = Prepare("SELECT json_group_array(rowid), count(*) FROM (SELECT rowid FROM words WHERE words MATCH ?1 LIMIT ?2)");
        using var use = statement.Begin();
        return statement.Bind(1, words).Bind(2, FewHits + 1).Step() && statement.Int64(1) <= FewHits ? statement.Text(0) : null;
    }

    private static string CountSql(string now, string only) => $"""
        SELECT (SELECT name FROM names WHERE id = queue), sum(status = {(int)TicketStatus.Queued}), sum(status = {(int)TicketStatus.Offered}), sum(agent IS NOT NULL),
            sum(status = {(int)TicketStatus.Paused}), sum(priority = {(int)Priority.P1}), sum(due < {now}),
            min(CASE WHEN status IN ({(int)TicketStatus.Queued}, {(int)TicketStatus.Offered}) THEN queued END),
            min(CASE WHEN status IN ({(int)TicketStatus.Queued}, {(int)TicketStatus.Offered}) AND due < {long.MaxValue} THEN due END)
        FROM tickets INDEXED BY by_queue WHERE open = 1 AND queue IS NOT NULL{only} GROUP BY queue
        """;

    private static QueueCount CountOf(Statement row) => new(
        new QueueId(row.Text(0)), (int)row.Int64(1), (int)row.Int64(2), (int)row.Int64(3), (int)row.Int64(4), (int)row.Int64(5), (int)row.Int64(6),
        row.TimeOrNull(7), row.TimeOrNull(8));

    private Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known)) return known;
        if (_statements.Count == MostStatements) Forget();
        var statement = _database.Prepare(sql);
        _statements.Add(sql, statement);
        return statement;
    }

    private void Forget()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }
}

/// <summary>A ticket as the file has it, with what moves its clocks.</summary>
internal sealed record ProjectedRow(Ticket Ticket, long Version, ImmutableArray<TicketEvent> Moves);
