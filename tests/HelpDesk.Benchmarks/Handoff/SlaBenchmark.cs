using System.Diagnostics;
using System.Globalization;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Sla.Terms;
using HelpDesk.Handoff.Tickets;
using NodaTime;

namespace HelpDesk.Benchmarks.Handoff;

/// <summary>All due times and alarms of 100,000 open tickets, each with a reply, two pauses, a changed priority and a tier; one thread.</summary>
public static class SlaBenchmark
{
    private const int Tickets = 100_000;
    private const int Rounds = 5;
    private static readonly string[] Plans = ["essential", "standard", "enterprise"];
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC"];

    /// <param name="policyFolder">Where sla.yaml and calendars.yaml are.</param>
    public static async Task RunAsync(string policyFolder, CancellationToken ct)
    {
        var policy = SlaPolicyReader.Read(await ReadAsync("sla.yaml"), await ReadAsync("calendars.yaml")).Policy
            ?? throw new InvalidDataException("the policy has problems: helpdesk policy check");
        var tickets = Enumerable.Range(0, Tickets).Select(Events).ToArray();
        for (var round = 1; round <= Rounds; round++)
        {
            var (allocated, watch, dues, alarms) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew(), 0, 0);
            var cpu = Environment.CpuUsage.TotalTime;
            foreach (var ticket in tickets)
                dues += ((SlaOutcome.Known)SlaClock.Due(ticket, policy)).Clocks.Count(clock => clock.Due is not null);
            var (duesTook, duesCpu) = (watch.Elapsed, Environment.CpuUsage.TotalTime - cpu);
            foreach (var ticket in tickets)
                alarms += ((SlaOutcome.Known)SlaClock.Due(ticket, policy)).Clocks.Sum(clock => clock.Alarms().Length);
            var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (2 * Tickets);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"round {round}: {dues:N0} dues of {Tickets:N0} tickets in {duesTook.TotalMilliseconds:N0} ms ({duesCpu.TotalMilliseconds:N0} ms CPU); with {alarms:N0} alarms in {(watch.Elapsed - duesTook).TotalMilliseconds:N0} ms; {bytes:N0} bytes allocated a ticket"));
        }

        async Task<PolicyText> ReadAsync(string name) => new(name, await File.ReadAllTextAsync(Path.Combine(policyFolder, name), ct));
    }

    private static SlaEvent[] Events(int n)
    {
        var random = new Random(n);
        var at = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(random.Next(300_000));
        return
        [
            new SlaEvent.Opened((Priority)random.Next(1, 5), new(Plans[n % 3]), DateTimeZoneProviders.Tzdb[Zones[n % 4]], at),
            new SlaEvent.TierChanged(Tier.ServiceDesk, Later(1)),
            new SlaEvent.Replied(true, Later(60)),
            new SlaEvent.Paused(WaitingFor.Person, Later(120)),
            new SlaEvent.Resumed(WaitingFor.Person, Later(600)),
            new SlaEvent.PriorityChanged((Priority)random.Next(1, 5), Later(60)),
            new SlaEvent.Paused(WaitingFor.Vendor, Later(120)),
            new SlaEvent.Resumed(WaitingFor.Vendor, Later(2_000)),
        ];

        Instant Later(int minutes) => at += Duration.FromMinutes(random.Next(1, minutes + 1));
    }
}
