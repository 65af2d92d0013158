using System.Text;
using NodaTime;

namespace HelpDesk.Storage.Backup;

/// <summary>The parts of a backup file, each with a kind and a length, and how events and documents are written in them.</summary>
internal static class Frames
{
    public const byte Event = (byte)'E', Document = (byte)'D', File = (byte)'F', Content = (byte)'C', End = (byte)'Z';
    private const byte Never = 0, At = 1;

    public static byte[] Write(StoredEvent e) => Bytes(to =>
    {
        to.Write(e.Position);
        to.Write(e.Stream.Value);
        to.Write(e.Version);
        to.Write(e.Type);
        to.Write(e.Schema);
        to.Write(e.At.ToUnixTimeTicks());
        to.Write(e.Json.Span);
    });

    public static StoredEvent ReadEvent(byte[] frame)
    {
        using var from = new BinaryReader(new MemoryStream(frame), Encoding.UTF8);
        var position = from.ReadInt64();
        var stream = new StreamId(from.ReadString());
        var (version, type, schema, at) = (from.ReadInt64(), from.ReadString(), from.ReadInt32(), Instant.FromUnixTimeTicks(from.ReadInt64()));
        return new StoredEvent(position, stream, version, type, schema, Rest(from, frame), at);
    }

    public static byte[] Write(StoredDocument d) => Bytes(to =>
    {
        to.Write(d.Key.Collection);
        to.Write(d.Key.Id);
        to.Write(d.Version);
        to.Write(d.Expires is null ? Never : At);
        to.Write(d.Expires?.ToUnixTimeTicks() ?? 0);
        to.Write(d.Json.Span);
    });

    public static StoredDocument ReadDocument(byte[] frame)
    {
        using var from = new BinaryReader(new MemoryStream(frame), Encoding.UTF8);
        var key = new DocumentKey(from.ReadString(), from.ReadString());
        var (version, expires, ticks) = (from.ReadInt64(), from.ReadByte(), from.ReadInt64());
        return new StoredDocument(key, version, Rest(from, frame), expires == Never ? null : Instant.FromUnixTimeTicks(ticks));
    }

    public static byte[] WriteFile(string name, long length) => Bytes(to =>
    {
        to.Write(name);
        to.Write(length);
    });

    public static (string Name, long Length) ReadFile(byte[] frame)
    {
        using var from = new BinaryReader(new MemoryStream(frame), Encoding.UTF8);
        return (from.ReadString(), from.ReadInt64());
    }

    public static byte[] Write(BackupProof p) => Bytes(to =>
    {
        to.Write(p.TakenAt.ToUnixTimeTicks());
        foreach (var number in (long[])[p.Events, p.Documents, p.Files, p.FileBytes]) to.Write(number);
        foreach (var hash in (string[])[p.EventsHash, p.DocumentsHash, p.FilesHash]) to.Write(hash);
    });

    public static BackupProof ReadProof(byte[] frame)
    {
        using var from = new BinaryReader(new MemoryStream(frame), Encoding.UTF8);
        return new BackupProof(
            Instant.FromUnixTimeTicks(from.ReadInt64()), from.ReadInt64(), from.ReadInt64(), from.ReadInt64(), from.ReadInt64(),
            from.ReadString(), from.ReadString(), from.ReadString());
    }

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8)) write(writer);
        return bytes.ToArray();
    }

    private static ReadOnlyMemory<byte> Rest(BinaryReader from, byte[] frame) => frame.AsMemory((int)from.BaseStream.Position);
}
