using System.Diagnostics;
using System.Globalization;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Benchmarks.Storage;

/// <summary>Ticket commits: one stream check, two events of 256 B, one document of 1 KiB, by writers that each have a ticket of their own.</summary>
internal static class StoreLoad
{
    private static readonly int[] WriterCounts = [1, 8, 64];
    private static readonly byte[] Payload = [(byte)'"', .. Enumerable.Repeat((byte)'x', 1022), (byte)'"'];

    /// <param name="serverTime">The processor time that the store's server has used so far; null where the store is in this process.</param>
    public static async Task MeasureAllAsync(IStore store, Func<TimeSpan>? serverTime, TimeSpan duration, CancellationToken ct)
    {
        await MeasureAsync(store, WriterCounts[^1], null, duration / 4, ct);
        foreach (var writers in WriterCounts)
            Figures.Print($"{writers} writers", await MeasureAsync(store, writers, serverTime, duration, ct));
    }

    public static async Task MeasureReadsAsync(IStore store, TimeSpan duration, CancellationToken ct)
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
        Figures.Print(string.Create(CultureInfo.InvariantCulture, $"feed pages of 100 events ({events / clock.Elapsed.TotalSeconds:n0} events/s)"), new Figures(times, clock.Elapsed));
    }

    private static async Task<Figures> MeasureAsync(IStore store, int writers, Func<TimeSpan>? serverTime, TimeSpan duration, CancellationToken ct)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var (own, server) = (Environment.CpuUsage.TotalTime, serverTime?.Invoke());
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(() => WriteAsync(store, clock, duration, ct), ct)));
        var took = clock.Elapsed;
        return new Figures(times.SelectMany(t => t), took)
        {
            AllocatedBytes = GC.GetTotalAllocatedBytes(precise: true) - allocated,
            OwnProcessor = Environment.CpuUsage.TotalTime - own,
            ServerProcessor = serverTime?.Invoke() - server,
        };
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
}
