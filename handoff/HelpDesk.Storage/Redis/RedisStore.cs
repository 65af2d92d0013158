using System.Globalization;
using HelpDesk.Storage.Backup;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StackExchange.Redis;

namespace HelpDesk.Storage.Redis;

/// <summary>
/// A desk in Redis, for several nodes. A commit is a Lua script, so that all of it happens or nothing; with <c>appendfsync always</c> it is on the disk before it is
/// acknowledged. It comes back by itself after Redis or the network was away.
/// </summary>
public sealed class RedisStore : ICopyableStore
{
    private const int LayoutVersion = 1;
    private static readonly TimeSpan CheckWithin = TimeSpan.FromSeconds(2);

    private readonly Link _link;
    private readonly Keys _keys;
    private readonly Signals _signals;
    private readonly SignalPost _post = new();
    private readonly Reads _reads;
    private readonly FeedNews _feed;
    private readonly CommitLanes _lanes;
    private int _disposed;

    private RedisStore(Link link, Keys keys, long position, RedisStoreOptions options, TimeProvider time, ILogger log)
    {
        (_link, _keys, _signals) = (link, keys, new Signals(log));
        _reads = new Reads(link, keys, options, time);
        _feed = new FeedNews(position, _reads.LookAsync, _signals, options, time, log);
        _lanes = new CommitLanes(link, keys, options, time, _feed.Tell, log);
    }

    /// <summary>Opens a desk and creates it when it is new.</summary>
    /// <exception cref="StoreException">Redis is missing, too old, a replica, a cluster, set to lose data, or has another password.</exception>
    public static async Task<RedisStore> OpenAsync(RedisStoreOptions options, TimeProvider time, ILogger? log, CancellationToken ct)
    {
        log ??= NullLogger.Instance;
        var link = await Link.OpenAsync(options, time, log);
        try
        {
            var keys = new Keys(options.Desk);
            var reads = new Reads(link, keys, options, time);
            await DemandLayoutAsync(reads, link, keys, options, ct);
            var position = await reads.PositionAsync(ct);
            var store = new RedisStore(link, keys, position, options, time, log);
            await link.SubscribeAsync(store.SubscribeAsync);
            log.RedisOpened(link.Where, options.Desk, position);
            return store;
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }
    }

    public Task<CommitResult> CommitAsync(Commit commit, CancellationToken ct)
    {
        CommitRules.Demand(commit);
        return _lanes.CommitAsync(commit, ct);
    }

    public async Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(StreamId stream, long afterVersion, int max, CancellationToken ct)
    {
        CommitRules.Demand(stream);
        return await Open(max).StreamAsync(stream, afterVersion, max, ct);
    }

    public Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken ct)
    {
        CommitRules.Demand(stream);
        return Open().StreamVersionAsync(stream, ct);
    }

    public Task<StoredDocument?> GetAsync(DocumentKey key, Instant now, CancellationToken ct)
    {
        CommitRules.Demand(key);
        return Open().GetAsync(key, now, ct);
    }

    public async Task<IReadOnlyList<StoredDocument>> ListAsync(string collection, string? afterId, int max, Instant now, CancellationToken ct)
    {
        CommitRules.DemandCollection(collection);
        return await Open(max).ListAsync(collection, afterId, max, now, ct);
    }

    public async Task<IReadOnlyList<StoredEvent>> ReadFeedAsync(long afterPosition, int max, CancellationToken ct) =>
        await Open(max).FeedAsync(afterPosition, max, ct);

    public async Task<long> GetFeedPositionAsync(CancellationToken ct) => await Open().PositionAsync(ct);

    public async Task CheckAsync(CancellationToken ct)
    {
        Open();
        try
        {
            await _link.EvaluateAsync(Script.Probe, [_keys.Probe, _keys.Restoring], [], CheckWithin, ct);
        }
        catch (AttemptFailedException e)
        {
            throw e.Error;
        }
    }

    public async Task<IStoreSnapshot> SnapshotAsync(CancellationToken ct) => await RedisSnapshot.BeginAsync(Open(), _keys, ct);

    /// <summary>Reaches the listeners of this process at once, those of other nodes through Redis.</summary>
    public Task NotifyAsync(Signal signal, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        _signals.Raise(signal);
        _link.Publish(_keys.SignalChannel, _post.Write(signal));
        return Task.CompletedTask;
    }

    public IDisposable Listen(string topic, Action<Signal> handler) => _signals.Listen(topic, handler);

    /// <summary>Sends the commits that were accepted, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _lanes.DisposeAsync();
        await _feed.DisposeAsync();
        await _link.DisposeAsync();
    }

    private Reads Open(int max = 1)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        return _reads;
    }

    private async Task SubscribeAsync(ISubscriber subscriber)
    {
        await subscriber.SubscribeAsync(new RedisChannel(_keys.FeedChannel, RedisChannel.PatternMode.Literal), (_, position) =>
        {
            if (long.TryParse((string?)position, NumberStyles.None, CultureInfo.InvariantCulture, out var newest)) _feed.Tell(newest);
        });
        await subscriber.SubscribeAsync(new RedisChannel(_keys.SignalChannel, RedisChannel.PatternMode.Literal), (_, message) =>
        {
            if (_post.TryRead(message, out var signal)) _signals.Raise(signal);
        });
    }

    /// <summary>Waits a while for a Redis that is still loading its data.</summary>
    private static async Task DemandLayoutAsync(Reads reads, Link link, Keys keys, RedisStoreOptions options, CancellationToken ct)
    {
        var found = await reads.RunAsync(async database =>
        {
            await database.StringSetAsync(keys.Layout, LayoutVersion, when: When.NotExists);
            return (long?)await database.StringGetAsync(keys.Layout);
        }, ct);
        if (found != LayoutVersion)
            throw new StoreException($"The desk '{options.Desk}' in Redis at {link.Where} was written by a newer HelpDesk (layout {found}; this one knows {LayoutVersion}). Run the newer one, or set Store:Desk to another name.");
    }
}
