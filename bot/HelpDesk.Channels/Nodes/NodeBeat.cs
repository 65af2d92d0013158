using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using HelpDesk.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Channels.Nodes;

/// <summary>
/// Shows that this node lives and what it may work on, and looks at the others: one small document a node, each <see cref="NodeOptions.Beat"/> and as soon as
/// one of them says something new. On a store that no other process may open it does nothing.
/// </summary>
public sealed class NodeBeat(IStore store, NodeMap map, TimeProvider time, IOptions<NodeOptions> options, ILogger<NodeBeat> log) : BackgroundService
{
    public const string Collection = "nodes";

    // Only housekeeping: the dead are known by their number standing still.
    private static readonly Duration Kept = Duration.FromHours(1);
    private const int Page = 256;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Membership _seen = Membership.Empty;
    private Share? _said;
    private long _number;
    private bool _isDue;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (map.IsShared)
            await BeatAsync(isDue: true, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Leaves: the others take over at once instead of waiting until this node looks dead.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!map.IsShared || !map.Works)
            return;
        try
        {
            await store.CommitAsync(new Commit(Now()) { Writes = [new Write.Delete(Key(map.Self))] }, cancellationToken);
            await TellAsync(cancellationToken);
        }
        catch (StoreException)
        {
            // It is found out anyway.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!map.IsShared)
            return;
        using var listening = store.Listen(Collection, OnNews);
        await using var timer = time.CreateTimer(_ => OnDue(), null, options.Value.Beat, options.Value.Beat);
        map.LetGo += OnLetGo;
        try
        {
            await foreach (var _ in _wake.Reader.ReadAllAsync(stoppingToken))
                await BeatAsync(Interlocked.Exchange(ref _isDue, false), stoppingToken);
        }
        finally
        {
            map.LetGo -= OnLetGo;
        }
    }

    /// <summary>Says what there is to say and looks, until nothing new follows from what was seen.</summary>
    /// <param name="isDue">A whole beat has passed: nodes that show nothing new have missed one.</param>
    internal async Task BeatAsync(bool isDue, CancellationToken ct)
    {
        var before = map.Alive;
        try
        {
            for (Share mine = map.Plan(), next; ; mine = next)
            {
                var began = time.GetTimestamp();
                if (map.Works)
                    await SayAsync(mine, ct);
                var nodes = await NodesAsync(ct);
                _seen = _seen.Seen(nodes.Select(node => KeyValuePair.Create(node.Key, node.Value.Beat)), isDue);
                isDue = false;
                var alive = _seen.Alive(options.Value.MissedBeats);
                map.Take(mine, [.. nodes.Where(node => alive.Contains(node.Key, StringComparer.Ordinal)).Select(node => new Share(node.Key, node.Value.View, node.Value.Busy))], began);
                if ((next = map.Plan()).Says(mine))
                    break;
            }
        }
        catch (StoreException)
        {
            // It is tried again with the next beat.
        }

        if (!map.Alive.SequenceEqual(before, StringComparer.Ordinal))
            log.NodesChanged(map.Alive.Length);
    }

    private async Task SayAsync(Share mine, CancellationToken ct)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new(++_number, mine.View, mine.Busy), NodeJson.Default.NodeRecord);
        await store.CommitAsync(new Commit(Now()) { Writes = [new Write.Put(Key(map.Self), json, Now() + Kept)] }, ct);
        if (_said is not null && mine.Says(_said))
            return;
        _said = mine;
        await TellAsync(ct);
    }

    private Task TellAsync(CancellationToken ct) => store.NotifyAsync(new Signal(Collection, Encoding.UTF8.GetBytes(map.Self)), ct);

    // In the order of their names, as all nodes have it.
    private async Task<IReadOnlyList<KeyValuePair<string, NodeRecord>>> NodesAsync(CancellationToken ct)
    {
        var nodes = new List<KeyValuePair<string, NodeRecord>>();
        for (string? after = null; ;)
        {
            var page = await store.ListAsync(Collection, after, Page, Now(), ct);
            nodes.AddRange(page.Select(node => KeyValuePair.Create(node.Key.Id, JsonSerializer.Deserialize(node.Json.Span, NodeJson.Default.NodeRecord)!)));
            if (page.Count < Page)
                return nodes;
            after = page[^1].Key.Id;
        }
    }

    private void OnNews(Signal signal)
    {
        if (Encoding.UTF8.GetString(signal.Payload.Span) != map.Self)
            _wake.Writer.TryWrite(true);
    }

    private void OnDue()
    {
        Volatile.Write(ref _isDue, true);
        _wake.Writer.TryWrite(true);
    }

    private void OnLetGo(object? sender, EventArgs e) => _wake.Writer.TryWrite(true);

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());

    private static DocumentKey Key(string node) => new(Collection, node);
}
