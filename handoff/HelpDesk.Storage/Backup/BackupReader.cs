using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace HelpDesk.Storage.Backup;

/// <summary>Reads a backup from its beginning to its end and compares what it finds with the proof that stands there.</summary>
internal static class BackupReader
{
    private const int LargestFrame = CommitRules.MaxJsonBytes + 64 * 1024;

    /// <param name="path">The backup.</param>
    /// <param name="to">Given each part in turn.</param>
    /// <param name="progress">Told of it.</param>
    /// <param name="step">What the progress is called.</param>
    /// <param name="ct">Ends it early.</param>
    /// <exception cref="StoreException">It is no backup, it is damaged, or it is not whole.</exception>
    public static async Task<BackupProof> ReadAsync(string path, IBackupVisitor to, IProgress<BackupProgress>? progress, string step, CancellationToken ct)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
            var magic = new byte[BackupWriter.Magic.Length];
            if (await file.ReadAtLeastAsync(magic, magic.Length, throwOnEndOfStream: false, ct) < magic.Length || !magic.AsSpan().SequenceEqual(BackupWriter.Magic))
                throw new StoreException($"{path} is no backup of a help desk, or one of a newer HelpDesk.");
            await DemandIntactAsync(file, ct);
            await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
            return await ReadAsync(unpacked, file, to, progress, step, ct);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException)
        {
            throw new StoreException($"{path} is damaged or not whole: {e.Message} Take another backup.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Each bit of the file counts, those too that would mean nothing when it is unpacked. Leaves the file where the packed part begins.</summary>
    private static async Task DemandIntactAsync(FileStream file, CancellationToken ct)
    {
        var expected = new byte[SHA256.HashSizeInBytes];
        await file.ReadExactlyAsync(expected, ct);
        var start = file.Position;
        if (!(await SHA256.HashDataAsync(file, ct)).AsSpan().SequenceEqual(expected)) throw new InvalidDataException("Its content differs from its hash.");
        file.Position = start;
    }

    private static async Task<BackupProof> ReadAsync(
        Stream unpacked, FileStream file, IBackupVisitor to, IProgress<BackupProgress>? progress, string step, CancellationToken ct)
    {
        var digest = new Digest();
        for (var frames = 0L; ; frames++)
        {
            var (kind, bytes) = await FrameAsync(unpacked, ct);
            switch (kind)
            {
                case Frames.Event:
                    var e = Frames.ReadEvent(bytes);
                    digest.Add(e, bytes);
                    await to.EventAsync(e, ct);
                    break;
                case Frames.Document:
                    var document = Frames.ReadDocument(bytes);
                    digest.Add(document, bytes);
                    await to.DocumentAsync(document, ct);
                    break;
                case Frames.File:
                    await FileAsync(unpacked, Frames.ReadFile(bytes), digest, to, ct);
                    break;
                case Frames.End:
                    var proof = Frames.ReadProof(bytes);
                    if (digest.Proof(proof.TakenAt) != proof) throw new InvalidDataException("What it holds differs from its own proof.");
                    return proof;
                default:
                    throw new InvalidDataException("It has a part of an unknown kind.");
            }
            if (frames % 1000 == 0) progress?.Report(new(step, file.Position, file.Length));
        }
    }

    private static async Task FileAsync(Stream from, (string Name, long Length) file, Digest digest, IBackupVisitor to, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var target = to.File(file.Name);
        for (long left = file.Length; left > 0;)
        {
            var (kind, bytes) = await FrameAsync(from, ct);
            if (kind != Frames.Content || bytes.Length > left) throw new InvalidDataException($"The file {file.Name} is not whole.");
            hash.AppendData(bytes);
            await target.WriteAsync(bytes, ct);
            left -= bytes.Length;
        }
        digest.AddFile(file.Name, file.Length, hash.GetHashAndReset());
    }

    private static async Task<(byte Kind, byte[] Bytes)> FrameAsync(Stream from, CancellationToken ct)
    {
        var head = new byte[5];
        await from.ReadExactlyAsync(head, ct);
        var length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1));
        if (length is < 0 or > LargestFrame) throw new InvalidDataException("It has a part of an impossible size.");
        var bytes = new byte[length];
        await from.ReadExactlyAsync(bytes, ct);
        return (head[0], bytes);
    }
}

/// <summary>Takes the parts of a backup.</summary>
internal interface IBackupVisitor
{
    ValueTask EventAsync(StoredEvent e, CancellationToken ct);

    ValueTask DocumentAsync(StoredDocument document, CancellationToken ct);

    /// <summary>Where a file's content goes; closed when it is whole.</summary>
    Stream File(string name);
}
