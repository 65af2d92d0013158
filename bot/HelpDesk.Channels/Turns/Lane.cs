namespace HelpDesk.Channels.Turns;

/// <summary>What a worker remembers of one conversation while it has something to do.</summary>
public abstract class Lane
{
    /// <summary>What the map of nodes said at the last step; see <see cref="Nodes.NodeMap.TryEnter"/>.</summary>
    private long _epoch;

    /// <summary>It was woken since its visit began.</summary>
    internal bool Again { get; set; }

    /// <summary>How often the conversation's next piece of work has failed.</summary>
    internal int Failures { get; set; }

    /// <summary>How often the store was to blame; it only makes the waits longer.</summary>
    internal int Outages { get; set; }

    /// <summary>Kept so that it is not collected before it fires.</summary>
    internal ITimer? Timer { get; set; }

    /// <summary>Before a step: what was read before another node may have been here is not relied on.</summary>
    internal void Enter(long epoch)
    {
        if (_epoch != epoch)
            Doubt();
        _epoch = epoch;
    }

    /// <summary>Lets go of what the store may know better.</summary>
    internal virtual void Doubt() { }
}
