using System.Globalization;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Benchmarks.Handoff;

/// <summary>The memory that an open ticket takes when it is held as the fold of its events: opened, triaged, queued, offered, accepted, replied.</summary>
public static class TicketBenchmark
{
    private const int Tickets = 100_000;

    public static void Run(TextWriter output)
    {
        var held = new Ticket[Tickets];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var n = 0; n < Tickets; n++) held[n] = Ticket.Fold(null, Events(n))!;
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / Tickets;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Tickets:N0} open tickets: {bytes:N0} bytes each"));
        GC.KeepAlive(held);
    }

    private static IEnumerable<TicketEvent> Events(int n)
    {
        var at = Instant.FromUtc(2026, 1, 1, 9, 0) + Duration.FromMinutes(n);
        var agent = new AgentId(new Guid(n % 500, 0, 0, new byte[8]));
        yield return new TicketEvent.Opened(new TicketId(new Guid(n, 1, 0, new byte[8])), $"INC-{n}", TicketKind.Incident, TicketChannel.Teams, new PersonId($"tenant/{n}"),
            new CustomerId("acme"), new PlanId("standard"), "v1", $"Outlook crashes on start, number {n}", null, null, [], Actor.Bot, at);
        yield return new TicketEvent.Triaged(new CategoryId("email"), Impact.Person, Urgency.High, Priority.P3, ["the words say so"], Actor.Bot, at);
        yield return new TicketEvent.Queued(new QueueId("first"), Tier.ServiceDesk, [], at);
        yield return new TicketEvent.Offered(agent, at + Duration.FromSeconds(30), at);
        yield return new TicketEvent.Accepted(agent, AcceptedBy.Offer, null, at + Duration.FromSeconds(10));
        yield return new TicketEvent.Replied(agent, new MessageId($"m{n}"), "Let me have a look at that with you.", [], at + Duration.FromMinutes(2));
    }
}
