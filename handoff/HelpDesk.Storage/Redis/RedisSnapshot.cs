using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using HelpDesk.Storage.Backup;
using NodaTime;
using StackExchange.Redis;

namespace HelpDesk.Storage.Redis;

/// <summary>
/// One moment of a desk that goes on. Events only ever follow, so the feed is read up to the position of the moment. Of documents, commits keep what they were before they
/// were written, for as long as this lives; what was read as it is now is put right by that.
/// </summary>
internal sealed class RedisSnapshot : IStoreSnapshot
{
    private const int Page = 256;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly Reads _reads;
    private readonly Keys _keys;
    private readonly string _id;
    private readonly string[] _collections;

    private RedisSnapshot(Reads reads, Keys keys, string id, long position, string[] collections) =>
        (_reads, _keys, _id, Position, _collections) = (reads, keys, id, position, collections);

    public long Position { get; }

    public static async Task<RedisSnapshot> BeginAsync(Reads reads, Keys keys, CancellationToken ct)
    {
        var id = Guid.NewGuid().ToString("N");
        var answer = await reads.EvaluateAsync(
            Script.CopyBegin, [keys.Copying, keys.Undo, keys.Position, keys.Collections, keys.Restoring], [id, (long)Life.TotalMilliseconds], ct);
        if (answer.IsNull)
            throw new StoreException("Another backup of this desk is being taken, or one broke off less than a minute ago. Wait for it and run this again.", null, StoreTrouble.Unreachable);
        var parts = (string[])answer!;
        return new RedisSnapshot(reads, keys, id, long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), [.. parts[1..].Order(StringComparer.Ordinal)]);
    }

    public async IAsyncEnumerable<StoredEvent> EventsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        for (long after = 0; after < Position;)
        {
            await RenewAsync(ct);
            var page = await _reads.FeedAsync(after, (int)Math.Min(Page, Position - after), ct);
            if (page.Count == 0) throw Lost();
            foreach (var e in page)
                yield return e;
            after = page[^1].Position;
        }
    }

    public async IAsyncEnumerable<StoredDocument> DocumentsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var given = new HashSet<UInt128>();
        foreach (var collection in _collections)
        {
            string? after = null;
            while (true)
            {
                // Everything is older than the least instant's successor: expired documents are the caller's matter.
                var page = await _reads.ListAsync(collection, after, Page, Instant.MinValue, ct);
                if (page.Count == 0) break;
                var changed = await ChangedAsync(page, ct);
                foreach (var document in page.Where((_, i) => !changed[i]))
                {
                    given.Add(Fingerprint(document.Key));
                    yield return document;
                }
                after = page[^1].Key.Id;
            }
        }
        foreach (var document in await UndoneAsync(ct))
            if (!given.Contains(Fingerprint(document.Key)))
                yield return document;
        await RenewAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _reads.EvaluateAsync(Script.CopyEnd, [_keys.Copying, _keys.Undo], [_id], CancellationToken.None);
        }
        catch (StoreException)
        {
            // It dies by itself within a minute.
        }
    }

    /// <summary>Asked after the page was read: what is changed later is kept as the page has it.</summary>
    private async Task<bool[]> ChangedAsync(List<StoredDocument> page, CancellationToken ct)
    {
        await RenewAsync(ct);
        var fields = page.Select(d => (RedisValue)$"{d.Key.Collection}\0{d.Key.Id}").ToArray();
        var kept = await _reads.RunAsync(db => db.HashGetAsync(_keys.Undo, fields), ct);
        return [.. kept.Select(v => !v.IsNull)];
    }

    private async Task<List<StoredDocument>> UndoneAsync(CancellationToken ct)
    {
        await RenewAsync(ct);
        var documents = new List<StoredDocument>();
        foreach (var entry in await _reads.RunAsync(db => db.HashGetAllAsync(_keys.Undo), ct))
        {
            // Empty: there was none when the backup began.
            if (((byte[]?)entry.Value) is not { Length: > 0 } record) continue;
            var key = ((string)entry.Name!).Split('\0', 2);
            documents.Add(Records.ReadDocument(new DocumentKey(key[0], key[1]), record));
        }
        return documents;
    }

    private async Task RenewAsync(CancellationToken ct)
    {
        if ((long)await _reads.EvaluateAsync(Script.CopyRenew, [_keys.Copying, _keys.Undo], [_id, (long)Life.TotalMilliseconds], ct) != 1) throw Lost();
    }

    private static UInt128 Fingerprint(DocumentKey key) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Collection}\0{key.Id}")));

    private static StoreException Lost() => new("Redis was away for too long while the backup was being taken. Run it again.", null, StoreTrouble.Unreachable);
}
