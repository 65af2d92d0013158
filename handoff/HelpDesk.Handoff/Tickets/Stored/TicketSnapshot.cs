using System.Text.Json;

namespace HelpDesk.Handoff.Tickets.Stored;

/// <summary>
/// A folded ticket as JSON, so that a long stream need not be read from its start. A snapshot is only a saving: one of another schema is
/// unread, and the ticket is folded from its events again.
/// </summary>
public static class TicketSnapshot
{
    /// <summary>Raise it whenever the fold or the ticket's shape changes: old snapshots are then forgotten.</summary>
    public const int Schema = 1;

    public static byte[] Write(Ticket ticket) => JsonSerializer.SerializeToUtf8Bytes(ticket, TicketJson.Default.Ticket);

    public static bool TryRead(int schema, ReadOnlySpan<byte> json, out Ticket ticket)
    {
        var read = schema == Schema ? JsonSerializer.Deserialize(json, TicketJson.Default.Ticket) : null;
        ticket = read!;
        return read is not null;
    }
}
