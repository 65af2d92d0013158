using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Channels.DirectLine;

/// <param name="Keys">The first signs; all are accepted, so that a key can be replaced while what it signed lives on.</param>
internal sealed record KeyRing(ImmutableArray<SigningKey> Keys);

internal sealed record SigningKey(string Id, byte[] Secret);

/// <summary>The keys of tokens, cookies and links: made once, kept in the store (<c>keys/directline</c>), the same on every node.</summary>
public sealed class SigningKeys(IStore store, TimeProvider time) : IDisposable
{
    public static readonly DocumentKey Document = new("keys", "directline");

    private const int SecretBytes = 32;
    private static readonly TimeSpan RereadAtMost = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _loading = new(1, 1);
    private KeyRing? _ring;
    private long _read;

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
            if (await store.GetAsync(Document, now, ct) is { } stored)
                return JsonSerializer.Deserialize(stored.Json.Span, DirectLineJson.Default.KeyRing)!;

            // Two nodes may start at once: the one whose commit comes second reads the other's key.
            var fresh = new KeyRing([new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), RandomNumberGenerator.GetBytes(SecretBytes))]);
            var json = JsonSerializer.SerializeToUtf8Bytes(fresh, DirectLineJson.Default.KeyRing);
            await store.CommitAsync(new Commit(now) { Checks = [new Check.DocumentAt(Document, 0)], Writes = [new Write.Put(Document, json)] }, ct);
        }
    }
}
