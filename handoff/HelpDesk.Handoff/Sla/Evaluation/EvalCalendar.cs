using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Handoff.Sla.Calendars;
using NodaTime;
using NodaTime.Text;

namespace HelpDesk.Handoff.Sla.Evaluation;

/// <summary>Reads a calendar of an evaluation file. Every key but the week may be absent or null.</summary>
internal static class EvalCalendar
{
    private static readonly string[] DayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static BusinessCalendar Read(string name, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new EvalFormatException($"calendar '{name}' is no object");
        var breaks = Keyed(json.Get("breaks"), "breaks");
        return new(new()
        {
            Name = name,
            Zone = Zone(json.Text("time_zone", "timezone", "zone")),
            Week = Week(json.Get("week", "hours")),
            DateHours = OnDates(Keyed(json.Get("date_hours", "dates"), "date_hours")),
            WeekBreaks = OnDays(breaks.Where(entry => Day(entry.Key) is not null)),
            DateBreaks = OnDates(breaks.Where(entry => Day(entry.Key) is null)),
            Holidays = Holidays(json.Get("holidays")).ToFrozenSet(),
            Events = Events(json.Text("ical", "holidays_ical")),
        });
    }

    private static DateTimeZone Zone(string? id) => id is null
        ? DateTimeZone.Utc
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? throw new EvalFormatException($"'{id}' is not a known time zone");

    private static FrozenDictionary<IsoDayOfWeek, ImmutableArray<OpenHours>> Week(JsonElement? week) => week switch
    {
        null => FrozenDictionary<IsoDayOfWeek, ImmutableArray<OpenHours>>.Empty,
        { ValueKind: JsonValueKind.String } text when text.GetString() is "24/7" or "always" => CalendarDefinition.AroundTheClock,
        { } days => OnDays(Keyed(days, "week")),
    };

    private static FrozenDictionary<IsoDayOfWeek, ImmutableArray<OpenHours>> OnDays(IEnumerable<KeyValuePair<string, JsonElement>> entries) =>
        entries.GroupBy(entry => Day(entry.Key) ?? throw new EvalFormatException($"'{entry.Key}' is no weekday"))
            .ToFrozenDictionary(day => day.Key, day => day.SelectMany(entry => Spans(entry.Value)).ToImmutableArray());

    private static FrozenDictionary<LocalDate, ImmutableArray<OpenHours>> OnDates(IEnumerable<KeyValuePair<string, JsonElement>> entries) =>
        entries.GroupBy(entry => Date(entry.Key)).ToFrozenDictionary(date => date.Key, date => date.SelectMany(entry => Spans(entry.Value)).ToImmutableArray());

    // A mapping, or a list of objects with a date or day and its spans; a plain list of spans is every day's.
    private static List<KeyValuePair<string, JsonElement>> Keyed(JsonElement? json, string what)
    {
        switch (json)
        {
            case null:
                return [];
            case { ValueKind: JsonValueKind.Object } map:
                return [.. map.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, entry.Value))];
            case { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.Text("date", "day") is not null):
                return [.. list.EnumerateArray().Select(item => KeyValuePair.Create(
                    item.Text("date", "day")!, item.Get("hours", "spans", "intervals") ?? JsonSerializer.SerializeToElement(new[] { item }, EvalJsonContext.Default.JsonElementArray)))];
            case { ValueKind: JsonValueKind.Array } list:
                return [.. DayNames.Select(day => KeyValuePair.Create(day, list))];
            default:
                throw new EvalFormatException($"'{what}' is neither a mapping nor a list");
        }
    }

    private static IEnumerable<OpenHours> Spans(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Array when json.GetArrayLength() == 2 && json.EnumerateArray().All(side => side.ValueKind == JsonValueKind.String && !side.GetString()!.Contains('-', StringComparison.Ordinal)) => [Span(json)],
        JsonValueKind.Array => json.EnumerateArray().Select(Span),
        _ => [Span(json)],
    };

    private static OpenHours Span(JsonElement json)
    {
        var (start, end) = json switch
        {
            { ValueKind: JsonValueKind.Array } pair when pair.GetArrayLength() == 2 => (pair[0].ToString(), pair[1].ToString()),
            { ValueKind: JsonValueKind.Object } => (json.Text("start", "from", "open") ?? "", json.Text("end", "to", "close") ?? ""),
            { ValueKind: JsonValueKind.String } text when text.GetString()!.Split('-') is [var from, var to] => (from, to),
            _ => ("", ""),
        };
        return OpenHours.TryParse(start, end, out var hours) ? hours : throw new EvalFormatException($"{json.GetRawText()} is no span of opening times");
    }

    private static IEnumerable<LocalDate> Holidays(JsonElement? json) => json switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Null).SelectMany(Holiday),
        { ValueKind: JsonValueKind.Object } byDate => byDate.EnumerateObject().Select(entry => entry.Name.Length > 0 && char.IsDigit(entry.Name[0]) ? Date(entry.Name) : Date(entry.Value.ToString())),
        _ => throw new EvalFormatException("'holidays' is no list"),
    };

    private static IEnumerable<LocalDate> Holiday(JsonElement item)
    {
        var first = Date(item.ValueKind == JsonValueKind.String ? item.GetString()! : item.Text("date", "start", "from") ?? "");
        var last = item.Text("end", "to", "until") is { } end ? Date(end) : first;
        return Enumerable.Range(0, Math.Max(Period.DaysBetween(first, last), 0) + 1).Select(first.PlusDays);
    }

    private static LocalDate Date(string text) =>
        LocalDatePattern.Iso.Parse(text.Trim()).TryGetValue(default, out var date) ? date : throw new EvalFormatException($"'{text}' is no date");

    private static IsoDayOfWeek? Day(string text)
    {
        var day = text.Trim().ToLowerInvariant();
        var index = day.Length >= 3 ? Array.FindIndex(DayNames, name => name.StartsWith(day, StringComparison.Ordinal)) : -1;
        return index < 0 ? null : (IsoDayOfWeek)(index + 1);
    }

    private static ImmutableArray<IcalEvent> Events(string? text)
    {
        if (text is null)
            return [];
        var read = IcalCalendar.Read(text);
        return read.Problems.IsEmpty ? read.Events : throw new EvalFormatException($"ical line {read.Problems[0].Line}: {read.Problems[0].Problem}");
    }
}
