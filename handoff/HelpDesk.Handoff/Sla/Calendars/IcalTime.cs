using NodaTime;
using NodaTime.Text;

namespace HelpDesk.Handoff.Sla.Calendars;

/// <summary>A DATE or DATE-TIME value. <see cref="Zone"/> is null for dates and floating times.</summary>
internal readonly record struct IcalTime(LocalDateTime Wall, bool IsDate, DateTimeZone? Zone)
{
    private static readonly LocalDatePattern DatePattern = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly LocalDateTimePattern TimePattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    public static IcalTime? Parse(string value, string? zoneId, out string problem)
    {
        problem = $"'{value}' is no date (20261225) or date-time (20261224T140000, Z for UTC)";
        if (DatePattern.Parse(value).TryGetValue(default, out var date))
            return new(date.AtMidnight(), true, null);
        if (!TimePattern.Parse(value.TrimEnd('Z')).TryGetValue(default, out var wall))
            return null;
        if (value.EndsWith('Z'))
            return new(wall, false, DateTimeZone.Utc);
        if (zoneId is null)
            return new(wall, false, null);
        problem = $"time zone '{zoneId}' is not in the IANA database";
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId) is { } zone ? new(wall, false, zone) : null;
    }

    /// <summary>The same instant on the wall of another zone.</summary>
    public LocalDateTime WallIn(DateTimeZone? other) =>
        Zone is null || other is null || Zone.Equals(other) ? Wall : Zone.AtLeniently(Wall).WithZone(other).LocalDateTime;
}
