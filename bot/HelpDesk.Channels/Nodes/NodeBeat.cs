using System.Globalization;
using System.Text;
using System.Text.Json;
using HelpDesk.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace HelpDesk.Channels.Nodes;

/// <summary>Shows that this node lives, and looks at the others: one small document a node. On a store that no other process may open it does nothing.</summary>
public sealed class NodeBeat(IStore store, NodeMap map, TimeProvider time, IOptions<NodeOptions> options, ILogger<NodeBeat> log) : BackgroundService
{
    public const string Collection = "nodes";

    // Only housekeeping: the dead are known by their number standing still.
    private static readonly Duration Kept = Duration.FromHours(1);
    private const int Page = 256;
    private Membership _seen = Membership.Empty;
    private long _number;

    /// <summary>Raised after the nodes have changed, and again when what came to this node is its own.</summary>
    public event EventHandler? Moved;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Shared)
            await TryBeatAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Leaves: the others take over at once instead of waiting until this node looks dead.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!options.Value.Shared)
            return;
        try
        {
            await store.CommitAsync(new Commit(Now()) { Writes = [new Write.Delete(Key(map.Self))] }, cancellationToken);
        }
        catch (StoreException)
        {
            // It is found out anyway.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Shared)
            return;
        using var timer = new PeriodicTimer(options.Value.Beat, time);
        long? changed = null;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (await TryBeatAsync(stoppingToken))
                changed = time.GetTimestamp();
            if (changed is not { } since || time.GetElapsedTime(since) < map.Handover)
                continue;
            changed = null;
            Moved?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary>One beat and one look; true where the nodes have changed.</summary>
    internal async Task<bool> TryBeatAsync(CancellationToken ct)
    {
        try
        {
            var began = time.GetTimestamp();
            var json = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"beat":{{++_number}}}"""));
            await store.CommitAsync(new Commit(Now()) { Writes = [new Write.Put(Key(map.Self), json, Now() + Kept)] }, ct);
            map.ShownLife(began);
            _seen = _seen.Seen(await BeatsAsync(ct));
        }
        catch (StoreException)
        {
            return false;
        }

        if (!map.Take(_seen.Alive(options.Value.MissedBeats)))
            return false;
        log.NodesChanged(map.Alive.Length);
        Moved?.Invoke(this, EventArgs.Empty);
        return true;
    }

    private async Task<IReadOnlyList<KeyValuePair<string, long>>> BeatsAsync(CancellationToken ct)
    {
        var beats = new List<KeyValuePair<string, long>>();
        for (string? after = null; ;)
        {
            var page = await store.ListAsync(Collection, after, Page, Now(), ct);
            beats.AddRange(page.Select(node => KeyValuePair.Create(node.Key.Id, JsonElement.Parse(node.Json.Span).GetProperty("beat").GetInt64())));
            if (page.Count < Page)
                return beats;
            after = page[^1].Key.Id;
        }
    }

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());

    private static DocumentKey Key(string node) => new(Collection, node);
}
