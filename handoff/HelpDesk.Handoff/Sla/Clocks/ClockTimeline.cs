using System.Collections.Immutable;
using HelpDesk.Handoff.Sla.Calendars;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Clocks;

public enum SegmentKind
{
    Running,
    Paused,

    /// <summary>The calendar was closed.</summary>
    Closed,

    /// <summary>Between an end and a reopening.</summary>
    Ended,

    /// <summary>A moment: priority or plan changed.</summary>
    Change,
}

/// <summary>A piece of a clock's time, without gaps to the next.</summary>
/// <param name="Counted">What it used of the target; zero unless running.</param>
/// <param name="Reason">Of a pause.</param>
/// <param name="Terms">Of a change.</param>
public sealed record Segment(Instant Start, Instant End, SegmentKind Kind, Duration Counted, WaitingFor? Reason = null, TermsChange? Terms = null);

/// <summary>A clock's story as pieces.</summary>
public static class ClockTimeline
{
    /// <summary>From its start to its end, or to <paramref name="until"/> while it runs.</summary>
    public static ImmutableArray<Segment> Timeline(this Clock clock, Instant until)
    {
        var segments = new List<Segment>();
        foreach (var stint in clock.Stints)
        {
            if (segments.Count > 0 && segments[^1].End < stint.Start)
                segments.Add(new(segments[^1].End, stint.Start, SegmentKind.Ended, Duration.Zero));
            Run(clock, stint.Start, stint.Ended ?? Instant.Max(until, stint.Start), segments);
        }

        return [.. WithChanges(segments, clock.Changes.Skip(1))];
    }

    private static void Run(Clock clock, Instant from, Instant to, List<Segment> segments)
    {
        foreach (var (pause, reason) in clock.Pauses)
        {
            if (pause.End <= from || pause.Start >= to)
                continue;
            Hours(clock.Calendar, from, Instant.Max(from, pause.Start), segments);
            var end = Instant.Min(pause.End, to);
            segments.Add(new(Instant.Max(from, pause.Start), end, SegmentKind.Paused, Duration.Zero, reason));
            from = end;
        }

        Hours(clock.Calendar, from, to, segments);
    }

    private static void Hours(BusinessCalendar calendar, Instant from, Instant to, List<Segment> segments)
    {
        foreach (var open in calendar.Open(from, to))
        {
            Closed(open.Start);
            segments.Add(new(open.Start, open.End, SegmentKind.Running, open.Length));
            from = open.End;
        }

        Closed(to);

        void Closed(Instant end)
        {
            if (from < end)
                segments.Add(new(from, end, SegmentKind.Closed, Duration.Zero));
        }
    }

    private static IEnumerable<Segment> WithChanges(List<Segment> segments, IEnumerable<TermsChange> changes)
    {
        var waiting = new Queue<TermsChange>(changes);
        foreach (var segment in segments)
        {
            var rest = segment;
            while (waiting.TryPeek(out var change) && change.At < rest.End)
            {
                waiting.Dequeue();
                if (change.At > rest.Start)
                    yield return Cut(rest, rest.Start, change.At);
                yield return new(Instant.Max(change.At, rest.Start), Instant.Max(change.At, rest.Start), SegmentKind.Change, Duration.Zero, Terms: change);
                rest = Cut(rest, Instant.Max(change.At, rest.Start), rest.End);
            }

            yield return rest;
        }

        foreach (var change in waiting)
            yield return new(change.At, change.At, SegmentKind.Change, Duration.Zero, Terms: change);
    }

    private static Segment Cut(Segment segment, Instant start, Instant end) =>
        segment with { Start = start, End = end, Counted = segment.Kind == SegmentKind.Running ? end - start : Duration.Zero };
}
