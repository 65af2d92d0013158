using StackExchange.Redis;

namespace HelpDesk.Storage.Redis;

/// <summary>One connection of the client, which reconnects by itself, and whether the Redis behind it was found fit since it last did.</summary>
internal sealed class Session : IDisposable
{
    private readonly ConnectionMultiplexer _client;
    private int _connects, _checkedAt = -1;

    private Session(ConnectionMultiplexer client)
    {
        _client = client;
        client.ConnectionFailed += (_, _) => Interlocked.Increment(ref _connects);
        client.ConnectionRestored += (_, _) => Interlocked.Increment(ref _connects);
    }

    public IDatabase Database => _client.GetDatabase();

    public ISubscriber Subscriber => _client.GetSubscriber();

    public IServer Server => _client.GetServer(_client.GetEndPoints()[0]);

    public static async Task<Session> ConnectAsync(ConfigurationOptions options) => new(await ConnectionMultiplexer.ConnectAsync(options));

    /// <summary>Asks Redis what it is, unless that was done since the last connect.</summary>
    public async Task DemandFitnessAsync(string where, bool allowLoss)
    {
        var connects = Volatile.Read(ref _connects);
        if (Volatile.Read(ref _checkedAt) == connects) return;
        new Fitness(await Server.InfoRawAsync() ?? "").Demand(where, allowLoss);
        Volatile.Write(ref _checkedAt, connects);
    }

    public void Dispose() => _client.Dispose();
}
