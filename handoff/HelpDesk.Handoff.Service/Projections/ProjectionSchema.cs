using HelpDesk.Handoff.Tickets.Stored;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>The projection's tables. There are no steps between versions: a file of another one is thrown away and built again.</summary>
internal static class ProjectionSchema
{
    private const int Tables = 1;

    /// <summary>Also of the fold and of the events: what an older program could not read is folded in by the one that can.</summary>
    public const int Version = (Tables * 10_000) + (TicketSnapshot.Schema * 100) + TicketEvents.Schema;

    /// <summary>"HDSP", in the file's header.</summary>
    public const int ApplicationId = 0x48445350;

    /// <summary>
    /// What filters look at. Each order's index carries all of it, so that a list walks the index alone, in the right order, and stops at the end of the page;
    /// the few rows of the page are then read from <c>bodies</c>.
    /// </summary>
    private const string Filtered = "status, queue, tier, agent, priority, category, kind, channel, customer, breached";

    /// <remarks>
    /// Times are ticks of 100 ns; <c>newest</c> and <c>latest</c> are negative, so that every order ascends. Names are numbers of <c>names</c>. Words are
    /// distinct, folded and parted by spaces before FTS5 sees them (<see cref="SearchWords"/>), so nothing but a space parts them here.
    /// </remarks>
    public const string Sql = $"""
        CREATE TABLE checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL, mark TEXT NOT NULL) STRICT;
        CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE tickets (
            row INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            open INTEGER NOT NULL,
            rank INTEGER NOT NULL,
            due INTEGER NOT NULL,
            newest INTEGER NOT NULL,
            latest INTEGER NOT NULL,
            status INTEGER NOT NULL,
            queue INTEGER,
            tier INTEGER NOT NULL,
            agent INTEGER,
            priority INTEGER,
            category INTEGER,
            kind INTEGER NOT NULL,
            channel INTEGER NOT NULL,
            customer INTEGER NOT NULL,
            breached INTEGER NOT NULL,
            incident BLOB,
            queued INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX by_id ON tickets (id);
        CREATE TABLE people (person TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (person, row)) STRICT, WITHOUT ROWID;
        CREATE TABLE bodies (row INTEGER PRIMARY KEY, version INTEGER NOT NULL, ticket BLOB NOT NULL, moves BLOB NOT NULL) STRICT;
        CREATE TABLE said (row INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;
        CREATE VIRTUAL TABLE words USING fts5(
            said, content = '', contentless_delete = 1, detail = none, prefix = '2', tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'");
        """;

    /// <summary>Made when the first fold is done: sorting everything once is several times faster than keeping it sorted meanwhile.</summary>
    public const string Indexes = $"""
        CREATE INDEX IF NOT EXISTS by_due ON tickets (open, rank, due, id, newest, {Filtered});
        CREATE INDEX IF NOT EXISTS by_newest ON tickets (open, newest, id, due, {Filtered});
        CREATE INDEX IF NOT EXISTS by_latest ON tickets (open, latest, id, due, newest, {Filtered});
        CREATE INDEX IF NOT EXISTS by_queue ON tickets (queue, customer, status, agent, priority, due, queued) WHERE open = 1 AND queue IS NOT NULL;
        CREATE INDEX IF NOT EXISTS by_agent ON tickets (agent) WHERE agent IS NOT NULL;
        CREATE INDEX IF NOT EXISTS by_incident ON tickets (incident) WHERE incident IS NOT NULL;
        """;
}
