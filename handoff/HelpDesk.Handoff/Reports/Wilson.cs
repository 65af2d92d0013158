namespace HelpDesk.Handoff.Reports;

/// <summary>The Wilson score interval: where the true share lies, with 95% confidence, when only so many were seen.</summary>
public static class Wilson
{
    private const double Z = 1.959963984540054;

    public static (double Low, double High) Interval(int hits, int of)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(of);
        var (n, p) = ((double)of, (double)hits / of);
        var middle = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z / (1 + (Z * Z / n)) * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        // At the ends the exact bound is 0 or 1; rounding must not push it past.
        return (hits == 0 ? 0 : middle - half, hits == of ? 1 : middle + half);
    }
}
