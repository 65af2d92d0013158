using System.Diagnostics.CodeAnalysis;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Tests.Handoff.Simulation;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Service.Projections;

/// <summary>Events to list: whole tickets of the simulated quarter with words made up from a seed, or single ones by hand.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Made up from a seed on purpose.")]
internal static class Talks
{
    private static readonly string[] Vocabulary = ["outlook", "vpn", "printer", "password", "Straße", "café", "ouvre", "0x80070005", "laptop", "laptops", "drucker", "プリンタ", "teams", "Zürich"];
    private static readonly string[] Customers = ["sample", "acme", "globex"];

    public static readonly Instant Morning = Instant.FromUtc(2026, 3, 2, 9, 0);

    /// <summary>
    /// The quarter's events in the order of time, each ticket's own order kept. Of two tickets in three the end is left out, so that at any time there are
    /// tickets in every state.
    /// </summary>
    public static IReadOnlyList<(TicketId Ticket, TicketEvent Happened)> Quarter(int seed, int tickets)
    {
        var quarter = new TicketQuarter(seed, tickets).Live();
        var random = new Random(seed);
        return [.. quarter.Desk.Tickets.Keys.Order(Comparer<TicketId>.Create((x, y) => x.Value.CompareTo(y.Value)))
            .SelectMany(id => quarter.Desk.History(id).Take(random.Next(3) == 0 ? int.MaxValue : random.Next(1, 9)).Select((e, i) => (Ticket: id, Happened: Reworded(e, id, random), Index: i)))
            .OrderBy(e => e.Happened.At).ThenBy(e => e.Ticket.Value).ThenBy(e => e.Index).Select(e => (e.Ticket, e.Happened))];
    }

    public static TicketId Id(int number) => new(new Guid(number, 7, 0, new byte[8]));

    public static TicketEvent.Opened Opened(int number, string subject, string customer = "sample", string person = "tenant/alex") => new(
        Id(number), $"INC-{number}", TicketKind.Incident, TicketChannel.Teams, new(person), new(customer), new("standard"), "v1", subject, "en", null, [], Actor.Bot,
        Morning + Duration.FromMinutes(number));

    public static TicketEvent Triaged(int number, Priority priority = Priority.P3) =>
        new TicketEvent.Triaged(new("email"), Impact.Person, Urgency.Medium, priority, [], Actor.Bot, Morning + Duration.FromMinutes(number));

    public static TicketEvent Queued(int number, string queue = "first") =>
        new TicketEvent.Queued(new(queue), Tier.ServiceDesk, [], Morning + Duration.FromMinutes(number));

    public static string Words(Random random, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Vocabulary[random.Next(Vocabulary.Length)]));

    private static TicketEvent Reworded(TicketEvent happened, TicketId id, Random random) => happened switch
    {
        TicketEvent.Opened e => e with { Subject = Words(random, 2), Customer = new(Customers[id.Value.GetHashCode() & 1]), Number = $"INC-{id.Value.ToString("N")[..8]}" },
        TicketEvent.Replied e => e with { Text = Words(random, 3) },
        _ => happened,
    };
}
