using System.Diagnostics;
using System.Globalization;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using NodaTime;

namespace HelpDesk.Benchmarks.Storage;

/// <summary>Durable ticket commits by 64 writers (one stream check, two events, one document of 1 KiB), beside what the disk itself can flush.</summary>
public static class StoreBenchmark
{
    private const int Writers = 64;
    private static readonly byte[] Payload = [(byte)'"', .. Enumerable.Repeat((byte)'x', 1022), (byte)'"'];

    /// <param name="parent">On the disk to measure; a folder is created in it and removed again.</param>
    /// <param name="duration">Of each measurement; there is a warm-up of a quarter of it.</param>
    /// <param name="ct">Ends it early.</param>
    public static async Task RunAsync(string parent, TimeSpan duration, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"store-benchmark-{Guid.NewGuid():N}")).FullName;
        try
        {
            Print("disk: write 4 KiB and flush", MeasureDisk(folder, duration));
            await using var store = await SqliteStore.OpenAsync(folder, StoreAccess.Host, TimeProvider.System, null, ct);
            await MeasureAsync(store, Writers, duration / 4, ct);
            foreach (var writers in new[] { 1, Writers })
                Print($"{writers} writers", await MeasureAsync(store, writers, duration, ct));
            await MeasureReadsAsync(store, duration, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed record Figures(int Count, TimeSpan Took, long AllocatedBytes, double[] SortedMilliseconds);

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
        return new Figures(times.Count, clock.Elapsed, 0, [.. times.Order()]);
    }

    private static async Task<Figures> MeasureAsync(IStore store, int writers, TimeSpan duration, CancellationToken ct)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(() => WriteAsync(store, clock, duration, ct), ct)));
        var took = clock.Elapsed;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        double[] all = [.. times.SelectMany(t => t).Order()];
        return new Figures(all.Length, took, allocated, all);
    }

    private static async Task<List<double>> WriteAsync(IStore store, Stopwatch clock, TimeSpan duration, CancellationToken ct)
    {
        var times = new List<double>(capacity: 65_536);
        var ticket = Guid.NewGuid().ToString("N");
        var stream = new StreamId("ticket/" + ticket);
        var happened = new NewEvent("ticket-changed", 1, Payload.AsMemory(0, 256), Instant.FromUnixTimeTicks(0));
        for (long version = 0; clock.Elapsed < duration; version += 2)
        {
            var start = Stopwatch.GetTimestamp();
            var result = await store.CommitAsync(new Commit(Instant.FromUnixTimeTicks(0))
            {
                Checks = [new Check.StreamAt(stream, version)],
                Writes = [new Write.Append(stream, [happened, happened]), new Write.Put(new DocumentKey("ticket", ticket), Payload)],
            }, ct);
            if (result is not CommitResult.Committed)
                throw new InvalidOperationException("A writer alone on its stream had a conflict.");
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return times;
    }

    private static async Task MeasureReadsAsync(IStore store, TimeSpan duration, CancellationToken ct)
    {
        var times = new List<double>();
        long position = 0;
        var events = 0;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < duration)
        {
            var start = Stopwatch.GetTimestamp();
            var page = await store.ReadFeedAsync(position, 100, ct);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            events += page.Count;
            position = page.Count == 0 ? 0 : page[^1].Position;
        }
        Print($"feed pages of 100 events ({events / clock.Elapsed.TotalSeconds:n0} events/s)", new Figures(times.Count, clock.Elapsed, 0, [.. times.Order()]));
    }

    private static void Print(string what, Figures figures) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what,-58} {figures.Count / figures.Took.TotalSeconds,9:n0}/s   p50 {At(figures, 0.5):0.00} ms   p99 {At(figures, 0.99):0.00} ms   {(double)figures.AllocatedBytes / figures.Count:n0} B each"));

    private static double At(Figures figures, double share) => figures.SortedMilliseconds[(int)(share * (figures.SortedMilliseconds.Length - 1))];
}
