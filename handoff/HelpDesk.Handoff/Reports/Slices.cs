using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Handoff.Reports;

public enum SliceBy { Customer, Tier, Category, Priority, Channel, Agent }

/// <summary>The measures of one part of the tickets: a customer's, a tier's…</summary>
/// <param name="Tickets">How many were opened in the period.</param>
/// <param name="Name">The id of what it is cut by; "none" where a ticket has none.</param>
public sealed record Slice(string Name, int Tickets, Sequence<Measure> Measures);

/// <summary>Cuts records into slices. A ticket is in one slice only: its last tier, its last category, the agent who resolved it.</summary>
public static class Slices
{
    public static Sequence<Slice> Of(IReadOnlyCollection<TicketRecord> records, SliceBy by, Interval period) =>
        [.. records.GroupBy(r => Name(r, by), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Slice(g.Key, g.Count(r => period.Contains(r.OpenedAt)), Measures.Of([.. g], period)))];

    private static string Name(TicketRecord record, SliceBy by) => by switch
    {
        SliceBy.Customer => record.Customer.Value,
        SliceBy.Tier => ((int)record.Tier).ToString(System.Globalization.CultureInfo.InvariantCulture),
        SliceBy.Category => record.Category?.Value ?? "none",
        SliceBy.Priority => record.Priority?.ToString() ?? "none",
        SliceBy.Channel => record.Channel.ToString(),
        SliceBy.Agent => record.Owner?.ToString() ?? "none",
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "A slice that nothing is cut by."),
    };
}
