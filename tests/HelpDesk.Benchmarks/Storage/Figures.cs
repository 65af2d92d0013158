using System.Globalization;

namespace HelpDesk.Benchmarks.Storage;

/// <summary>How long each of many things took, in milliseconds, and all of them together.</summary>
internal sealed class Figures(IEnumerable<double> milliseconds, TimeSpan took)
{
    private readonly double[] _sorted = [.. milliseconds.Order()];

    public long AllocatedBytes { get; init; }

    public TimeSpan OwnProcessor { get; init; }

    /// <summary>Null where there is no server.</summary>
    public TimeSpan? ServerProcessor { get; init; }

    public static void Print(string what, Figures figures) => Console.WriteLine($"{what,-58} {figures}");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{_sorted.Length / took.TotalSeconds,9:n0}/s   p50 {At(0.5):0.00} ms   p99 {At(0.99):0.00} ms{Costs()}");

    private string Costs() => AllocatedBytes == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
        $"   {(double)AllocatedBytes / _sorted.Length:n0} B allocated   {Each(OwnProcessor):0.0} µs here{(ServerProcessor is { } server ? string.Create(CultureInfo.InvariantCulture, $", {Each(server):0.0} µs in the server") : "")}");

    private double Each(TimeSpan processor) => processor.TotalMicroseconds / _sorted.Length;

    private double At(double share) => _sorted[(int)(share * (_sorted.Length - 1))];
}
