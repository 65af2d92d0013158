using System.Diagnostics;
using System.Globalization;
using HelpDesk.Storage.Redis;
using StackExchange.Redis;

namespace HelpDesk.Benchmarks.Storage;

/// <summary>The Redis store beside what Redis itself can do: bare Lua calls, pipelined, one that does nothing and one that writes as many bytes as a commit.</summary>
internal static class RedisBenchmark
{
    private const int InFlight = 64;
    private const string WriteScript = "redis.call('RPUSH', KEYS[1], ARGV[1], ARGV[1]) redis.call('HSET', KEYS[2], 'a', ARGV[2]) return 1";

    public static async Task RunAsync(string folder, string appendfsync, int lanes, TimeSpan duration, CancellationToken ct)
    {
        using var redis = await RedisProcess.StartAsync(folder, appendfsync, ct);
        Console.WriteLine($"Redis, appendfsync {appendfsync}, {lanes} lanes");
        using (var client = await ConnectionMultiplexer.ConnectAsync(redis.Connection + ",allowAdmin=true"))
            await MeasureLuaAsync(client, duration, ct);
        var options = new RedisStoreOptions(redis.Connection) { Lanes = lanes };
        await using var store = await RedisStore.OpenAsync(options, TimeProvider.System, null, ct);
        await StoreLoad.MeasureAllAsync(store, () => redis.Processor, duration, ct);
        await PrintSizeAsync(redis, folder, await store.GetFeedPositionAsync(ct), ct);
        await StoreLoad.MeasureReadsAsync(store, duration, ct);
    }

    private static async Task MeasureLuaAsync(ConnectionMultiplexer client, TimeSpan duration, CancellationToken ct)
    {
        var database = client.GetDatabase();
        var server = client.GetServer(client.GetEndPoints()[0]);
        var nothing = await server.ScriptLoadAsync("return 1");
        var write = await server.ScriptLoadAsync(WriteScript);
        var (small, large) = (new byte[300], new byte[1040]);
        await PrintLuaAsync("bare Lua, return 1, 64 callers", () => database.ScriptEvaluateAsync(nothing), duration, ct);
        await PrintLuaAsync("bare Lua, the bytes of a commit, 64 callers", () => database.ScriptEvaluateAsync(write, ["raw:list", "raw:hash"], [small, large]), duration, ct);
        await database.KeyDeleteAsync(["raw:list", "raw:hash"]);
    }

    private static async Task PrintLuaAsync(string what, Func<Task> call, TimeSpan duration, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            var calls = 0;
            for (; clock.Elapsed < duration; calls++) await call();
            return calls;
        }, ct)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-58} {counts.Sum() / clock.Elapsed.TotalSeconds,9:n0}/s"));
    }

    private static async Task PrintSizeAsync(RedisProcess redis, string folder, long events, CancellationToken ct)
    {
        using var client = await ConnectionMultiplexer.ConnectAsync(redis.Connection + ",allowAdmin=true");
        var info = await client.GetServer(client.GetEndPoints()[0]).InfoRawAsync("memory") ?? "";
        var memory = long.Parse(info.Split('\n').First(l => l.StartsWith("used_memory:", StringComparison.Ordinal))[12..].Trim(), CultureInfo.InvariantCulture);
        var disk = new DirectoryInfo(folder).EnumerateFiles("*aof*", SearchOption.AllDirectories).Sum(f => f.Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"per event of 256 B (and half a document of 1 KiB)",-58} {(double)memory / events,9:n0} B of memory, {(double)disk / events:n0} B of append-only file before a rewrite"));
    }
}
