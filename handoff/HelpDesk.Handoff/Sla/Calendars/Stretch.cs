using System.Runtime.InteropServices;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Calendars;

/// <summary>A stretch of physical time, [<paramref name="Start"/>, <paramref name="End"/>).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Stretch(Instant Start, Instant End)
{
    public Duration Length => End - Start;

    /// <summary>Sorted, without empty ones, with those that touch or overlap joined.</summary>
    public static List<Stretch> Merge(IEnumerable<Stretch> stretches)
    {
        var merged = new List<Stretch>();
        foreach (var next in stretches.Where(s => s.Start < s.End).OrderBy(s => s.Start))
        {
            if (merged.Count > 0 && next.Start <= merged[^1].End)
                merged[^1] = merged[^1] with { End = Instant.Max(merged[^1].End, next.End) };
            else
                merged.Add(next);
        }

        return merged;
    }

    /// <summary>What is left of <paramref name="open"/> outside <paramref name="closed"/>; both merged.</summary>
    public static List<Stretch> Subtract(IReadOnlyList<Stretch> open, IReadOnlyList<Stretch> closed)
    {
        var left = new List<Stretch>(open.Count);
        var first = 0;
        foreach (var stretch in open)
        {
            var from = stretch.Start;
            while (first < closed.Count && closed[first].End <= from)
                first++;
            for (var i = first; i < closed.Count && closed[i].Start < stretch.End; i++)
            {
                if (closed[i].Start > from)
                    left.Add(new(from, closed[i].Start));
                from = Instant.Max(from, closed[i].End);
            }

            if (from < stretch.End)
                left.Add(new(from, stretch.End));
        }

        return left;
    }
}
