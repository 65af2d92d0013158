namespace HelpDesk.Handoff.Reports;

/// <summary>A measured value, honest about how much stands behind it.</summary>
/// <param name="N">How many tickets (or ratings) it is made of; with none there is no value, never a zero.</param>
/// <param name="Value">In the definition's unit.</param>
/// <param name="Low">For shares: the lower end of the 95% Wilson interval.</param>
/// <param name="Median">For times, as one long ticket moves a mean.</param>
public sealed record Measure(MeasureDefinition Definition, int N, double? Value, double? Low = null, double? High = null, double? Median = null)
{
    /// <summary>Below this many, the bounds are shown beside the value.</summary>
    public const int SmallBelow = 30;

    public bool IsSmall => N < SmallBelow;

    /// <summary>Null where there is no target or no value.</summary>
    public bool? MeetsTarget => Definition.Target.IsSet && Value is { } value ? Definition.Target.IsMetBy(value) : null;

    public static Measure Share(MeasureDefinition definition, int hits, int of)
    {
        if (of == 0) return new(definition, 0, null);
        var (low, high) = Wilson.Interval(hits, of);
        return new(definition, of, (double)hits / of, low, high);
    }

    public static Measure Mean(MeasureDefinition definition, IReadOnlyList<double> values)
    {
        if (values.Count == 0) return new(definition, 0, null);
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new(definition, sorted.Count, sorted.Average(), Median: median);
    }
}
