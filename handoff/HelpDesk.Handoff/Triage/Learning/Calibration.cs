namespace HelpDesk.Handoff.Triage.Learning;

/// <summary>Temperature scaling: one number that makes the confidence of held-out lines agree with how often they were right.</summary>
internal static class Calibration
{
    private const float Coldest = 0.2f;
    private const float Hottest = 5f;
    private const int Steps = 30;
    private const int Bins = 10;
    private static readonly float Golden = (MathF.Sqrt(5) - 1) / 2;

    /// <summary>The temperature under which the true labels are likeliest, by golden-section search: the loss has one valley.</summary>
    public static float Fit(IReadOnlyList<Trial> tried)
    {
        var (low, high) = (Coldest, Hottest);
        for (var step = 0; step < Steps; step++)
        {
            var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
            if (Loss(tried, left) <= Loss(tried, right))
                high = right;
            else
                low = left;
        }
        return (low + high) / 2;
    }

    public static double ErrorOf(IReadOnlyList<Trial> tried, float temperature) => tried
        .Select(t => (Confidence: t.Chances(temperature)[t.Best], IsRight: t.Best == t.Truth))
        .GroupBy(t => Math.Min(Bins - 1, (int)(t.Confidence * Bins)))
        .Sum(bin => Math.Abs(bin.Average(t => t.Confidence) - bin.Average(t => t.IsRight ? 1.0 : 0.0)) * bin.Count() / tried.Count);

    private static double Loss(IReadOnlyList<Trial> tried, float temperature) =>
        tried.Sum(t => -Math.Log(Math.Max(1e-9, t.Chances(temperature)[t.Truth])));
}
