using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Nodes;

/// <summary>
/// Says which node works on what. Of each key (a conversation) exactly one node is the home; what still happens on two nodes, in the moment
/// when they disagree, is decided by the checks of the store's commits. A key that comes to this node from another one is taken up only after a
/// handover, in which the other has noticed and stopped; a node that could not show life for as long as it takes to be declared dead is
/// nobody's home until it can again.
/// </summary>
public sealed class NodeMap(TimeProvider time, IOptions<NodeOptions> options)
{
    private readonly Lock _lock = new();
    private View _now = new([], 0);
    private ImmutableArray<View> _earlier = [];
    private long _beat;

    /// <summary>This process among the nodes; new with each start.</summary>
    public string Self { get; } = Guid.NewGuid().ToString("N")[..12];

    /// <summary>All nodes that are taken for alive, in order.</summary>
    public ImmutableArray<string> Alive
    {
        get
        {
            lock (_lock)
                return options.Value.Shared ? _now.Nodes : [Self];
        }
    }

    /// <summary>The node that is to work on this key now; null where this one knows of none.</summary>
    public string? HomeOf(string key) => Homes.Of(key, Alive);

    /// <summary>Whether this node may work on the key now.</summary>
    public bool IsHome(string key)
    {
        if (!options.Value.Shared)
            return true;
        lock (_lock)
        {
            DropPast();
            return IsShowingLife() && Owns(_now, key) && _earlier.All(view => IsFree(view, key));
        }
    }

    /// <summary>How long it takes until what comes to this node now is its own: others look once in a beat, and may just have looked.</summary>
    internal TimeSpan Handover => options.Value.Beat * 2;

    /// <summary>Takes in who is alive; true where that has changed.</summary>
    internal bool Take(ImmutableArray<string> alive)
    {
        lock (_lock)
        {
            if (_now.Nodes.SequenceEqual(alive, StringComparer.Ordinal))
                return false;
            // What a new node finds was, until now, shared among the others.
            var before = _now.Nodes.IsEmpty ? alive.Remove(Self) : _now.Nodes;
            _earlier = _earlier.Add(new(before, time.GetTimestamp()));
            _now = new(alive, 0);
            return true;
        }
    }

    /// <summary>This node has shown life, by a write that began at <paramref name="timestamp"/>.</summary>
    internal void ShownLife(long timestamp) => Interlocked.Exchange(ref _beat, timestamp);

    private bool IsShowingLife() =>
        Interlocked.Read(ref _beat) is var beat and not 0 && time.GetElapsedTime(beat) < options.Value.Beat * (options.Value.MissedBeats - 1);

    private void DropPast() => _earlier = _earlier.RemoveAll(view => time.GetElapsedTime(view.Ended) >= Handover);

    private bool Owns(View view, string key) => string.Equals(Homes.Of(key, view.Nodes), Self, StringComparison.Ordinal);

    // Who is no longer there needs no time to notice.
    private bool IsFree(View earlier, string key) => Homes.Of(key, earlier.Nodes) is not { } home
        || string.Equals(home, Self, StringComparison.Ordinal)
        || !_now.Nodes.Contains(home, StringComparer.Ordinal);

    /// <param name="Ended">When it was replaced, as a timestamp of the clock.</param>
    private sealed record View(ImmutableArray<string> Nodes, long Ended);
}
