using System.Threading.Channels;
using HelpDesk.Bot.Handoffs;
using HelpDesk.Handoff.Service;
using HelpDesk.Handoff.Service.Live;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;

namespace HelpDesk.Bot.Relay;

/// <summary>
/// Follows the desk's feed and has passed on what concerns people in chats. The feed only wakes: how far each talk has come is kept with the talk, in the
/// commit that says it, so that a start begins with a look at every living talk and nothing is lost or said twice.
/// </summary>
internal sealed class RelayLoop(RelayLanes lanes, RelayStep step, TalkLinks links, LiveSignals signals, IStore store, HandoffOptions options, TimeProvider time, ILogger<RelayLoop> log) : BackgroundService
{
    private const int Workers = 32;
    private const int Page = 500;
    private const int MostTyping = 256;
    private const string TicketStreams = "ticket/";
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Signals are lossy: the feed is looked at this often all the same.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly Channel<TicketId> _typing = Channel.CreateBounded<TicketId>(new BoundedChannelOptions(MostTyping) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly SemaphoreSlim _wake = new(0, 1);

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    /// <summary>Twice as long with every try.</summary>
    internal static TimeSpan WaitAfter(int tries) => TimeSpan.FromTicks(Math.Min(FirstWait.Ticks << Math.Min(tries, 20), LongestWait.Ticks));

    // A node of the desk alone speaks in no chat.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.Role == NodeRole.Desk ? Task.CompletedTask : Task.WhenAll(
        [FollowAsync(stoppingToken), TypeAsync(stoppingToken), .. Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken))]);

    private async Task FollowAsync(CancellationToken stopping)
    {
        await Task.Yield();
        using var typing = signals.Listen(s => _ = s is { Kind: "typing", Agent: not null } && _typing.Writer.TryWrite(new TicketId(s.Ticket)));
        using var moved = store.Listen(Signal.FeedTopic, _ => Wake());
        long? position = null;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                position = position is { } known ? await ReadAsync(known, stopping) : await BeginAsync(stopping);
            }
            catch (StoreException failure)
            {
                log.RelayWaits(failure.Message);
            }
            await WaitAsync(stopping);
        }
    }

    /// <summary>From here on the feed wakes; what happened before is found by a look at every talk.</summary>
    private async Task<long> BeginAsync(CancellationToken ct)
    {
        var position = await store.GetFeedPositionAsync(ct);
        await foreach (var ticket in links.AllAsync(ct))
            lanes.Wake(ticket);
        return position;
    }

    private async Task<long> ReadAsync(long position, CancellationToken ct)
    {
        while (await store.ReadFeedAsync(position, Page, ct) is { Count: > 0 } page)
        {
            foreach (var stored in page)
                if (stored.Stream.Value.StartsWith(TicketStreams, StringComparison.Ordinal) && RelayWords.IsTold(stored.Type)
                    && Guid.TryParse(stored.Stream.Value.AsSpan(TicketStreams.Length), out var id))
                    lanes.Wake(new TicketId(id));
            position = page[^1].Position;
            if (page.Count < Page) break;
        }
        return position;
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        await Task.Yield();
        await foreach (var ticket in lanes.Reader.ReadAllAsync(stopping))
        {
            var lane = lanes.Enter(ticket);
            try
            {
                if (await step.TakeAsync(ticket, lane.Tries, stopping) is { } wait) lanes.Rest(ticket, lane, wait);
                else lanes.Leave(ticket, lane);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // One talk that cannot be passed on must not end all others: this is the boundary where any failure stops.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                log.RelayStumbled(ticket.Value, lane.Tries, failure.GetType().Name, failure is StoreException ? null : failure.StackTrace);
                lanes.Rest(ticket, lane, WaitAfter(lane.Tries));
            }
        }
    }

    private async Task TypeAsync(CancellationToken stopping)
    {
        await Task.Yield();
        await foreach (var ticket in _typing.Reader.ReadAllAsync(stopping))
        {
            try
            {
                await step.TypeAsync(ticket, stopping);
            }
            catch (StoreException failure)
            {
                log.RelayWaits(failure.Message);
            }
        }
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var woken = _wake.WaitAsync(enough.Token);
        await Task.WhenAny(woken, Task.Delay(Poll, time, enough.Token));
        await enough.CancelAsync();
        await ((Task)woken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Wake()
    {
        try
        {
            if (_wake.CurrentCount == 0) _wake.Release();
        }
        catch (Exception late) when (late is SemaphoreFullException or ObjectDisposedException)
        {
            // Woken twice at once, or the host has stopped.
        }
    }
}
