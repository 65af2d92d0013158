using System.Buffers.Binary;
using System.Text;
using NodaTime;

namespace HelpDesk.Storage.Redis;

/// <summary>
/// Events and documents as bytes. An event: version (6, the script's), time (8), schema (4), type and stream (2 bytes of length each), JSON. A document: version (8, the
/// script's), expiry (8, all ones for none), JSON. Numbers are big-endian; times are ticks of 100 ns with the sign flipped, so that bytes compare as times do.
/// </summary>
internal static class Records
{
    private const int EventVersion = 6, EventHead = 8 + 4 + 2 + 2, DocumentVersion = 8, Time = 8;
    private const ulong SignBit = 1UL << 63;

    public static byte[] Event(NewEvent @event, StreamId stream)
    {
        var (type, name) = (Encoding.UTF8.GetByteCount(@event.Type), Encoding.UTF8.GetByteCount(stream.Value));
        var record = new byte[EventHead + type + name + @event.Json.Length];
        var span = record.AsSpan();
        Write(span, @event.At);
        BinaryPrimitives.WriteInt32BigEndian(span[8..], @event.Schema);
        BinaryPrimitives.WriteUInt16BigEndian(span[12..], (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(span[14..], (ushort)name);
        Encoding.UTF8.GetBytes(@event.Type, span[EventHead..]);
        Encoding.UTF8.GetBytes(stream.Value, span[(EventHead + type)..]);
        @event.Json.Span.CopyTo(span[(EventHead + type + name)..]);
        return record;
    }

    /// <summary>With its version.</summary>
    public static byte[] Event(StoredEvent e)
    {
        var rest = Event(new NewEvent(e.Type, e.Schema, e.Json, e.At), e.Stream);
        var record = new byte[EventVersion + rest.Length];
        BinaryPrimitives.WriteUInt16BigEndian(record, (ushort)(e.Version >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(2), (uint)e.Version);
        rest.CopyTo(record, EventVersion);
        return record;
    }

    public static StoredEvent ReadEvent(long position, byte[] record)
    {
        var span = record.AsSpan(EventVersion);
        var type = BinaryPrimitives.ReadUInt16BigEndian(span[12..]);
        var name = BinaryPrimitives.ReadUInt16BigEndian(span[14..]);
        var json = EventHead + type + name;
        return new StoredEvent(
            position, new StreamId(Encoding.UTF8.GetString(span.Slice(EventHead + type, name))), Version(record),
            Encoding.UTF8.GetString(span.Slice(EventHead, type)), BinaryPrimitives.ReadInt32BigEndian(span[8..]),
            record.AsMemory(EventVersion + json), ReadTime(span));
    }

    /// <summary>Without its version, which the script puts before it.</summary>
    public static byte[] Document(ReadOnlyMemory<byte> json, Instant? expires)
    {
        var record = new byte[Time + json.Length];
        if (expires is { } instant) Write(record, instant);
        else record.AsSpan(0, Time).Fill(byte.MaxValue);
        json.Span.CopyTo(record.AsSpan(Time));
        return record;
    }

    /// <summary>With its version.</summary>
    public static byte[] Document(StoredDocument document)
    {
        var rest = Document(document.Json, document.Expires);
        var record = new byte[DocumentVersion + rest.Length];
        BinaryPrimitives.WriteInt64BigEndian(record, document.Version);
        rest.CopyTo(record, DocumentVersion);
        return record;
    }

    public static StoredDocument ReadDocument(DocumentKey key, byte[] record)
    {
        var expires = record.AsSpan(DocumentVersion, Time);
        return new StoredDocument(
            key, BinaryPrimitives.ReadInt64BigEndian(record), record.AsMemory(DocumentVersion + Time),
            expires.ContainsAnyExcept(byte.MaxValue) ? ReadTime(expires) : null);
    }

    public static byte[] Bytes(Instant time)
    {
        var bytes = new byte[Time];
        Write(bytes, time);
        return bytes;
    }

    private static long Version(byte[] record) =>
        (long)BinaryPrimitives.ReadUInt16BigEndian(record) << 32 | BinaryPrimitives.ReadUInt32BigEndian(record.AsSpan(2));

    private static void Write(Span<byte> to, Instant time) => BinaryPrimitives.WriteUInt64BigEndian(to, (ulong)time.ToUnixTimeTicks() ^ SignBit);

    private static Instant ReadTime(ReadOnlySpan<byte> from) => Instant.FromUnixTimeTicks((long)(BinaryPrimitives.ReadUInt64BigEndian(from) ^ SignBit));
}
