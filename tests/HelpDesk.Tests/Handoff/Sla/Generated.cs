using System.Collections.Frozen;
using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using HelpDesk.Handoff.Sla.Calendars;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Sla;

/// <summary>A calendar, a start near something odd in its zone, durations and pauses; in whole minutes.</summary>
internal sealed record Situation(CalendarDefinition Definition, Instant Start, Duration First, Duration More, IReadOnlyList<Stretch> Pauses)
{
    public BusinessCalendar Calendar { get; } = new(Definition);

    public override string ToString() =>
        $"{Definition.Zone.Id} from {Start}, {First} and {More}; week {string.Join(' ', Definition.Week.Select(d => $"{d.Key}:{string.Join('+', d.Value)}"))}; holidays {string.Join(' ', Definition.Holidays)}; pauses {string.Join(' ', Pauses)}";
}

internal static class Generated
{
    // Forward and back, by half an hour, at midnight, half-hour offsets, a zone without DST, one that skipped a day.
    private static readonly (string Zone, int Year, int Month, int Day)[] Oddities =
    [
        ("Europe/Berlin", 2026, 3, 28), ("Europe/Berlin", 2026, 10, 24), ("America/New_York", 2024, 3, 9), ("America/New_York", 2024, 11, 2),
        ("Australia/Lord_Howe", 2025, 4, 5), ("Australia/Lord_Howe", 2025, 10, 4), ("America/Sao_Paulo", 2018, 11, 3), ("America/Sao_Paulo", 2018, 2, 17),
        ("Asia/Kolkata", 2024, 2, 28), ("Asia/Kathmandu", 2023, 12, 31), ("Pacific/Apia", 2011, 12, 28), ("UTC", 2027, 12, 30), ("America/St_Johns", 2010, 11, 6),
    ];

    public static Arbitrary<Situation> Situations { get; } = Arb.From(
        from odd in Gen.Elements(Oddities)
        from week in Gen.ListOf(Spans, 7)
        from ownHours in Spans
        from ownDay in Gen.Choose(0, 6)
        from holiday in Gen.Choose(-3, 9)
        from breaks in Spans
        from breakDay in Gen.Choose(0, 6)
        from start in Gen.Choose(-60, 4 * 24 * 60)
        from first in Gen.Choose(1, 3_000)
        from more in Gen.Choose(0, 900)
        from pauses in Gen.ListOf(from begin in Gen.Choose(0, 6_000) from length in Gen.Choose(0, 900) select (begin, length), 3)
        let date = new LocalDate(odd.Year, odd.Month, odd.Day)
        let zone = DateTimeZoneProviders.Tzdb[odd.Zone]
        let at = zone.AtLeniently(date.AtMidnight()).ToInstant() + Duration.FromMinutes(start)
        select new Situation(
            new()
            {
                Name = "random",
                Zone = zone,
                Week = week.Index().ToFrozenDictionary(day => (IsoDayOfWeek)(day.Index + 1), day => day.Item),
                DateHours = new Dictionary<LocalDate, ImmutableArray<OpenHours>> { [date.PlusDays(ownDay)] = ownHours }.ToFrozenDictionary(),
                Holidays = [date.PlusDays(holiday)],
                DateBreaks = new Dictionary<LocalDate, ImmutableArray<OpenHours>> { [date.PlusDays(breakDay)] = breaks }.ToFrozenDictionary(),
            },
            at, Duration.FromMinutes(first), Duration.FromMinutes(more),
            Stretch.Merge(pauses.Select(p => new Stretch(at + Duration.FromMinutes(p.begin), at + Duration.FromMinutes(p.begin + p.length))))));

    // Closed, one span, two, over midnight, and often ends that a change of the clocks hits.
    private static Gen<ImmutableArray<OpenHours>> Spans { get; } =
        from count in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Constant(1)), (2, Gen.Constant(2)))
        from spans in Gen.ListOf(from start in Time from end in Time select Hours(start, end), count)
        select spans.ToImmutableArray();

    private static Gen<int> Time { get; } = Gen.OneOf(Gen.Choose(0, 23 * 60 + 59), Gen.Elements(0, 90, 120, 135, 150, 180, 540, 1_020, 1_380));

    private static OpenHours Hours(int start, int end) => OpenHours.TryParse(Text(start), Text(end), out var hours) ? hours : throw new InvalidOperationException();

    private static string Text(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";
}
