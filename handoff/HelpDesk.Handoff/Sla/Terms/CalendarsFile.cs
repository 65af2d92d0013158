using System.Collections.Frozen;
using System.Collections.Immutable;
using HelpDesk.Handoff.Sla.Calendars;
using NodaTime;
using NodaTime.Text;

namespace HelpDesk.Handoff.Sla.Terms;

/// <summary>Reads <c>calendars.yaml</c>.</summary>
internal sealed class CalendarsFile(PolicyText file, IReadOnlyDictionary<string, string> ical, DateTimeZone deskZone, List<SlaProblem> problems)
{
    private const string CustomerZone = "customer";
    private const string HoursFix = "Write spans such as [\"09:00-12:00\", \"13:00-17:00\"], or 24/7.";
    private static readonly string[] DayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly AnnualDatePattern Yearly = AnnualDatePattern.CreateWithInvariantCulture("MM-dd");

    private readonly ImmutableHashSet<string>.Builder _inCustomerZone = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);

    public ImmutableHashSet<string> InCustomerZone => _inCustomerZone.ToImmutable();

    public ImmutableDictionary<string, CalendarDefinition> Read()
    {
        var calendars = ImmutableDictionary.CreateBuilder<string, CalendarDefinition>(StringComparer.Ordinal);
        if (YamlText.Root(file, problems) is not { } root)
            return calendars.ToImmutable();
        root.Only("calendars");
        if (root.Section("calendars", "List the calendars by name.") is not { } section)
            return calendars.ToImmutable();
        foreach (var name in section.Names)
        {
            if (section.Section(name, "Give it a zone and a week.") is { } keys)
                calendars[name] = One(name, keys);
        }

        return calendars.ToImmutable();
    }

    private CalendarDefinition One(string name, YamlKeys keys)
    {
        keys.Only("label", "zone", "week", "date-hours", "breaks", "holidays", "holidays-every-year", "holidays-ical");
        var dates = keys.OptionalSection("date-hours", "Map dates to spans.");
        var breaks = keys.OptionalSection("breaks", "Map weekdays or dates to spans.");
        return new()
        {
            Name = name,
            Label = keys.OptionalText("label", "Say what its time is called, such as 'business time'.") ?? "business time",
            Zone = Zone(name, keys),
            Week = Week(keys),
            DateHours = dates is null ? FrozenDictionary<LocalDate, ImmutableArray<OpenHours>>.Empty : OnDates(dates, dates.Names),
            WeekBreaks = breaks is null ? FrozenDictionary<IsoDayOfWeek, ImmutableArray<OpenHours>>.Empty : OnWeekdays(breaks, breaks.Names.Intersect(DayNames)),
            DateBreaks = breaks is null ? FrozenDictionary<LocalDate, ImmutableArray<OpenHours>>.Empty : OnDates(breaks, breaks.Names.Except(DayNames)),
            Holidays = Items(keys, "holidays", LocalDatePattern.Iso, "Write dates such as 2026-12-25, or {date: 2026-12-25, name: Christmas Day}.").ToFrozenSet(),
            YearlyHolidays = Items(keys, "holidays-every-year", Yearly, "Write month and day in quotes, such as \"12-25\".").ToFrozenSet(),
            Events = Ical(keys),
        };
    }

    private DateTimeZone Zone(string name, YamlKeys keys)
    {
        const string Fix = "Write an IANA name such as Europe/Berlin, or 'customer' for the zone of each customer.";
        if (keys.Text("zone", Fix) is not { } id)
            return deskZone;
        if (id == CustomerZone)
            _inCustomerZone.Add(name);
        else if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone)
            return zone;
        else
            keys.Problem("zone", $"'{id}' is not a known time zone", Fix);
        return deskZone;
    }

    private static FrozenDictionary<IsoDayOfWeek, ImmutableArray<OpenHours>> Week(YamlKeys keys)
    {
        const string Fix = "Write 24/7, or the days mon to sun with their spans.";
        if (keys.IsText("week", "24/7"))
            return CalendarDefinition.AroundTheClock;
        if (keys.Section("week", Fix) is not { } week)
            return FrozenDictionary<IsoDayOfWeek, ImmutableArray<OpenHours>>.Empty;
        week.Only(DayNames);
        var read = OnWeekdays(week, week.Names.Intersect(DayNames));
        if (read.Values.All(day => day.IsEmpty))
            keys.Problem("week", "is never open, so nothing on it would ever be due", Fix);
        return read;
    }

    private static FrozenDictionary<IsoDayOfWeek, ImmutableArray<OpenHours>> OnWeekdays(YamlKeys keys, IEnumerable<string> days) =>
        days.ToFrozenDictionary(day => (IsoDayOfWeek)(Array.IndexOf(DayNames, day) + 1), day => Spans(keys, day));

    private static FrozenDictionary<LocalDate, ImmutableArray<OpenHours>> OnDates(YamlKeys keys, IEnumerable<string> dates)
    {
        var read = new Dictionary<LocalDate, ImmutableArray<OpenHours>>();
        foreach (var text in dates)
        {
            if (LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date))
                read[date] = Spans(keys, text);
            else
                keys.Problem(text, "is no date", "Write it as 2026-12-24.");
        }

        return read.ToFrozenDictionary();
    }

    private static ImmutableArray<OpenHours> Spans(YamlKeys keys, string key)
    {
        var spans = ImmutableArray.CreateBuilder<OpenHours>();
        foreach (var (text, line) in keys.Texts(key, HoursFix))
        {
            if (text == "24/7")
                spans.Add(OpenHours.AllDay);
            else if (OpenHours.TryParse(text, out var hours))
                spans.Add(hours);
            else
                keys.ProblemAt(line, key, $"'{text}' is no span of opening times", HoursFix);
        }

        return spans.ToImmutable();
    }

    private static IEnumerable<T> Items<T>(YamlKeys keys, string key, IPattern<T> pattern, string fix)
    {
        foreach (var (text, line) in keys.TextsOrKey(key, "date", fix))
        {
            if (pattern.Parse(text).TryGetValue(default!, out var value))
                yield return value;
            else
                keys.ProblemAt(line, key, $"'{text}' is no date", fix);
        }
    }

    private ImmutableArray<IcalEvent> Ical(YamlKeys keys)
    {
        var events = ImmutableArray.CreateBuilder<IcalEvent>();
        foreach (var (name, line) in keys.Texts("holidays-ical", "List the names of .ics files beside this one."))
        {
            if (!ical.TryGetValue(name, out var text))
            {
                keys.ProblemAt(line, "holidays-ical", $"'{name}' was not found", "Put the file beside this one, or take its name out.");
                continue;
            }

            var read = IcalCalendar.Read(text);
            events.AddRange(read.Events);
            problems.AddRange(read.Problems.Select(p => new SlaProblem(name, p.Line, "(ical)", p.Problem, "Change the event, or list its dates under 'holidays'.")));
        }

        return events.ToImmutable();
    }
}
