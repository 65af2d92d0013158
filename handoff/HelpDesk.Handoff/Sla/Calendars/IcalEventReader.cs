using System.Collections.Frozen;
using NodaTime;
using NodaTime.Text;

namespace HelpDesk.Handoff.Sla.Calendars;

/// <summary>Collects one VEVENT's lines and makes the event of them, or says what is wrong with each.</summary>
internal sealed class IcalEventReader(int begin, List<IcalProblem> problems)
{
    private const int LongestDays = 366;

    private static readonly FrozenSet<string> Descriptive = new[]
    {
        "UID", "DTSTAMP", "SUMMARY", "DESCRIPTION", "CATEGORIES", "CLASS", "COMMENT", "CONTACT", "CREATED", "LAST-MODIFIED", "LOCATION", "GEO", "ORGANIZER",
        "ATTENDEE", "PRIORITY", "SEQUENCE", "TRANSP", "URL", "ATTACH", "RESOURCES", "RELATED-TO", "REQUEST-STATUS", "COLOR", "IMAGE", "CONFERENCE",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly int _problemsBefore = problems.Count;
    private readonly List<(int Line, IcalTime Time)> _exceptions = [];
    private IcalTime? _start;
    private IcalTime? _end;
    private Period? _duration;
    private IcalRule? _rule;
    private string _summary = "";
    private bool _cancelled;
    private bool _started;

    public void Take(IcalLine line)
    {
        switch (line.Name)
        {
            case "DTSTART": (_started, _start) = (true, Time(line, line.Value)); break;
            case "DTEND": _end = Time(line, line.Value); break;
            case "DURATION": _duration = Length(line); break;
            case "RRULE" when _rule is null: _rule = IcalRuleReader.Read(line, problems); break;
            case "EXDATE": _exceptions.AddRange(line.Value.Split(',').Select(v => Time(line, v)).OfType<IcalTime>().Select(t => (line.Number, t))); break;
            case "STATUS": _cancelled = line.Value.Trim().Equals("CANCELLED", StringComparison.OrdinalIgnoreCase); break;
            case "SUMMARY": _summary = line.Value; break;
            default:
                if (!Descriptive.Contains(line.Name) && !line.Name.StartsWith("X-", StringComparison.Ordinal))
                    problems.Add(new(line.Number, $"{line.Name} is not supported here; it could change when the desk is closed"));
                break;
        }
    }

    /// <summary>Null for a cancelled event, and where a problem was found.</summary>
    public IcalEvent? Finish()
    {
        if (_start is not { } start)
        {
            if (!_started)
                problems.Add(new(begin, "an event without a DTSTART"));
        }
        else if (EndOf(start) is not { } end)
            problems.Add(new(begin, "an event with times needs a DTEND or a DURATION"));
        else if (end <= start.Wall)
            problems.Add(new(begin, "the event ends before it starts"));
        else if (Period.DaysBetween(start.Wall.Date, end.Date) > LongestDays)
            problems.Add(new(begin, $"the event is longer than {LongestDays} days"));
        else if (_end is { } stated && stated.IsDate != start.IsDate)
            problems.Add(new(begin, "DTSTART and DTEND must both be dates or both have times"));
        else if (_end is { } other && other.Zone is null != start.Zone is null)
            problems.Add(new(begin, "DTSTART and DTEND must both have a time zone or both have none"));
        else if (problems.Count == _problemsBefore && !_cancelled)
        {
            return new(begin, _summary, start.IsDate, start.Wall, end, start.Zone)
            {
                Rule = _rule,
                Exceptions = _exceptions.Select(e => e.Time.IsDate ? e.Time.Wall.Date + start.Wall.TimeOfDay : e.Time.WallIn(start.Zone)).ToFrozenSet(),
            };
        }

        return null;
    }

    private LocalDateTime? EndOf(IcalTime start) =>
        _end is { } end ? end.WallIn(start.Zone)
        : _duration is { } duration ? start.Wall + duration
        : start.IsDate ? start.Wall.PlusDays(1)
        : null;

    private IcalTime? Time(IcalLine line, string value)
    {
        var time = IcalTime.Parse(value.Trim(), line.Parameters.GetValueOrDefault("TZID"), out var problem);
        if (time is null)
            problems.Add(new(line.Number, $"{line.Name}: {problem}"));
        return time;
    }

    private Period? Length(IcalLine line)
    {
        if (PeriodPattern.Roundtrip.Parse(line.Value.Trim().TrimStart('+')).TryGetValue(Period.Zero, out var period))
            return period;
        problems.Add(new(line.Number, $"DURATION: '{line.Value}' is no duration such as P1D or PT4H"));
        return null;
    }
}
