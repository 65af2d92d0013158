using System.Net.Sockets;
using System.Threading.Channels;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service.Leases;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;
using HelpDesk.Storage.Redis;
using HelpDesk.Tests.Storage;
using HelpDesk.Tests.Storage.Redis;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Service.Processes;

/// <summary>Two real nodes on a real Redis. The one that works dies, or sleeps; the other's clock is right, or two seconds off.</summary>
public sealed class LostNodeTests(ITestOutputHelper output)
{
    private const int Tickets = 40;
    private static readonly Duration Lease = Duration.FromSeconds(5);

    /// <summary>Of a P1's first response: half of fifteen minutes.</summary>
    private static readonly Duration FirstWarning = Duration.FromMinutes(7.5);

    /// <summary>Between one warning and the next.</summary>
    private static readonly Duration Beat = Duration.FromMilliseconds(500);

    /// <summary>For a machine that does other things as well.</summary>
    private static readonly Duration Slack = Duration.FromSeconds(15);
    private static readonly Guid Mia = new(1, 9, 0, new byte[8]);
    private static readonly string MiasToken = DeskWorld.Token("agent", Mia);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, "dies")]
    [InlineData(2, "dies")]
    [InlineData(-2, "dies")]
    [InlineData(2, "sleeps")]
    public async Task The_other_node_takes_over_in_time_nothing_is_lost_and_no_timer_fires_twice(double secondsAhead, string what)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var world = await DeskWorld.CreateAsync(("customers.yaml", "plan: standard", "plan: enterprise"));
        await using var store = await RedisStore.OpenAsync(redis.Desk("main"), TimeProvider.System, null, Ct);
        var settings = $"--Store:Redis={redis.Connection}";
        using var feed = new FeedWatch(store);
        var first = await world.NodeAsync(0, settings);
        await feed.UntilAsync(async () => await store.GetAsync(new DocumentKey("lease-token", "workers"), SystemClock.Instance.GetCurrentInstant(), Ct) is not null);
        var next = await world.NodeAsync(secondsAhead, settings);
        await world.EnrolAsync(first, Mia);
        var noted = await world.OpenAsync(first, MiasToken, "my screen stays dark");
        var clock = new TestClock();
        using var desk = new TicketDesk(store, world.Policies, clock);
        var begin = SystemClock.Instance.GetCurrentInstant() + Duration.FromSeconds(2);
        var tickets = await OpenAsync(desk, clock, begin, Tickets);

        using var enough = new CancellationTokenSource();
        var notes = Task.Run(() => NoteAsync(world, first, next, noted, enough.Token), Ct);
        await feed.UntilAsync(async () => await WarnedAsync(desk, tickets) >= Tickets / 5);
        if (what == "dies") await first.KillAsync();
        else await first.FreezeAsync();
        await feed.UntilAsync(async () => await WarnedAsync(desk, tickets) >= Tickets);
        if (what == "sleeps") await first.ThawAsync();
        // The worker has gone on for some rounds: whatever it would do twice, it has done.
        var more = await OpenAsync(desk, clock, SystemClock.Instance.GetCurrentInstant() + Duration.FromSeconds(2), 6);
        await feed.UntilAsync(async () => await WarnedAsync(desk, more) >= more.Count);
        await enough.CancelAsync();

        var said = await Task.WhenAll(tickets.Concat(more).Select(t => desk.HistoryAsync(t, Ct)));
        Assert.All(said, history => Assert.Single(Warnings(history)));
        var late = said.SelectMany(Warnings).Select(w => w.At - (w.Due - FirstWarning)).ToList();
        output.WriteLine($"{late.Count} warnings, the latest {late.Max().TotalSeconds:0.0} s after its time by the clock of the node that gave it; the lease is {Lease.TotalSeconds} s");
        Assert.All(late, l => Assert.InRange(l, Duration.Zero, Lease + LeaseKeeper.ClockTolerance + Duration.FromSeconds(Math.Abs(secondsAhead)) + Slack));
        var written = (await desk.HistoryAsync(new TicketId(Guid.Parse(noted)), Ct)).OfType<TicketEvent.Noted>().Select(n => n.Text).ToList();
        Assert.Equal(await notes, written.Order(StringComparer.Ordinal));
        Assert.True(written.Count > 5);
    }

    private static IEnumerable<TicketEvent.SlaWarned> Warnings(IReadOnlyList<TicketEvent> history) =>
        history.OfType<TicketEvent.SlaWarned>().Where(w => w is { Clock: SlaClockKind.Response, Percent: 50 });

    private static async Task<int> WarnedAsync(TicketDesk desk, IReadOnlyList<TicketId> tickets)
    {
        var warned = 0;
        foreach (var ticket in tickets)
            if (Warnings(await desk.HistoryAsync(ticket, Ct)).Any()) warned++;
        return warned;
    }

    /// <summary>Tickets of some minutes ago, whose first warnings come one after the other from an instant on.</summary>
    private static async Task<IReadOnlyList<TicketId>> OpenAsync(TicketDesk desk, TestClock clock, Instant firstWarning, int count)
    {
        var opened = new List<TicketId>();
        for (var i = 0; i < count; i++)
        {
            clock.Advance((firstWarning + (Beat * i) - FirstWarning).ToDateTimeOffset() - clock.GetUtcNow());
            var order = new OpenOrder(TicketKind.Incident, TicketChannel.Portal, DeskNode.Alex, new CustomerId("sample"), $"printer {i} jams", null, Actor.Bot) { Priority = Priority.P1 };
            opened.Add(Assert.IsType<TicketOutcome.Done>(await desk.OpenAsync(order, WriteTerms.None, Ct)).Ticket.Ticket.Id);
        }
        return opened;
    }

    /// <summary>Writes note after note at the first node; what that one does not answer is sent again to the other under the same key. Gives every note, in order of its text.</summary>
    private static async Task<IReadOnlyList<string>> NoteAsync(DeskWorld world, DeskProcess first, DeskProcess next, string ticket, CancellationToken enough)
    {
        var (notes, alive) = (new List<string>(), true);
        while (!enough.IsCancellationRequested)
        {
            var note = $"note {notes.Count:00000}";
            alive = alive && await TryAsync(first).WaitAsync(TimeSpan.FromSeconds(2), Ct).ContinueWith(t => t is { IsCompletedSuccessfully: true, Result: true }, Ct, TaskContinuationOptions.None, TaskScheduler.Default);
            if (!alive) Assert.True(await TryAsync(next));
            notes.Add(note);

            async Task<bool> TryAsync(DeskProcess node)
            {
                try
                {
                    return (await world.SendAsync(HttpMethod.Post, node, $"v1/tickets/{ticket}/notes", MiasToken, new { text = note }, note)).Status == 200;
                }
                catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
                {
                    return false;
                }
            }
        }
        return notes;
    }

    /// <summary>Asks again whenever the store's feed moves, and twice a second.</summary>
    private sealed class FeedWatch : IDisposable
    {
        private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(500);
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
        private readonly Channel<bool> _moved = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        private readonly IDisposable _listening;
        private readonly Timer _timer;

        public FeedWatch(IStore store)
        {
            _listening = store.Listen(Signal.FeedTopic, _ => _moved.Writer.TryWrite(true));
            _timer = new Timer(_ => _moved.Writer.TryWrite(true), null, Often, Often);
        }

        public async Task UntilAsync(Func<Task<bool>> isSo)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            patience.CancelAfter(Patience);
            while (!await isSo()) await _moved.Reader.ReadAsync(patience.Token);
        }

        public void Dispose()
        {
            _timer.Dispose();
            _listening.Dispose();
        }
    }
}
