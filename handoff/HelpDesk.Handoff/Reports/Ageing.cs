using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Reports;

/// <param name="Upto">Older than the band before it and at most this old; null: no limit.</param>
public sealed record AgeBand(string Name, Duration? Upto, int Tickets);

/// <summary>What is open at one moment, and for how long it has been since it was opened.</summary>
public sealed record Ageing(Measure Backlog, Duration? Oldest, Sequence<AgeBand> Bands)
{
    private static readonly (string Name, Duration? Upto)[] Limits =
    [
        ("up to 1 day", Duration.FromDays(1)), ("1 to 3 days", Duration.FromDays(3)), ("3 to 7 days", Duration.FromDays(7)),
        ("7 to 30 days", Duration.FromDays(30)), ("over 30 days", null),
    ];

    public static Ageing Of(IEnumerable<TicketRecord> records, Instant now)
    {
        var ages = records.Where(r => r is { IsOpen: true, Kind: not TicketKind.Problem }).Select(r => now - r.OpenedAt).ToList();
        var bands = new List<AgeBand>();
        var from = Duration.MinValue;
        foreach (var (name, upto) in Limits)
        {
            var (above, to) = (from, upto ?? Duration.MaxValue);
            bands.Add(new(name, upto, ages.Count(a => a > above && a <= to)));
            from = to;
        }
        return new(new Measure(MeasureDefinitions.Backlog, ages.Count, ages.Count), ages.Count == 0 ? null : ages.Max(), [.. bands]);
    }
}
