using System.Collections.Immutable;

namespace HelpDesk.Handoff.Sla.Calendars;

/// <summary>What an iCal text says that is wrong or not understood.</summary>
/// <param name="Line">From 1.</param>
public sealed record IcalProblem(int Line, string Problem);

/// <summary>
/// The closing times in an iCal text (RFC 5545): VEVENT with DTSTART, DTEND or DURATION, yearly RRULE, EXDATE. Descriptions, VTIMEZONE and
/// VALARM change nothing and are passed over; TRANSP too, because public holiday files mark their days as free. Everything else is a problem.
/// </summary>
public sealed record IcalCalendar(ImmutableArray<IcalEvent> Events, ImmutableArray<IcalProblem> Problems)
{
    public static IcalCalendar Read(string text)
    {
        var problems = new List<IcalProblem>();
        var events = new List<IcalEvent>();
        var open = new Stack<IcalLine>();
        IcalEventReader? current = null;
        foreach (var (number, raw) in IcalLine.Unfold(text))
        {
            if (IcalLine.Parse(number, raw) is not { } line)
                problems.Add(new(number, "not a content line (NAME:value)"));
            else if (line.Name == "BEGIN")
            {
                open.Push(line);
                if (Component(line) is "VEVENT")
                    current = new(number, problems);
                else if (Component(line) is not ("VCALENDAR" or "VTIMEZONE" or "STANDARD" or "DAYLIGHT" or "VALARM"))
                    problems.Add(new(number, $"{Component(line)} is not supported; only VEVENT closes a calendar"));
            }
            else if (line.Name == "END")
            {
                if (!open.TryPop(out var begun) || Component(begun) != Component(line))
                    problems.Add(new(number, $"END:{line.Value} without its BEGIN"));
                else if (Component(line) == "VEVENT" && current?.Finish() is { } read)
                    events.Add(read);
            }
            else if (open.TryPeek(out var inside) && Component(inside) == "VEVENT")
                current?.Take(line);
            else if (open.Count == 0)
                problems.Add(new(number, $"{line.Name} outside BEGIN:VCALENDAR"));
        }

        problems.AddRange(open.Select(line => new IcalProblem(line.Number, $"BEGIN:{line.Value} is never ended")));
        if (events.Count == 0 && problems.Count == 0 && !text.Contains("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
            problems.Add(new(1, "no BEGIN:VCALENDAR: this is not an iCal text"));
        return new([.. events], [.. problems.OrderBy(p => p.Line)]);
    }

    private static string Component(IcalLine line) => line.Value.Trim().ToUpperInvariant();
}
