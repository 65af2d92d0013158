using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NodaTime;

namespace HelpDesk.Storage.Backup;

/// <summary>Counts and hashes what goes by, and refuses what cannot be a whole desk: gaps in the feed or in a stream, a thing twice.</summary>
internal sealed class Digest
{
    private readonly Dictionary<StreamId, long> _versions = [];
    private readonly HashSet<UInt128> _seen = [];
    private byte[] _chain = new byte[SHA256.HashSizeInBytes];
    private (UInt128 High, UInt128 Low) _documents, _files;
    private long _events, _documentCount, _fileCount, _fileBytes;

    /// <exception cref="StoreException">It does not follow the event before it.</exception>
    public void Add(StoredEvent @event, ReadOnlySpan<byte> bytes)
    {
        ref var version = ref CollectionsMarshal.GetValueRefOrAddDefault(_versions, @event.Stream, out _);
        if (@event.Position != ++_events || @event.Version != ++version)
            throw Broken($"event {@event.Position} does not follow the one before it");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_chain);
        hash.AppendData(bytes);
        _chain = hash.GetHashAndReset();
    }

    /// <exception cref="StoreException">The document was there before.</exception>
    public void Add(StoredDocument document, ReadOnlySpan<byte> bytes)
    {
        if (!_seen.Add(Half(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{document.Key.Collection}\0{document.Key.Id}")), 0)))
            throw Broken("a document is in it twice");
        _documents = Sum(_documents, SHA256.HashData(bytes));
        _documentCount++;
    }

    public void AddFile(string name, long length, byte[] contentHash)
    {
        _files = Sum(_files, SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes(name + "\0"), .. contentHash]));
        (_fileCount, _fileBytes) = (_fileCount + 1, _fileBytes + length);
    }

    public BackupProof Proof(Instant takenAt) =>
        new(takenAt, _events, _documentCount, _fileCount, _fileBytes, Convert.ToHexStringLower(_chain), Hex(_documents), Hex(_files));

    private static (UInt128, UInt128) Sum((UInt128 High, UInt128 Low) sum, byte[] hash) =>
        (unchecked(sum.High + Half(hash, 0)), unchecked(sum.Low + Half(hash, 16)));

    private static UInt128 Half(byte[] hash, int start) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash.AsSpan(start));

    private static string Hex((UInt128 High, UInt128 Low) sum) => $"{sum.High:x32}{sum.Low:x32}";

    private static StoreException Broken(string what) => new($"This is no whole desk: {what}. Take another backup.");
}
