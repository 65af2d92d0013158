using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Sla.Calendars;
using NodaTime;

namespace HelpDesk.Handoff.Service.Routing;

/// <summary>An agent's shifts as working hours.</summary>
internal static class ShiftHours
{
    private static readonly Dictionary<string, IsoDayOfWeek> Days = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mon"] = IsoDayOfWeek.Monday, ["tue"] = IsoDayOfWeek.Tuesday, ["wed"] = IsoDayOfWeek.Wednesday, ["thu"] = IsoDayOfWeek.Thursday,
        ["fri"] = IsoDayOfWeek.Friday, ["sat"] = IsoDayOfWeek.Saturday, ["sun"] = IsoDayOfWeek.Sunday,
    };

    /// <summary>False with the problem in words where a day, a span or the zone cannot be read.</summary>
    public static bool TryRead(AgentShifts shifts, [NotNullWhen(true)] out BusinessCalendar? calendar, [NotNullWhen(false)] out string? problem)
    {
        (calendar, problem) = (null, null);
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(shifts.Zone) is not { } zone)
        {
            problem = $"'{shifts.Zone}' is no time zone. Use a name like Europe/Berlin.";
            return false;
        }
        var week = new Dictionary<IsoDayOfWeek, ImmutableArray<OpenHours>>();
        foreach (var (name, spans) in shifts.Week)
        {
            if (!Days.TryGetValue(name, out var day))
                problem = $"'{name}' is no day. Use mon, tue, wed, thu, fri, sat, sun.";
            else if (!TryRead(spans, out var hours))
                problem = $"The hours of {name} cannot be read. Write spans like 09:00-17:00.";
            else
                week[day] = hours;
        }
        if (problem is not null) return false;
        calendar = new BusinessCalendar(new CalendarDefinition { Name = "shifts", Zone = zone, Week = week.ToFrozenDictionary() });
        return true;
    }

    /// <summary>The answer for the latest instant is remembered until it changes: a match asks about every agent again and again.</summary>
    public static WorkingHours Of(BusinessCalendar calendar)
    {
        Answer? last = null;
        return now =>
        {
            if (last is { } known && known.From <= now && now < known.Time.Until) return known.Time;
            var time = Ask(calendar, now);
            last = new Answer(now, time);
            return time;
        };
    }

    private static WorkingTime Ask(BusinessCalendar calendar, Instant now)
    {
        if (calendar.IsAlwaysOpen) return new(true, Instant.MaxValue);
        if (!calendar.IsOpen(now)) return new(false, calendar.NextOpen(now) ?? Instant.MaxValue);
        // A week holds every shift once: one that is open all through it never closes.
        var open = calendar.Open(now, now + Duration.FromDays(8))[0];
        return new(true, open.End >= now + Duration.FromDays(8) ? Instant.MaxValue : open.End);
    }

    private static bool TryRead(IReadOnlyList<string> spans, out ImmutableArray<OpenHours> hours)
    {
        var read = new List<OpenHours>();
        foreach (var span in spans)
        {
            if (!OpenHours.TryParse(span, out var one))
            {
                hours = [];
                return false;
            }
            read.Add(one);
        }
        hours = [.. read];
        return true;
    }

    private sealed record Answer(Instant From, WorkingTime Time);
}
