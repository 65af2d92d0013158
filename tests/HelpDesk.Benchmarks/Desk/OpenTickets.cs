using System.Diagnostics;
using System.Globalization;
using HelpDesk.Handoff.Service;
using HelpDesk.Handoff.Service.Leases;
using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Workers;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Benchmarks.Desk;

/// <summary>Many open tickets: how fast a node folds them, and how late its warnings are.</summary>
internal static class OpenTickets
{
    private const int PerCommit = 200;
    private const int WarnedPerSecond = 50;
    private const int WarnedSeconds = 30;
    private static readonly Duration FirstWarning = Duration.FromMinutes(7.5);
    private static readonly Duration Lead = Duration.FromSeconds(20);
    private static readonly string[] Things = ["printer", "outlook", "vpn", "laptop", "teams", "monitor", "password", "sharepoint", "phone", "browser"];
    private static readonly string[] Troubles = ["crashes", "is slow", "does not start", "shows an error", "lost its connection", "asks again and again", "is broken", "cannot be found"];

    public static async Task<Promise> RunAsync(string parent, StoreKind kind, int tickets, TextWriter output, CancellationToken ct)
    {
        await using var store = await DeskStore.CreateAsync(parent, kind, ct);
        await FillAsync(store.Host, Enumerable.Range(0, tickets), null, ct);
        using var ledger = new Ledger(store.Host, DeskStore.Policies, TimeProvider.System);
        using var desk = new TicketDesk(store.Host, DeskStore.Policies, TimeProvider.System);
        using var worker = new DeskWorker(
            store.Host, ledger, desk, new StaffDesk(store.Host, TimeProvider.System), new LeaseKeeper(store.Host, "benchmark", Duration.FromSeconds(15)), DeskStore.Policies,
            new HandoffOptions(), TimeProvider.System, NullLogger<DeskWorker>.Instance);
        var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await ledger.FollowAsync(ct);
        var used = Environment.CpuUsage.TotalTime - cpu;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"ledger of {tickets:N0} open tickets: {ledger.Position / clock.Elapsed.TotalSeconds:N0} events/s folded ({ledger.Position / used.TotalSeconds:N0} for each second of CPU), words included"));
        (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await worker.StepAsync(ct);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"first step of the workers (board, due times and alarms of every ticket): {clock.Elapsed.TotalSeconds:0.0} s ({(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.0} s of CPU)"));
        var firstDue = SystemClock.Instance.GetCurrentInstant() + Lead;
        await FillAsync(store.Host, Enumerable.Range(tickets, WarnedPerSecond * WarnedSeconds), firstDue, ct);
        var most = await RingAsync(worker, store.Host, firstDue, output, ct);
        return new Promise(string.Create(CultureInfo.InvariantCulture, $"warnings with {tickets:N0} open tickets on {kind}"), "1000 ms after due", string.Create(CultureInfo.InvariantCulture, $"at most {most:0} ms"));
    }

    /// <summary>P4 tickets that are not due for hours, or P1 tickets whose first warnings come evenly in half a minute.</summary>
    private static async Task FillAsync(IStore store, IEnumerable<int> tickets, Instant? firstDue, CancellationToken ct)
    {
        var (random, now, first) = (new Random(1), SystemClock.Instance.GetCurrentInstant(), (int?)null);
        foreach (var chunk in tickets.Chunk(PerCommit))
        {
            var begin = first ??= chunk[0];
            var writes = chunk.Select(n => new Write.Append(
                new StreamId(TicketEvents.StreamOf(IdOf(n))),
                [.. Events(n, firstDue is { } due ? due - FirstWarning + Duration.FromMilliseconds(1000.0 / WarnedPerSecond * (n - begin)) : now - Duration.FromSeconds(random.Next(60, 120)), firstDue is not null, random).Select(Stored)]));
            await store.CommitAsync(new Commit(now) { Writes = [.. writes] }, ct);
        }
    }

    private static TicketId IdOf(int n) => new(new Guid(n, 1, 0, new byte[8]));

    private static NewEvent Stored(TicketEvent happened)
    {
        var form = TicketEvents.ToStored(happened);
        return new NewEvent(form.Type, form.Schema, form.Json, form.At);
    }

    private static IEnumerable<TicketEvent> Events(int n, Instant at, bool isUrgent, Random random)
    {
        var policy = DeskStore.Policies.Current.Desk;
        var subject = $"{Things[random.Next(Things.Length)]} {Troubles[random.Next(Troubles.Length)]} in room {random.Next(2000)}";
        yield return new TicketEvent.Opened(
            IdOf(n), $"INC-{n + 1001}", TicketKind.Incident, TicketChannel.Portal, new PersonId($"tenant/{n % 5000}"), policy.Customers[0].Id, new PlanId("enterprise"), policy.Version,
            subject, "en", null, [], Actor.Bot, at);
        yield return new TicketEvent.Triaged(new CategoryId("hardware"), Impact.Person, Urgency.Medium, isUrgent ? Priority.P1 : Priority.P4, ["For the benchmark."], Actor.Bot, at);
        yield return new TicketEvent.Queued(new QueueId("service-desk"), Tier.ServiceDesk, [], at);
        yield return new TicketEvent.CustomerWrote(new PersonId($"tenant/{n % 5000}"), new MessageId($"m{n}"), $"The {subject}. It began at {random.Next(24)} o'clock and order {random.Next(1_000_000)} waits.", [], at);
    }

    /// <summary>Runs the workers as the host does until every first warning is due.</summary>
    private static async Task<double> RingAsync(DeskWorker worker, IStore store, Instant firstDue, TextWriter output, CancellationToken ct)
    {
        var end = firstDue + Duration.FromSeconds(WarnedSeconds + 2);
        var from = await store.GetFeedPositionAsync(ct);
        using var loop = new WorkerLoop(worker, store, TimeProvider.System, NullLogger<DeskWorker>.Instance);
        await loop.StartAsync(ct);
        await Task.Delay((end - SystemClock.Instance.GetCurrentInstant()).ToTimeSpan(), ct);
        await loop.StopAsync(ct);
        var late = new List<double>();
        for (var page = await store.ReadFeedAsync(from, 1000, ct); page.Count > 0; page = await store.ReadFeedAsync(page[^1].Position, 1000, ct))
            foreach (var stored in page)
                if (TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var happened) && happened is TicketEvent.SlaWarned { Percent: 50 } warned)
                    late.Add((warned.At - (warned.Due - FirstWarning)).TotalMilliseconds);
        Print(output, $"warnings after their time ({late.Count:N0} of {WarnedPerSecond * WarnedSeconds:N0} due)", late);
        // One that never came is later than any.
        return late.Count == WarnedPerSecond * WarnedSeconds ? late.Max() : double.PositiveInfinity;
    }

    private static void Print(TextWriter output, string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        if (milliseconds.Count > 0)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-66} p50 {milliseconds[milliseconds.Count / 2]:0.0} ms   p99 {milliseconds[(milliseconds.Count - 1) * 99 / 100]:0.0} ms   most {milliseconds[^1]:0.0} ms"));
    }
}
