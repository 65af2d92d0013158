using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace HelpDesk.Benchmarks.Handoff;

/// <summary>
/// One action's times, and what stood behind the slowest: garbage collection, compilation, or a processor that somebody else had. A time without any
/// of these is the action's own.
/// </summary>
internal sealed class Samples
{
    private const int Shown = 4;

    private readonly Sample[] _taken;
    private readonly long _allocated;
    private readonly int[] _collections;

    private Samples(Sample[] taken, long allocated, int[] collections) => (_taken, _allocated, _collections) = (taken, allocated, collections);

    /// <param name="warmUp">How often it is done before it is timed.</param>
    /// <param name="prepare">Before each, not timed; hears which one.</param>
    public static Samples Take(int warmUp, int count, Action<int> prepare, Action act)
    {
        for (var i = 0; i < warmUp; i++)
        {
            prepare(i);
            act();
        }
        var taken = new Sample[count];
        var (allocated, collections) = (0L, Collections());
        for (var i = 0; i < count; i++)
        {
            prepare(warmUp + i);
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            taken[i] = Sample.Of(act);
            allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
        }
        return new([.. taken.OrderBy(s => s.Wall)], allocated, [.. Collections().Zip(collections, (after, before) => after - before)]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"p50 {At(50)} us, p99 {At(99)} us, p99.9 {At(99.9)} us, max {At(100)} us; {_allocated / _taken.Length:N0} bytes each, collections {string.Join('/', _collections)}{Environment.NewLine}    slowest: {string.Join("; ", _taken.TakeLast(Shown).Reverse())}");

    private string At(double percent) =>
        _taken[Math.Min(_taken.Length - 1, (int)(_taken.Length * percent / 100))].Wall.TotalMicroseconds.ToString("N0", CultureInfo.InvariantCulture);

    private static int[] Collections() => [.. Enumerable.Range(0, GC.MaxGeneration + 1).Select(GC.CollectionCount)];

    /// <param name="Processor">Of the whole process: more than the wall's when others of its threads worked beside it, less when it had to wait.</param>
    private sealed record Sample(TimeSpan Wall, TimeSpan Processor, TimeSpan Collecting, TimeSpan Compiling)
    {
        public static Sample Of(Action act)
        {
            var (processor, collecting, compiling) = (Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration(), JitInfo.GetCompilationTime(currentThread: true));
            var begin = Stopwatch.GetTimestamp();
            act();
            var wall = Stopwatch.GetElapsedTime(begin);
            return new(wall, Environment.CpuUsage.TotalTime - processor, GC.GetTotalPauseDuration() - collecting, JitInfo.GetCompilationTime(currentThread: true) - compiling);
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Wall.TotalMicroseconds:N0} us (processor {Processor.TotalMicroseconds:N0}, collecting {Collecting.TotalMicroseconds:N0}, compiling {Compiling.TotalMicroseconds:N0})");
    }
}
