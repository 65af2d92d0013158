using System.Globalization;
using System.Text.Json;
using HelpDesk.Handoff.Sla.Calendars;
using NodaTime;
using NodaTime.Text;

namespace HelpDesk.Handoff.Sla.Evaluation;

/// <summary>Runs one case and compares; the answer is null when it agrees, else both sides in words.</summary>
internal static class EvalCase
{
    private static readonly string[] Kinds = ["due", "due_back", "due_with_pauses", "elapsed", "elapsed_with_pauses", "open", "next_open", "prev_close", "add_business_days"];

    public static bool Knows(string kind) => Kinds.Contains(kind);

    public static string? Run(JsonElement json, string kind, BusinessCalendar calendar)
    {
        var zone = calendar.Zone;
        var start = Required(json, "start", "at", "instant").Instant(zone);
        return kind switch
        {
            "due" => SameInstant(json, calendar.Add(start, Budget(json)), zone),
            "due_back" => SameInstant(json, calendar.Subtract(start, Budget(json)), zone),
            "due_with_pauses" => SameInstant(json, calendar.Add(start, Budget(json), Pauses(json, zone)), zone),
            "elapsed" => SameDuration(json, calendar.Elapsed(start, End(json, zone))),
            "elapsed_with_pauses" => SameDuration(json, calendar.Elapsed(start, End(json, zone), Pauses(json, zone))),
            "open" => SameBool(json, calendar.IsOpen(start)),
            "next_open" => SameInstant(json, calendar.NextOpen(start), zone),
            "prev_close" => SameInstant(json, calendar.PrevClose(start), zone),
            "add_business_days" => SameInstant(json, calendar.AddBusinessDays(start, Days(json)), zone),
            _ => throw new EvalFormatException($"the kind '{kind}' is unknown"),
        };
    }

    private static JsonElement Required(JsonElement json, params ReadOnlySpan<string> names) =>
        json.Get(names) ?? throw new EvalFormatException($"'{names[0]}' is missing");

    private static Instant End(JsonElement json, DateTimeZone zone) => Required(json, "end", "to").Instant(zone);

    private static Duration Budget(JsonElement json) =>
        json.Get("duration_minutes") is { } minutes ? minutes.Seconds(60)
        : json.Get("duration_hours") is { } hours ? hours.Seconds(3600)
        : Required(json, "duration_seconds", "seconds", "duration").Seconds();

    private static int Days(JsonElement json) =>
        Required(json, "days") is { ValueKind: JsonValueKind.Number } days && days.TryGetInt32(out var number) ? number : throw new EvalFormatException("'days' is no whole number");

    // A pause without an end goes on.
    private static List<Stretch> Pauses(JsonElement json, DateTimeZone zone)
    {
        if (json.Get("pauses") is not { } pauses)
            return [];
        if (pauses.ValueKind != JsonValueKind.Array)
            throw new EvalFormatException("'pauses' is no list");
        return Stretch.Merge(pauses.EnumerateArray().Select(Pause));

        Stretch Pause(JsonElement pause)
        {
            var (from, to) = pause.ValueKind == JsonValueKind.Array
                ? (pause.GetArrayLength() > 0 ? pause[0] : (JsonElement?)null, pause.GetArrayLength() > 1 && pause[1].ValueKind != JsonValueKind.Null ? pause[1] : (JsonElement?)null)
                : (pause.Get("start", "from", "paused", "begin"), pause.Get("end", "to", "resumed", "until"));
            return from is { } begin
                ? new(begin.Instant(zone), to?.Instant(zone) ?? Instant.MaxValue)
                : throw new EvalFormatException($"the pause {pause.GetRawText()} has no start");
        }
    }

    private static string? SameInstant(JsonElement json, Instant? found, DateTimeZone zone)
    {
        if (json.Get("due", "expected", "result") is not { } stated)
            return json.Has("due") || json.Has("expected") ? found is null ? null : $"expected none, got {Words(found, zone)}" : throw new EvalFormatException("'expected' is missing");
        var expected = stated.Instant(zone);
        return expected == found ? null : $"expected {Words(expected, zone)}, got {Words(found, zone)}";
    }

    private static string? SameDuration(JsonElement json, Duration found)
    {
        var expected = Required(json, "elapsed_seconds", "expected", "expected_seconds", "seconds").Seconds();
        return expected == found ? null : $"expected {Words(expected)}, got {Words(found)}";
    }

    private static string? SameBool(JsonElement json, bool found)
    {
        var expected = Required(json, "open", "expected").ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new EvalFormatException("'open' is neither true nor false"),
        };
        return expected == found ? null : $"expected {Words(expected)}, got {Words(found)}";
    }

    private static string Words(bool open) => open ? "open" : "closed";

    private static string Words(Duration duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds} s");

    private static string Words(Instant? at, DateTimeZone zone) =>
        at is { } instant ? OffsetDateTimePattern.ExtendedIso.Format(instant.InZone(zone).ToOffsetDateTime()) : "none";
}
