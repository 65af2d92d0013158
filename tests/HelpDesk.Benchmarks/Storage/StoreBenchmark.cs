using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Benchmarks.Storage;

/// <summary><c>store</c>: durable ticket commits on both stores, beside what the disk can flush and what Redis can do at all.</summary>
public static class StoreBenchmark
{
    public static Command Build()
    {
        var folder = new Option<DirectoryInfo>("--folder") { Description = "On the disk to measure.", DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()) };
        var seconds = new Option<int>("--seconds") { Description = "Of each measurement.", DefaultValueFactory = _ => 10 };
        var only = new Option<string>("--only") { Description = "One of the two stores." };
        only.AcceptOnlyFromAmong("sqlite", "redis");
        var fsync = new Option<string>("--appendfsync") { Description = "When Redis flushes to the disk.", DefaultValueFactory = _ => "always" };
        fsync.AcceptOnlyFromAmong("always", "everysec", "no");
        var lanes = new Option<int>("--lanes") { Description = "Batches on their way to Redis at once.", DefaultValueFactory = _ => new HelpDesk.Storage.Redis.RedisStoreOptions("").Lanes };
        var command = new Command("store", "Durable commits by 1, 8 and 64 writers on SQLite and Redis (redis-server is taken from the path).") { folder, seconds, only, fsync, lanes };
        command.SetAction((parsed, ct) => InFolderAsync(parsed.GetRequiredValue(folder).FullName, async path =>
        {
            var duration = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            Figures.Print("disk: write 4 KiB and flush", MeasureDisk(path, duration));
            if (parsed.GetValue(only) != "redis") await MeasureSqliteAsync(path, duration, ct);
            if (parsed.GetValue(only) != "sqlite") await RedisBenchmark.RunAsync(path, parsed.GetRequiredValue(fsync), parsed.GetValue(lanes), duration, ct);
        }));
        return command;
    }

    /// <summary>Of both stores, each as durable as a desk demands.</summary>
    internal static Task CommitsAsync(string parent, TimeSpan duration, CancellationToken ct) => InFolderAsync(parent, async path =>
    {
        await MeasureSqliteAsync(path, duration, ct);
        await RedisBenchmark.RunAsync(path, "always", new HelpDesk.Storage.Redis.RedisStoreOptions("").Lanes, duration, ct);
    });

    private static async Task InFolderAsync(string parent, Func<string, Task> measure)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"store-benchmark-{Guid.NewGuid():N}")).FullName;
        try
        {
            await measure(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureSqliteAsync(string folder, TimeSpan duration, CancellationToken ct)
    {
        Console.WriteLine("SQLite, synchronous FULL");
        await using (var store = await SqliteStore.OpenAsync(folder, StoreAccess.Host, TimeProvider.System, null, ct))
        {
            await StoreLoad.MeasureAllAsync(store, null, duration, ct);
            PrintSize(folder, await store.GetFeedPositionAsync(ct));
            await StoreLoad.MeasureReadsAsync(store, duration, ct);
        }
    }

    private static void PrintSize(string folder, long events)
    {
        var file = new FileInfo(Path.Combine(folder, SqliteStore.FileName)).Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"per event of 256 B (and half a document of 1 KiB)",-58} {(double)file / events,9:n0} B of file"));
    }

    private static Figures MeasureDisk(string folder, TimeSpan duration)
    {
        using var file = File.OpenHandle(Path.Combine(folder, "flushed"), FileMode.CreateNew, FileAccess.Write);
        var block = new byte[4096];
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        for (long offset = 0; clock.Elapsed < duration; offset += block.Length)
        {
            var start = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, block, offset);
            RandomAccess.FlushToDisk(file);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return new Figures(times, clock.Elapsed);
    }
}
