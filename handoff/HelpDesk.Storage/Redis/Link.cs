using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace HelpDesk.Storage.Redis;

/// <summary>
/// The way to Redis. The client reconnects when a connection breaks; one that only falls silent (a split network sends no farewell) is replaced here by a new one.
/// Every failure comes out as <see cref="AttemptFailedException"/>.
/// </summary>
internal sealed class Link : IAsyncDisposable
{
    private const int ConnectMilliseconds = 3000, ReconnectMilliseconds = 500;

    /// <summary>The client is given this long to reconnect by itself.</summary>
    private static readonly TimeSpan ReplacedAfter = TimeSpan.FromSeconds(1);

    private readonly ConfigurationOptions _configuration;
    private readonly RedisStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _replacing = new(1);
    private Session _session;
    private long _failingSince;
    private volatile StoreException? _refused;
    private Func<ISubscriber, Task> _subscribe = _ => Task.CompletedTask;

    private Link(ConfigurationOptions configuration, Session session, RedisStoreOptions options, TimeProvider time, ILogger log) =>
        (_configuration, _session, _options, _time, _log, Where) = (configuration, session, options, time, log, Name(configuration));

    /// <summary>Hosts and ports, never the password.</summary>
    public string Where { get; }

    /// <exception cref="StoreException">Nobody answers, the password is wrong, or the connection string is none.</exception>
    public static async Task<Link> OpenAsync(RedisStoreOptions options, TimeProvider time, ILogger log)
    {
        var configuration = ReadConnectionString(options.Connection);
        try
        {
            return new Link(configuration, await Session.ConnectAsync(configuration), options, time, log);
        }
        catch (RedisConnectionException e)
        {
            throw Failure.Of(e, Name(configuration)).Error;
        }
    }

    /// <summary>Subscribes now and on every connection that replaces this one.</summary>
    public async Task SubscribeAsync(Func<ISubscriber, Task> subscribe)
    {
        _subscribe = subscribe;
        await subscribe(_session.Subscriber);
    }

    /// <summary>Sends and forgets; lost when there is no connection.</summary>
    public void Publish(string channel, byte[] message)
    {
        try
        {
            _ = _session.Subscriber.Publish(new RedisChannel(channel, RedisChannel.PatternMode.Literal), message, CommandFlags.FireAndForget);
        }
        catch (RedisConnectionException)
        {
            // A signal is lossy; whoever needs more polls.
        }
        catch (ObjectDisposedException)
        {
            // The connection is being replaced.
        }
    }

    public Task<RedisResult> EvaluateAsync(Script script, RedisKey[] keys, RedisValue[] values, TimeSpan within, CancellationToken ct) =>
        RunAsync(session => EvaluateAsync(session, script, keys, values), within, ct);

    /// <summary>One attempt, on a Redis that is fit. No answer within <paramref name="within"/> replaces the connection.</summary>
    /// <exception cref="AttemptFailedException">It failed; it says whether it may have been executed and whether to try again.</exception>
    public async Task<T> RunAsync<T>(Func<Session, Task<T>> command, TimeSpan within, CancellationToken ct)
    {
        var session = Volatile.Read(ref _session);
        var running = RunFitAsync(session, command);
        try
        {
            return await running.WaitAsync(within, _time, ct);
        }
        catch (TimeoutException e)
        {
            _ = running.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            _ = ReplaceAsync(session);
            throw Failure.NoAnswer(Where, within, e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _replacing.WaitAsync();
        _session.Dispose();
        _replacing.Release();
    }

    private async Task<T> RunFitAsync<T>(Session session, Func<Session, Task<T>> command)
    {
        try
        {
            await session.DemandFitnessAsync(Where, _options.AllowLoss);
            var result = await command(session);
            if (Volatile.Read(ref _failingSince) != 0) Volatile.Write(ref _failingSince, 0);
            _refused = null;
            return result;
        }
        catch (StoreException unfit)
        {
            throw new AttemptFailedException(unfit, mayHaveArrived: false, passes: false);
        }
        catch (RedisServerException e)
        {
            throw Failure.Of(e, Where);
        }
        catch (RedisConnectionException e)
        {
            NoteBroken(session);
            var failure = Failure.Of(e, Where);
            // The client only says that it has no connection; the attempt at a new one knows why.
            throw _refused is { } refused && !failure.MayHaveArrived ? new AttemptFailedException(refused, mayHaveArrived: false, passes: false) : failure;
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException or OperationCanceledException or IOException or SocketException)
        {
            // A connection that was replaced gives up what was on it.
            throw Failure.NoAnswer(Where, _options.AnswerWithin, e);
        }
    }

    private void NoteBroken(Session session)
    {
        var now = _time.GetTimestamp();
        var since = Interlocked.CompareExchange(ref _failingSince, now, 0);
        if (since == 0 || _time.GetElapsedTime(since, now) < ReplacedAfter) return;
        Volatile.Write(ref _failingSince, 0);
        _ = ReplaceAsync(session);
    }

    private static async Task<RedisResult> EvaluateAsync(Session session, Script script, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await session.Database.ScriptEvaluateAsync(script.Hash, keys, values);
        }
        catch (RedisServerException e) when (e.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            await session.Server.ScriptLoadAsync(script.Text);
            return await session.Database.ScriptEvaluateAsync(script.Hash, keys, values);
        }
    }

    /// <summary>Whoever comes second finds it done.</summary>
    private async Task ReplaceAsync(Session silent)
    {
        if (!await _replacing.WaitAsync(0)) return;
        try
        {
            if (_session != silent) return;
            var next = await Session.ConnectAsync(_configuration);
            _refused = null;
            await _subscribe(next.Subscriber);
            Volatile.Write(ref _session, next);
            _log.ConnectionReplaced(Where);
            silent.Dispose();
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException or IOException or SocketException)
        {
            _refused = e is RedisConnectionException broken && Failure.Of(broken, Where) is { Passes: false } refusal ? refusal.Error : null;
            _log.ConnectionNotReplaced(Where);
        }
        finally
        {
            _replacing.Release();
        }
    }

    private static ConfigurationOptions ReadConnectionString(string connection)
    {
        try
        {
            var options = ConfigurationOptions.Parse(connection);
            if (options.EndPoints.Count != 1) throw new ArgumentException("It must name one host.", nameof(connection));
            options.ClientName ??= "helpdesk";
            options.AbortOnConnectFail = true;
            options.AllowAdmin = true; // The client calls INFO an administrator's command.
            if (!connection.Contains("connectTimeout", StringComparison.OrdinalIgnoreCase)) options.ConnectTimeout = ConnectMilliseconds;
            options.ReconnectRetryPolicy = new LinearRetry(ReconnectMilliseconds);
            return options;
        }
        catch (ArgumentException e)
        {
            // The client's text may repeat a part of the string, and that may be the password.
            throw new StoreException("Store:Redis is no connection string with one host. Write it like redis.example.com:6379,password=…,ssl=true.", e.InnerException, StoreTrouble.Unfit);
        }
    }

    private static string Name(ConfigurationOptions options) => string.Join(", ", options.EndPoints.Select(Name));

    private static string Name(System.Net.EndPoint endPoint) => endPoint is System.Net.DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : endPoint.ToString()!;
}
