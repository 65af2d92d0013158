using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage.Sqlite;
using NodaTime;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>Writes what lists filter and sort by. Two statements, because SQLite keeps a journal of its own for each that replaces: ten times the time.</summary>
internal sealed class TicketRowWriter(Database database) : IDisposable
{
    private readonly Statement _put = database.Prepare("""
        INSERT INTO tickets (
            row, id, open, rank, due, newest, latest, status, queue, tier, agent, priority, category, kind, channel, customer, breached, incident, queued)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
        """);

    private readonly Statement _change = database.Prepare("""
        UPDATE tickets SET open = ?3, rank = ?4, due = ?5, newest = ?6, latest = ?7, status = ?8, queue = ?9, tier = ?10, agent = ?11, priority = ?12,
            category = ?13, kind = ?14, channel = ?15, customer = ?16, breached = ?17, incident = ?18, queued = ?19
        WHERE row = ?1 AND id = ?2
        """);

    public void Write(SheetImage image, ProjectionNames names)
    {
        var t = image.Ticket;
        var row = image.Before is null ? _put : _change;
        // Numbers first: a new one runs a statement of its own.
        var (queue, agent, category, customer) = (names.Number(t.Queue), names.Number(t.Agent), names.Number(t.Category), names.Number(t.Customer.Value));
        using var use = row.Begin();
        row.Bind(1, image.Row).Bind(2, TicketKeys.Of(t.Id)).Bind(3, t.IsOpen ? 1 : 0).Bind(4, TicketKeys.Rank(t)).Bind(5, image.Due)
            .Bind(6, TicketKeys.Newest(t.OpenedAt)).Bind(7, TicketKeys.Newest(t.ChangedAt)).Bind(8, (long)t.Status).Bind(9, queue).Bind(10, (long)t.Tier)
            .Bind(11, agent).Bind(12, (long?)t.Priority).Bind(13, category).Bind(14, (long)t.Kind).Bind(15, (long)t.Channel).Bind(16, customer)
            .Bind(17, t.ResponseBreached || t.ResolutionBreached ? 1 : 0).Bind(19, t.QueuedAt);
        if (t.Incident is { } incident) row.Bind(18, TicketKeys.Of(incident));
        else row.BindNull(18);
        row.Step();
    }

    public void Dispose()
    {
        _put.Dispose();
        _change.Dispose();
    }
}

/// <summary>How a ticket's place in an order is written; the same values are in cursors.</summary>
internal static class TicketKeys
{
    /// <summary>Bytes that sort as the id does.</summary>
    public static byte[] Of(TicketId id) => id.Value.ToByteArray(bigEndian: true);

    public static long Rank(Ticket ticket) => ticket.Priority == Priority.P1 ? 0 : 1;

    public static long Newest(Instant at) => -at.ToUnixTimeTicks();
}
