using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using HelpDesk.Storage;
using HelpDesk.Storage.Secrets;
using NodaTime;

namespace HelpDesk.Channels.DirectLine;

/// <param name="Keys">The first signs; all are accepted, so that a key can be replaced while what it signed lives on.</param>
internal sealed record KeyRing(ImmutableArray<SigningKey> Keys);

internal sealed record SigningKey(string Id, byte[] Secret);

/// <param name="Sealed">The <see cref="KeyRing"/>, sealed by the operator's key.</param>
internal sealed record SealedKeyRing(string Sealed);

/// <summary>The keys of tokens, cookies and links: made once, kept in the store (<c>keys/directline</c>), sealed by the operator's key, the same on
/// every node. A ring that this key does not open stops everything that needs it: replacing it would throw every client out, and two nodes with
/// different keys would do so in turns.</summary>
public sealed class SigningKeys(IStore store, SecretBox box, TimeProvider time) : IDisposable
{
    public static readonly DocumentKey Document = new("keys", "directline");

    private const string Purpose = "keys/directline";
    private const int SecretBytes = 32;
    private static readonly TimeSpan RereadAtMost = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _loading = new(1, 1);
    private KeyRing? _ring;
    private long _read;

    /// <summary>Reads or makes the keys now, so that a wrong operator's key is found at start and not by the first person who comes.</summary>
    /// <exception cref="WrongKeyException">The operator's key does not open them.</exception>
    public async Task OpenAsync(CancellationToken ct) => await LoadAsync(ct);

    internal async ValueTask<SigningKey> CurrentAsync(CancellationToken ct) => (_ring ?? await LoadAsync(ct)).Keys[0];

    /// <summary>The key of that id, or null. An unknown id makes the store be read again, at most once a second: another node may have added it, and a
    /// token refused in error would end a conversation.</summary>
    internal async ValueTask<SigningKey?> FindAsync(string id, CancellationToken ct)
    {
        var ring = _ring ?? await LoadAsync(ct);
        if (Find(ring, id) is { } known)
            return known;
        return time.GetElapsedTime(Interlocked.Read(ref _read)) < RereadAtMost ? null : Find(await LoadAsync(ct), id);
    }

    public void Dispose() => _loading.Dispose();

    private static SigningKey? Find(KeyRing ring, string id) => ring.Keys.FirstOrDefault(key => string.Equals(key.Id, id, StringComparison.Ordinal));

    private async Task<KeyRing> LoadAsync(CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            var ring = await ReadOrCreateAsync(ct);
            Interlocked.Exchange(ref _read, time.GetTimestamp());
            return _ring = ring;
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<KeyRing> ReadOrCreateAsync(CancellationToken ct)
    {
        while (true)
        {
            var now = Instant.FromDateTimeOffset(time.GetUtcNow());
            var stored = await store.GetAsync(Document, now, ct);
            var (ring, isSealed) = stored is null ? (Fresh(), false) : Open(stored);
            if (isSealed)
                return ring;

            // Two nodes may start at once: the one whose commit comes second reads the other's key.
            var write = new Write.Put(Document, Seal(ring));
            await store.CommitAsync(new Commit(now) { Checks = [new Check.DocumentAt(Document, stored?.Version ?? 0)], Writes = [write] }, ct);
        }
    }

    private static KeyRing Fresh() => new([new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), RandomNumberGenerator.GetBytes(SecretBytes))]);

    private byte[] Seal(KeyRing ring) => JsonSerializer.SerializeToUtf8Bytes(
        new SealedKeyRing(box.Seal(JsonSerializer.SerializeToUtf8Bytes(ring, DirectLineJson.Default.KeyRing), Purpose)), DirectLineJson.Default.SealedKeyRing);

    // Rings of before there was an operator's key lie open; they are sealed when they are first read.
    private (KeyRing Ring, bool IsSealed) Open(StoredDocument stored)
    {
        if (JsonSerializer.Deserialize(stored.Json.Span, DirectLineJson.Default.SealedKeyRing)?.Sealed is not { } text)
            return (JsonSerializer.Deserialize(stored.Json.Span, DirectLineJson.Default.KeyRing)!, false);
        return box.TryOpen(text, Purpose, out var json)
            ? (JsonSerializer.Deserialize(json, DirectLineJson.Default.KeyRing)!, true)
            : throw new WrongKeyException(Document.ToString());
    }
}
