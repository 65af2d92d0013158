using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace HelpDesk.Handoff.Sla.Evaluation;

/// <summary>A field that cannot be read: the case that needs it fails with this text, the others go on.</summary>
internal sealed class EvalFormatException(string message) : Exception(message);

/// <summary>Reads the loose JSON of an evaluation file: absent and null are the same.</summary>
internal static class EvalJson
{
    private static readonly OffsetDateTimePattern[] WithOffset =
    [
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFFo<G>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFFo<I>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<G>"),
    ];

    private static readonly LocalDateTimePattern[] WithoutOffset =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFFF"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd"),
    ];

    public static JsonElement? Get(this JsonElement element, params ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in names)
        {
            if (element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
                return value;
        }

        return null;
    }

    public static bool Has(this JsonElement element, string name) => element.TryGetProperty(name, out _);

    public static string? Text(this JsonElement element, params ReadOnlySpan<string> names) =>
        element.Get(names) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>ISO 8601 with an offset or Z; without one it is wall time in the calendar's zone.</summary>
    public static Instant Instant(this JsonElement element, DateTimeZone zone)
    {
        var text = element.ValueKind == JsonValueKind.String ? element.GetString()!.Trim() : throw new EvalFormatException($"{element.GetRawText()} is no instant");
        if (text.Length > 10 && text[10] is ' ' or 't')
            text = $"{text[..10]}T{text[11..]}";
        foreach (var pattern in WithOffset)
        {
            if (pattern.Parse(text).TryGetValue(default, out var at))
                return at.ToInstant();
        }

        foreach (var pattern in WithoutOffset)
        {
            if (pattern.Parse(text).TryGetValue(default, out var wall))
                return zone.AtLeniently(wall).ToInstant();
        }

        throw new EvalFormatException($"'{text}' is no instant");
    }

    /// <summary>Seconds, fractions allowed.</summary>
    public static Duration Seconds(this JsonElement element, int unit = 1)
    {
        var seconds = element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number) ? number
            : element.ValueKind == JsonValueKind.String && decimal.TryParse(element.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed
            : throw new EvalFormatException($"{element.GetRawText()} is no number of seconds");
        if (Math.Abs(seconds) <= 1_000_000_000_000m)
            seconds *= unit;
        return Math.Abs(seconds) <= 1_000_000_000_000m
            ? Duration.FromSeconds((long)decimal.Truncate(seconds)) + Duration.FromNanoseconds((long)((seconds - decimal.Truncate(seconds)) * 1_000_000_000m))
            : throw new EvalFormatException($"{seconds} seconds are out of range");
    }
}
