using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.Nodes;

/// <summary>
/// Says which node works on what. Of each key (a conversation) exactly one node is the home. A node says in the store what it may be at work on
/// before it begins, then looks at what the others say, and leaves alone what one of them still holds: of two nodes that want the same, at least
/// one sees the other. So a key goes from a living node to another only after its last step has ended, whatever that takes. A node that cannot show life for as
/// long as it takes to be declared dead is nobody's home until it can again; a step that it had begun by then may overlap with its
/// successor's, which is decided by the checks of the store's commits.
/// </summary>
public sealed class NodeMap
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly NodeOptions _options;
    private ImmutableArray<string> _alive = [];
    private ImmutableArray<Share> _disputing = [];
    private Share _mine;
    private long _beat;
    private long _epoch;

    public NodeMap(TimeProvider time, IOptions<NodeOptions> options)
    {
        (_time, _options) = (time, options.Value);
        _mine = new(Self, [], []);
    }

    /// <summary>Raised after what this node may work on has changed, on the thread that found out.</summary>
    public event EventHandler? Moved;

    /// <summary>A step has ended that another node waits for.</summary>
    internal event EventHandler? LetGo;

    /// <summary>This process among the nodes; new with each start.</summary>
    public string Self { get; } = Guid.NewGuid().ToString("N")[..12];

    /// <summary>Whether there may be other nodes.</summary>
    public bool IsShared => _options.Shared;

    /// <summary>Whether this node is a home at all.</summary>
    public bool Works => _options.Works;

    /// <summary>All nodes that are homes and taken for alive, in order.</summary>
    public ImmutableArray<string> Alive
    {
        get
        {
            lock (_lock)
                return IsShared ? _alive : Works ? [Self] : [];
        }
    }

    /// <summary>The node that is to work on this key, now or after what is still being handed over; null where this one knows of none.</summary>
    public string? HomeOf(string key) => Homes.Of(key, Alive);

    /// <summary>Whether this node may work on the key now.</summary>
    public bool IsHome(string key)
    {
        if (!IsShared)
            return Works;
        lock (_lock)
            return Owns(key);
    }

    /// <summary>Begins a step on a key, which no other node begins until <see cref="Leave"/>; false where this node may not.</summary>
    /// <param name="epoch">Grows whenever another node may have worked on the key since.</param>
    internal bool TryEnter(string key, out long epoch)
    {
        epoch = 0;
        if (!IsShared)
            return Works;
        lock (_lock)
        {
            epoch = _epoch;
            if (!Owns(key))
                return false;
            CollectionsMarshal.GetValueRefOrAddDefault(_running, key, out _)++;
            return true;
        }
    }

    /// <summary>Ends a step.</summary>
    internal void Leave(string key)
    {
        if (!IsShared)
            return;
        bool isAwaited;
        lock (_lock)
        {
            if (--CollectionsMarshal.GetValueRefOrNullRef(_running, key) > 0)
                return;
            _running.Remove(key);
            isAwaited = _mine.Busy.Contains(key, StringComparer.Ordinal);
        }

        if (isAwaited)
            LetGo?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>What this node has to say to the others before it looks at them.</summary>
    internal Share Plan()
    {
        lock (_lock)
            return new(Self, _alive, [.. _running.Keys.Where(key => !IsOwnAmong(_alive, key)).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Takes in a look at the nodes.</summary>
    /// <param name="mine">What this node had said before it looked.</param>
    /// <param name="nodes">All that are alive, with this one where it is a home.</param>
    /// <param name="began">When that was begun to be said, as a timestamp of the clock.</param>
    internal void Take(Share mine, IReadOnlyCollection<Share> nodes, long began)
    {
        lock (_lock)
        {
            ImmutableArray<string> alive = [.. nodes.Select(node => node.Node)];
            ImmutableArray<Share> disputing = [.. nodes.Where(node => node.Node != Self && !(node.Busy.IsEmpty && node.View.SequenceEqual(mine.View, StringComparer.Ordinal)))];
            var isSame = IsShowingLife() && mine.Says(_mine) && alive.SequenceEqual(_alive, StringComparer.Ordinal)
                && disputing.Length == _disputing.Length && disputing.Zip(_disputing).All(pair => pair.First.Node == pair.Second.Node && pair.First.Says(pair.Second));
            (_mine, _alive, _disputing) = (mine, alive, disputing);
            _beat = began;
            if (isSame)
                return;
            _epoch++;
        }

        Moved?.Invoke(this, EventArgs.Empty);
    }

    private bool Owns(string key) =>
        Works && IsShowingLife() && IsOwnAmong(_alive, key) && IsOwnAmong(_mine.View, key) && !_disputing.Any(node => node.Holds(key));

    private bool IsOwnAmong(ImmutableArray<string> nodes, string key) => string.Equals(Homes.Of(key, nodes), Self, StringComparison.Ordinal);

    private bool IsShowingLife() =>
        _beat != 0 && _time.GetElapsedTime(_beat) < _options.Beat * (_options.MissedBeats - 1);
}
