using System.Globalization;
using HelpDesk.Bot.Resources;
using NodaTime;

namespace HelpDesk.Bot.Handoffs;

/// <summary>Times as people say them: "today at 14:05", "on Monday, March 2 at 08:00", "about 4 minutes". Pure.</summary>
internal static class Moments
{
    private const int MinutesPerHour = 60;

    public static string At(Instant at, Instant now, DateTimeZone zone, Texts texts)
    {
        var (local, today) = (at.InZone(zone), now.InZone(zone).Date);
        var time = local.ToDateTimeUnspecified().ToString("t", texts.Culture);
        if (local.Date == today) return texts.Today(time);
        if (local.Date == today.PlusDays(1)) return texts.Tomorrow(time);
        return texts.OnDay(Day(local, texts.Culture), time);
    }

    public static string About(Duration wait, Texts texts)
    {
        var minutes = (int)Math.Round(wait.TotalMinutes, MidpointRounding.AwayFromZero);
        if (wait < Duration.FromMinutes(1)) return texts.UnderAMinute;
        if (minutes <= 1) return texts.AMinute;
        if (minutes < MinutesPerHour) return texts.Minutes(Number(minutes, texts));
        var hours = (int)Math.Round(wait.TotalHours, MidpointRounding.AwayFromZero);
        return hours <= 1 ? texts.AnHour : texts.Hours(Number(hours, texts));
    }

    private static string Day(ZonedDateTime local, CultureInfo culture) =>
        $"{culture.DateTimeFormat.GetDayName(local.ToDateTimeUnspecified().DayOfWeek)}, {local.ToDateTimeUnspecified().ToString("M", culture)}";

    private static string Number(int value, Texts texts) => value.ToString(texts.Culture);
}
