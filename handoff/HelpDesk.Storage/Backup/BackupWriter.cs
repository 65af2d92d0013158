using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using NodaTime;

namespace HelpDesk.Storage.Backup;

/// <summary>Writes a backup beside its name and gives it the name when it is whole and on the disk.</summary>
internal sealed class BackupWriter : IAsyncDisposable
{
    public static ReadOnlySpan<byte> Magic => "HELPDESK BACKUP 1\n"u8;

    private const int ContentBytes = 1 << 20;
    private const int ReportEvery = 1000;

    private readonly string _path, _partial;
    private readonly FileStream _file;
    private readonly GZipStream _packed;
    private readonly Digest _digest = new();
    private readonly IProgress<BackupProgress>? _progress;
    private bool _done;

    public BackupWriter(string path, IProgress<BackupProgress>? progress)
    {
        (_path, _partial, _progress) = (path, path + ".partial", progress);
        // It holds everything that people wrote: for its owner alone.
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new FileStream(_partial, options);
        _file.Write(Magic);
        _file.Write(new byte[SHA256.HashSizeInBytes]); // Its own hash, once it is whole.
        _packed = new GZipStream(_file, CompressionLevel.Fastest, leaveOpen: true);
    }

    public async Task WriteAsync(IStoreSnapshot snapshot, CancellationToken ct)
    {
        long done = 0;
        await foreach (var e in snapshot.EventsAsync(ct))
        {
            var bytes = Frames.Write(e);
            _digest.Add(e, bytes);
            Frame(Frames.Event, bytes);
            if (++done % ReportEvery == 0) _progress?.Report(new("Events", done, snapshot.Position));
        }
        _progress?.Report(new("Events", done, snapshot.Position));
        done = 0;
        await foreach (var document in snapshot.DocumentsAsync(ct))
        {
            var bytes = Frames.Write(document);
            _digest.Add(document, bytes);
            Frame(Frames.Document, bytes);
            if (++done % ReportEvery == 0) _progress?.Report(new("Documents", done, 0));
        }
        _progress?.Report(new("Documents", done, done));
    }

    public async Task WriteFileAsync(string name, string path, CancellationToken ct)
    {
        await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = content.Length;
        Frame(Frames.File, Frames.WriteFile(name, length));
        var buffer = new byte[ContentBytes];
        for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            Frame(Frames.Content, buffer.AsSpan(0, read));
        }
        _digest.AddFile(name, length, hash.GetHashAndReset());
    }

    public BackupProof Finish(Instant takenAt)
    {
        var proof = _digest.Proof(takenAt);
        Frame(Frames.End, Frames.Write(proof));
        _packed.Dispose();
        _file.Position = Magic.Length + SHA256.HashSizeInBytes;
        var hash = SHA256.HashData(_file);
        _file.Position = Magic.Length;
        _file.Write(hash);
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_partial, _path, overwrite: true);
        _done = true;
        return proof;
    }

    public async ValueTask DisposeAsync()
    {
        if (_done) return;
        await _packed.DisposeAsync();
        await _file.DisposeAsync();
        File.Delete(_partial);
    }

    private void Frame(byte kind, ReadOnlySpan<byte> bytes)
    {
        Span<byte> head = stackalloc byte[5];
        head[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], bytes.Length);
        _packed.Write(head);
        _packed.Write(bytes);
    }
}
