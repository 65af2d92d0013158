using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using HelpDesk.Handoff.Service;
using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Service.Projections;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace HelpDesk.Benchmarks.Desk;

/// <summary><c>projections</c>: building the ticket lists from the feed, asking them, and how far behind a commit they are.</summary>
internal static class ProjectionBenchmark
{
    private const int PerCommit = 500;
    private const int Rebuilds = 3;

    public static Command Build()
    {
        var folder = new Option<DirectoryInfo>("--folder") { Description = "On the disk to measure.", DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()) };
        var open = new Option<int>("--open") { Description = "Open tickets.", DefaultValueFactory = _ => 100_000 };
        var ended = new Option<int>("--ended") { Description = "Ended tickets.", DefaultValueFactory = _ => 50_000 };
        var command = new Command("projections", "Building, listing and searching the projection of a desk's tickets.") { folder, open, ended };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(folder).FullName, parsed.GetValue(open), parsed.GetValue(ended), Console.Out, ct));
        return command;
    }

    public static async Task<IReadOnlyList<Promise>> RunAsync(string parent, int open, int ended, TextWriter output, CancellationToken ct)
    {
        var (fastest, slowest) = (0.0, 0.0);
        await using var store = await DeskStore.CreateAsync(parent, StoreKind.Sqlite, ct);
        var traffic = new TicketTraffic(DeskStore.Policies.Current.Desk, open, ended);
        await FillAsync(store.Host, traffic, ct);
        var folder = Path.Combine(parent, $"projection-benchmark-{Guid.NewGuid():N}");
        try
        {
            for (var round = 1; round <= Rebuilds; round++)
            {
                if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
                await using var projection = Open(store.Host, folder);
                fastest = Math.Max(fastest, await RebuildAsync(projection, round, folder, output, ct));
                if (round < Rebuilds) continue;
                var lists = new ProjectedLists(projection, store.Host, DeskStore.Policies, TimeProvider.System);
                slowest = await AskAsync(lists, traffic, output, ct);
                await FollowAsync(store.Host, lists, output, ct);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return
        [
            new(string.Create(CultureInfo.InvariantCulture, $"list and search, p99 of the slowest kind, {open:N0} open"), "under 50 ms", string.Create(CultureInfo.InvariantCulture, $"{slowest:0.0} ms")),
            new("projection rebuilt", "50,000 events/s", string.Create(CultureInfo.InvariantCulture, $"{fastest:N0} events/s")),
        ];
    }

    private static Projection Open(IStore store, string folder) =>
        new(store, DeskStore.Policies, new HandoffOptions { ProjectionFolder = folder }, TimeProvider.System, NullLogger<Projection>.Instance);

    private static async Task FillAsync(IStore store, TicketTraffic traffic, CancellationToken ct)
    {
        foreach (var chunk in traffic.Events().Chunk(PerCommit))
            await store.CommitAsync(new Commit(TicketTraffic.Start) { Writes = [.. chunk.Select(Append)] }, ct);
    }

    private static Write Append((TicketId Ticket, TicketEvent Happened) e)
    {
        var form = TicketEvents.ToStored(e.Happened);
        return new Write.Append(new StreamId(TicketEvents.StreamOf(e.Ticket)), [new NewEvent(form.Type, form.Schema, form.Json, form.At)]);
    }

    private static async Task<double> RebuildAsync(Projection projection, int round, string folder, TextWriter output, CancellationToken ct)
    {
        var (allocated, cpu, watch) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        await projection.CatchUpAsync(ct);
        var took = watch.Elapsed;
        var megabytes = Directory.EnumerateFiles(folder, "tickets.db", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length) / 1e6;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"rebuild {round}: {projection.Position:N0} events in {took.TotalSeconds:0.0} s ({(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.0} s CPU): {projection.Position / took.TotalSeconds:N0} events/s; {megabytes:N0} MB on disk, {(GC.GetTotalAllocatedBytes() - allocated) / projection.Position:N0} bytes allocated an event, {Environment.WorkingSet / 1e6:N0} MB in memory"));
        return projection.Position / took.TotalSeconds;
    }

    private static async Task<double> AskAsync(ITicketLists lists, TicketTraffic traffic, TextWriter output, CancellationToken ct)
    {
        var slowest = 0.0;
        var (random, policy, customer) = (new Random(3), DeskStore.Policies.Current.Desk, DeskStore.Policies.Current.Desk.Customers[0].Id);
        var deep = (await lists.FindAsync(new TicketQuery { Open = true, Limit = 200, Sort = TicketSort.Opened, OpenedBefore = TicketTraffic.Start + Duration.FromDays(15) }, ct)).Next;
        await MeasureAsync("list: everything open by due", () => new TicketQuery { Open = true });
        await MeasureAsync("list: everything, latest change first", () => new TicketQuery { Sort = TicketSort.Changed });
        await MeasureAsync("list: a queue's waiting tickets by due", () => new TicketQuery { Queue = policy.Queues[random.Next(policy.Queues.Count)].Id, Statuses = new HashSet<TicketStatus> { TicketStatus.Queued, TicketStatus.Offered } });
        await MeasureAsync("list: an agent's tickets", () => new TicketQuery { Open = true, Agent = TicketTraffic.Agent(random.Next(500)) });
        await MeasureAsync("list: a person's tickets", () => new TicketQuery { Person = TicketTraffic.Person(random.Next(20_000)), Sort = TicketSort.Opened });
        await MeasureAsync("list: a category and priority of one customer, page in the middle", () => new TicketQuery
        { Open = true, Category = policy.Categories[random.Next(policy.Categories.Count)].Id, Priority = Priority.P2, Customers = new HashSet<CustomerId> { customer }, Sort = TicketSort.Opened, After = deep });
        await MeasureAsync("list: opened in one hour", () => Hour(random));
        await MeasureAsync("list: what nothing matches (every open ticket is looked at)", () => new TicketQuery { Open = true, Kind = TicketKind.Problem, Tier = Tier.Specialist });
        await MeasureAsync("search: the most frequent word", () => new TicketQuery { Text = traffic.Word(0) });
        await MeasureAsync("search: a frequent word, open, by due", () => new TicketQuery { Text = traffic.Word(random.Next(20)), Open = true });
        await MeasureAsync("search: two words", () => new TicketQuery { Text = $"{traffic.Word(random.Next(100))} {traffic.Word(random.Next(100))}" });
        await MeasureAsync("search: three words, one queue", () => new TicketQuery { Queue = policy.Queues[0].Id, Text = $"{traffic.Word(random.Next(300))} {traffic.Word(random.Next(300))} {traffic.Word(random.Next(300))}" });
        await MeasureAsync("search: a rare word", () => new TicketQuery { Text = traffic.Word(random.Next(4000, 8000)) });
        await MeasureAsync("search: two letters that begin a word", () => new TicketQuery { Text = traffic.Word(random.Next(8000))[..2] });
        await MeasureAsync("search: a number", () => new TicketQuery { Text = $"INC-{random.Next(1000, 100_000)}" });
        await MeasureAsync("search: frequent words that nothing else matches", () => new TicketQuery { Text = traffic.Word(1), Open = true, Kind = TicketKind.Problem });
        Print(output, "wallboard: counts of every queue", await RepeatAsync(300, () => lists.CountQueuesAsync(null, ct)));
        return slowest;

        async Task MeasureAsync(string what, Func<TicketQuery> query)
        {
            await RepeatAsync(20, () => lists.FindAsync(query(), ct));
            slowest = Math.Max(slowest, Print(output, what, await RepeatAsync(300, () => lists.FindAsync(query(), ct))));
        }
    }

    private static TicketQuery Hour(Random random)
    {
        var from = TicketTraffic.Start + Duration.FromHours(random.Next(500));
        return new TicketQuery { OpenedFrom = from, OpenedBefore = from + Duration.FromHours(1), Sort = TicketSort.Opened };
    }

    /// <summary>One commit, then a list that holds it.</summary>
    private static async Task FollowAsync(IStore store, ProjectedLists lists, TextWriter output, CancellationToken ct)
    {
        var number = 0;
        Print(output, "a commit and the list that holds it", await RepeatAsync(300, async () =>
        {
            var reply = new TicketEvent.Replied(TicketTraffic.Agent(1), new($"late{number}"), "This took a while, sorry", [], TicketTraffic.Start + Duration.FromDays(90));
            await store.CommitAsync(new Commit(TicketTraffic.Start) { Writes = [Append((TicketTraffic.Id(number++ * 37), reply))] }, ct);
            return await lists.FindAsync(new TicketQuery { Sort = TicketSort.Changed, Limit = 1 }, ct);
        }));
    }

    private static async Task<List<double>> RepeatAsync<T>(int times, Func<Task<T>> work)
    {
        var milliseconds = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await work();
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return milliseconds;
    }

    /// <returns>The 99th of a hundred.</returns>
    private static double Print(TextWriter output, string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-66} p50 {milliseconds[milliseconds.Count / 2],6:0.00} ms   p99 {milliseconds[(milliseconds.Count - 1) * 99 / 100],6:0.00} ms"));
        return milliseconds[(milliseconds.Count - 1) * 99 / 100];
    }
}
