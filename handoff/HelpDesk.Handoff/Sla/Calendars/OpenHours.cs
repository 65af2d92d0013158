using System.Globalization;
using System.Runtime.InteropServices;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Calendars;

/// <summary>
/// Opening times of a day by the wall clock, in seconds after its midnight. The end may lie in the next day (up to 48:00):
/// a span whose end is not after its start runs past midnight and belongs to the day it starts on.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OpenHours
{
    public const int SecondsPerDay = 86_400;

    private OpenHours(int start, int end) => (StartSecond, EndSecond) = (start, end);

    public static OpenHours AllDay { get; } = new(0, SecondsPerDay);

    public int StartSecond { get; }

    public int EndSecond { get; }

    /// <param name="text"><c>09:00-17:00</c>; either side <c>H:mm</c> or <c>H:mm:ss</c>, the end also <c>24:00</c>.</param>
    public static bool TryParse(string text, out OpenHours hours)
    {
        hours = default;
        var sides = text.Split('-', '–');
        return sides.Length == 2 && TryParse(sides[0], sides[1], out hours);
    }

    public static bool TryParse(string start, string end, out OpenHours hours)
    {
        hours = default;
        if (!TryParseTime(start, out var from) || !TryParseTime(end, out var to) || from == SecondsPerDay)
            return false;
        hours = new(from, to > from ? to : to + SecondsPerDay);
        return true;
    }

    /// <summary>
    /// The physical stretch on a date. A wall time that the zone skips moves on by the length of the gap, one that it repeats is
    /// its first occurrence, so a span may come out longer, shorter or empty.
    /// </summary>
    public Stretch On(LocalDate date, DateTimeZone zone) => new(At(date, StartSecond, zone), At(date, EndSecond, zone));

    private static Instant At(LocalDate date, int second, DateTimeZone zone) =>
        zone.AtLeniently(date.PlusDays(second / SecondsPerDay) + LocalTime.FromSecondsSinceMidnight(second % SecondsPerDay)).ToInstant();

    private static bool TryParseTime(string text, out int second)
    {
        second = 0;
        var parts = text.Trim().Split(':');
        if (parts.Length is < 2 or > 3)
            return false;
        Span<int> numbers = [0, 0, 0];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return false;
        }

        second = (numbers[0] * 3600) + (numbers[1] * 60) + numbers[2];
        return numbers[0] <= 24 && numbers[1] < 60 && numbers[2] < 60 && second <= SecondsPerDay;
    }
}
