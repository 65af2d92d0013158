using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace HelpDesk.Handoff.Sla.Calendars;

/// <summary>
/// When a desk or a customer is open, by the wall clock of <see cref="Zone"/>. Holidays are closed from midnight to midnight, also for
/// the rest of a span that began the day before, and a span that would begin on one does not happen. Own hours of a date replace the
/// week's; a date runs from its first midnight. Breaks are taken from whatever is open at that wall time, whichever day its span began on.
/// </summary>
public sealed record CalendarDefinition
{
    public required string Name { get; init; }

    /// <summary>What explanations call its time, such as <c>business time</c>.</summary>
    public string Label { get; init; } = "business time";

    public required DateTimeZone Zone { get; init; }

    public FrozenDictionary<IsoDayOfWeek, ImmutableArray<OpenHours>> Week { get; init; } = FrozenDictionary<IsoDayOfWeek, ImmutableArray<OpenHours>>.Empty;

    public FrozenDictionary<LocalDate, ImmutableArray<OpenHours>> DateHours { get; init; } = FrozenDictionary<LocalDate, ImmutableArray<OpenHours>>.Empty;

    public FrozenDictionary<IsoDayOfWeek, ImmutableArray<OpenHours>> WeekBreaks { get; init; } = FrozenDictionary<IsoDayOfWeek, ImmutableArray<OpenHours>>.Empty;

    public FrozenDictionary<LocalDate, ImmutableArray<OpenHours>> DateBreaks { get; init; } = FrozenDictionary<LocalDate, ImmutableArray<OpenHours>>.Empty;

    public FrozenSet<LocalDate> Holidays { get; init; } = [];

    /// <summary>Holidays on the same day every year; 29 February only in leap years.</summary>
    public FrozenSet<AnnualDate> YearlyHolidays { get; init; } = [];

    /// <summary>Events of iCal files: all-day ones are holidays, those with times close that time.</summary>
    public ImmutableArray<IcalEvent> Events { get; init; } = [];

    public static FrozenDictionary<IsoDayOfWeek, ImmutableArray<OpenHours>> AroundTheClock { get; } =
        Enumerable.Range(1, 7).ToFrozenDictionary(day => (IsoDayOfWeek)day, _ => ImmutableArray.Create(OpenHours.AllDay));

    /// <summary>Open at every instant.</summary>
    public bool IsAlwaysOpen =>
        Holidays.Count == 0 && YearlyHolidays.Count == 0 && Events.IsEmpty && DateHours.Count == 0 && DateBreaks.Count == 0 && WeekBreaks.Count == 0
        && Enumerable.Range(1, 7).All(day => Week.TryGetValue((IsoDayOfWeek)day, out var hours) && hours.Contains(OpenHours.AllDay));
}
