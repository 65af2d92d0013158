using System.Collections.Immutable;
using System.Text;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;

namespace HelpDesk.Handoff.Service.Projections;

/// <summary>What of a ticket's history moves its clocks, as bytes: for each event its stored name and JSON, each after its length.</summary>
internal static class MovesForm
{
    public static byte[] Write(ImmutableArray<TicketEvent> moves)
    {
        using var stream = new MemoryStream(moves.Length * 256);
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        foreach (var move in moves)
        {
            var stored = TicketEvents.ToStored(move);
            writer.Write(stored.Type);
            writer.Write7BitEncodedInt(stored.Json.Length);
            writer.Write(stored.Json.Span);
        }
        return stream.ToArray();
    }

    public static ImmutableArray<TicketEvent> Read(byte[] form)
    {
        using var reader = new BinaryReader(new MemoryStream(form), Encoding.UTF8);
        var moves = ImmutableArray.CreateBuilder<TicketEvent>();
        while (reader.BaseStream.Position < form.Length)
        {
            var type = reader.ReadString();
            var json = reader.ReadBytes(reader.Read7BitEncodedInt());
            if (TicketEvents.TryRead(type, TicketEvents.Schema, json, out var move)) moves.Add(move);
        }
        return moves.DrainToImmutable();
    }
}
