using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Calendars;

/// <summary>Reads <c>FREQ=YEARLY;…</c>; any part that it does not know is a problem, because leaving it out would give other days.</summary>
internal static class IcalRuleReader
{
    private static readonly string[] DayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    public static IcalRule? Read(IcalLine line, List<IcalProblem> problems)
    {
        var rule = new IcalRule();
        var yearly = false;
        var before = problems.Count;
        foreach (var part in line.Value.Trim().Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (part, "") : (part[..equals].ToUpperInvariant(), part[(equals + 1)..].ToUpperInvariant());
            yearly |= name == "FREQ" && value == "YEARLY";
            if (With(rule, name, value) is { } next)
                rule = next;
            else
                problems.Add(new(line.Number, $"RRULE: '{part}' is not supported; understood are FREQ=YEARLY with INTERVAL, COUNT, UNTIL, BYMONTH, BYMONTHDAY, BYDAY"));
        }

        if (!yearly && problems.Count == before)
            problems.Add(new(line.Number, "RRULE: FREQ=YEARLY is missing"));
        if (!rule.MonthDays.IsEmpty && rule.Weekdays.Any(day => day.Nth != 0))
            problems.Add(new(line.Number, "RRULE: BYMONTHDAY together with a numbered BYDAY is not supported"));
        if (rule.Count is not null && (rule.Until ?? (object?)rule.UntilWall) is not null)
            problems.Add(new(line.Number, "RRULE: COUNT and UNTIL exclude each other"));
        return problems.Count == before ? rule : null;
    }

    private static IcalRule? With(IcalRule rule, string name, string value) => name switch
    {
        "FREQ" => value == "YEARLY" ? rule : null,
        "WKST" => rule, // matters only to weekly rules and BYWEEKNO
        "INTERVAL" => Number(value, 1, 1_000) is { } interval ? rule with { Interval = interval } : null,
        "COUNT" => Number(value, 1, 100_000) is { } count ? rule with { Count = count } : null,
        "UNTIL" => Until(rule, value),
        "BYMONTH" => Numbers(value, 1, 12) is { } months ? rule with { Months = months } : null,
        "BYMONTHDAY" => Numbers(value, -31, 31) is { } days && !days.Contains(0) ? rule with { MonthDays = days } : null,
        "BYDAY" => Weekdays(value) is { } weekdays ? rule with { Weekdays = weekdays } : null,
        _ => null,
    };

    private static IcalRule? Until(IcalRule rule, string value) => IcalTime.Parse(value, null, out _) switch
    {
        null => null,
        { IsDate: true } date => rule with { UntilWall = date.Wall.PlusDays(1).PlusNanoseconds(-1) },
        { Zone: null } floating => rule with { UntilWall = floating.Wall },
        { } utc => rule with { Until = DateTimeZone.Utc.AtLeniently(utc.Wall).ToInstant() },
    };

    private static int? Number(string text, int from, int to) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to ? number : null;

    private static ImmutableArray<int>? Numbers(string text, int from, int to)
    {
        var numbers = text.Split(',').Select(part => Number(part, from, to)).ToList();
        return numbers.Contains(null) ? null : [.. numbers.OfType<int>()];
    }

    private static ImmutableArray<IcalWeekday>? Weekdays(string text)
    {
        var days = new List<IcalWeekday>();
        foreach (var part in text.Split(','))
        {
            var day = part.Length >= 2 ? Array.IndexOf(DayNames, part[^2..]) : -1;
            var nth = part.Length == 2 ? 0 : Number(part[..Math.Max(part.Length - 2, 0)], -53, 53);
            if (day < 0 || nth is null || (part.Length > 2 && nth == 0))
                return null;
            days.Add(new(nth.Value, (IsoDayOfWeek)(day + 1)));
        }

        return [.. days];
    }
}
