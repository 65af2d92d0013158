using NodaTime;
using StackExchange.Redis;

namespace HelpDesk.Storage.Redis;

/// <summary>What can be read, by pages that do not hold up Redis. A read that failed on the way is tried again.</summary>
internal sealed class Reads(Link link, Keys keys, RedisStoreOptions options, TimeProvider time)
{
    private const int Page = 256;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task<List<StoredEvent>> StreamAsync(StreamId stream, long after, int max, CancellationToken ct)
    {
        var events = new List<StoredEvent>(Math.Min(max, Page));
        for (var first = Math.Max(0, after); events.Count < max; first += Page)
        {
            var size = Math.Min(Page, max - events.Count);
            var rows = (RedisResult[])(await EvaluateAsync(Script.Stream, [keys.Stream(stream)], [keys.Prefix, first, first + size - 1], ct))!;
            for (var i = 0; i < rows.Length; i += 2)
                events.Add(Records.ReadEvent((long)rows[i], (byte[])rows[i + 1]!));
            if (rows.Length < 2 * size) break;
        }
        return events;
    }

    public Task<long> StreamVersionAsync(StreamId stream, CancellationToken ct) => RunAsync(db => db.ListLengthAsync(keys.Stream(stream)), ct);

    public async Task<StoredDocument?> GetAsync(DocumentKey key, Instant now, CancellationToken ct)
    {
        var record = (byte[]?)await RunAsync(db => db.HashGetAsync(keys.Documents(key.Collection), key.Id), ct);
        return record is not null && Records.ReadDocument(key, record) is { } document && !(document.Expires <= now) ? document : null;
    }

    public async Task<List<StoredDocument>> ListAsync(string collection, string? afterId, int max, Instant now, CancellationToken ct)
    {
        var documents = new List<StoredDocument>(Math.Min(max, Page));
        RedisValue from = string.IsNullOrEmpty(afterId) ? "-" : "(" + afterId;
        while (documents.Count < max)
        {
            var size = Math.Min(Page, max - documents.Count);
            var rows = (RedisResult[])(await EvaluateAsync(Script.List, [keys.Ids(collection), keys.Documents(collection)], [from, size, Records.Bytes(now)], ct))!;
            for (var i = 2; i < rows.Length; i += 2)
                documents.Add(Records.ReadDocument(new DocumentKey(collection, (string)rows[i]!), (byte[])rows[i + 1]!));
            if ((int)rows[0] < size) break;
            from = (byte[])[(byte)'(', .. (byte[])rows[1]!];
        }
        return documents;
    }

    /// <summary>Each key of the feed holds as many events as the others, so what is asked for is a part of one or a few.</summary>
    public async Task<List<StoredEvent>> FeedAsync(long after, int max, CancellationToken ct)
    {
        after = Math.Max(0, after);
        var events = new List<StoredEvent>(Math.Min(max, Page));
        while (events.Count < max)
        {
            var (chunk, start) = Math.DivRem(after, Keys.Chunk);
            var size = (int)Math.Min(Math.Min(Page, max - events.Count), Keys.Chunk - start);
            var records = await RunAsync(db => db.ListRangeAsync(keys.Events(chunk), start, start + size - 1), ct);
            foreach (var record in records)
                events.Add(Records.ReadEvent(++after, record!));
            if (records.Length < size) break;
        }
        return events;
    }

    public Task<long> PositionAsync(CancellationToken ct) => RunAsync(PositionAsync, ct);

    /// <summary>One attempt.</summary>
    public Task<long> LookAsync(CancellationToken ct) => link.RunAsync(session => PositionAsync(session.Database), options.AnswerWithin, ct);

    private async Task<long> PositionAsync(IDatabase database) => (long?)await database.StringGetAsync(keys.Position) ?? 0;

    public Task<RedisResult> EvaluateAsync(Script script, RedisKey[] on, RedisValue[] values, CancellationToken ct) =>
        RepeatAsync(() => link.EvaluateAsync(script, on, values, options.AnswerWithin, ct), ct);

    public Task<T> RunAsync<T>(Func<IDatabase, Task<T>> read, CancellationToken ct) =>
        RepeatAsync(() => link.RunAsync(session => read(session.Database), options.AnswerWithin, ct), ct);

    private async Task<T> RepeatAsync<T>(Func<Task<T>> read, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await read();
            }
            catch (AttemptFailedException e)
            {
                if (!e.Passes || time.GetElapsedTime(start) >= options.ReadPatience) throw e.Error;
            }
            await Task.Delay(Pause, time, ct);
        }
    }
}
