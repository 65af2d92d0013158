using HelpDesk.Storage.Backup;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace HelpDesk.Storage.Redis;

/// <summary>
/// Fills a desk in Redis. A mark stands in it until the end, and no store works with a desk that has the mark: a restore that broke off can only be run again.
/// </summary>
public sealed class RedisFilling : IStoreFilling
{
    private const int DeletedAtOnce = 500;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMinutes(1);

    private readonly Link _link;
    private readonly Keys _keys;
    private long _position;

    private RedisFilling(Link link, Keys keys) => (_link, _keys) = (link, keys);

    /// <param name="options">Which desk.</param>
    /// <param name="replace">Delete what the desk holds.</param>
    /// <param name="ct">Ends it early.</param>
    /// <exception cref="StoreException">A host or a command has the desk open, or it holds something.</exception>
    public static async Task<RedisFilling> BeginAsync(RedisStoreOptions options, bool replace, CancellationToken ct)
    {
        var filling = new RedisFilling(await Link.OpenAsync(options, TimeProvider.System, NullLogger.Instance), new Keys(options.Desk));
        try
        {
            await filling.ClaimAsync(options, replace, ct);
            return filling;
        }
        catch
        {
            await filling.DisposeAsync();
            throw;
        }
    }

    public Task AppendAsync(IReadOnlyList<StoredEvent> events, CancellationToken ct) => RunAsync(async session =>
    {
        var (database, sent) = (session.Database, new List<Task>());
        foreach (var chunk in events.GroupBy(e => (e.Position - 1) / Keys.Chunk))
            sent.Add(database.ListRightPushAsync(_keys.Events(chunk.Key), [.. chunk.Select(e => (RedisValue)Records.Event(e))]));
        foreach (var stream in events.GroupBy(e => e.Stream))
            sent.Add(database.ListRightPushAsync(_keys.Stream(stream.Key), [.. stream.Select(e => (RedisValue)e.Position)]));
        await Task.WhenAll(sent);
        _position = events[^1].Position;
        return true;
    }, ct);

    public Task PutAsync(IReadOnlyList<StoredDocument> documents, CancellationToken ct) => RunAsync(async session =>
    {
        var (database, sent) = (session.Database, new List<Task>());
        foreach (var all in documents.GroupBy(d => d.Key.Collection, StringComparer.Ordinal))
        {
            sent.Add(database.SetAddAsync(_keys.Collections, all.Key));
            sent.Add(database.HashSetAsync(_keys.Documents(all.Key), [.. all.Select(d => new HashEntry(d.Key.Id, Records.Document(d)))]));
            sent.Add(database.SortedSetAddAsync(_keys.Ids(all.Key), [.. all.Select(d => new SortedSetEntry(d.Key.Id, 0))]));
        }
        var expiring = documents.Where(d => d.Expires is not null)
            .Select(d => new SortedSetEntry($"{d.Key.Collection}\0{d.Key.Id}", d.Expires!.Value.ToUnixTimeSeconds())).ToArray();
        if (expiring.Length > 0) sent.Add(database.SortedSetAddAsync(_keys.Expiry, expiring));
        await Task.WhenAll(sent);
        return true;
    }, ct);

    public Task FinishAsync(CancellationToken ct) => RunAsync(async session =>
    {
        if (_position > 0) await session.Database.StringSetAsync(_keys.Position, _position);
        return await session.Database.KeyDeleteAsync(_keys.Restoring);
    }, ct);

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private async Task ClaimAsync(RedisStoreOptions options, bool replace, CancellationToken ct)
    {
        var listeners = await RunAsync(session => session.Server.SubscriptionSubscriberCountAsync(new RedisChannel(_keys.FeedChannel, RedisChannel.PatternMode.Literal)), ct);
        if (listeners > 0)
            throw new StoreException($"The desk '{options.Desk}' in Redis at {_link.Where} is in use. Stop every host and command that has it open, then run this again.", null, StoreTrouble.Unreachable);
        if (!replace && await RunAsync(session => session.Database.KeyExistsAsync(_keys.Restoring), ct))
            throw new StoreException($"A restore into the desk '{options.Desk}' in Redis at {_link.Where} broke off. Run this again with --replace.", null, StoreTrouble.Restoring);
        if (!replace && await RunAsync(async session => await session.Database.KeyExistsAsync(_keys.Position) || await HasDocumentsAsync(session.Database), ct))
            throw new StoreException($"The desk '{options.Desk}' in Redis at {_link.Where} is not empty. Restore into another desk (Store:Desk), or replace this one with --replace.");
        await RunAsync(session => session.Database.StringSetAsync(_keys.Restoring, "1"), ct);
        await RunAsync(DeleteAllAsync, ct);
    }

    private async Task<bool> HasDocumentsAsync(IDatabase database)
    {
        foreach (var collection in await database.SetMembersAsync(_keys.Collections))
            if (await database.SortedSetLengthAsync(_keys.Ids(collection!)) > 0) return true;
        return false;
    }

    private async Task<bool> DeleteAllAsync(Session session)
    {
        // As text: the client's keys of text and of bytes do not count as the same.
        string[] kept = [_keys.Restoring!, _keys.Layout!];
        foreach (var page in session.Server.Keys(session.Database.Database, _keys.Prefix + "*", DeletedAtOnce).Where(key => !kept.Contains((string)key!)).Chunk(DeletedAtOnce))
            await session.Database.KeyDeleteAsync(page);
        return true;
    }

    private async Task<T> RunAsync<T>(Func<Session, Task<T>> command, CancellationToken ct)
    {
        try
        {
            return await _link.RunAsync(command, AnswerWithin, ct);
        }
        catch (AttemptFailedException e)
        {
            throw e.Error;
        }
    }
}
