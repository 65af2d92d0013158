using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;

namespace HelpDesk.Channels.Connector;

/// <summary>The conversations in which something that was said has to be brought to its channel.</summary>
public sealed class Deliveries : Lanes<DeliveryLane>
{
    internal override string Work => "deliveries";
}

public sealed class DeliveryLane : Lane
{
    private readonly Lock _lock = new();
    private readonly List<string> _asked = [];

    /// <summary>Null until it is read.</summary>
    internal StoredCursor? Cursor { get; set; }

    /// <summary>What was read of the stream and not looked at yet.</summary>
    internal Queue<StoredEvent> Read { get; } = [];

    /// <summary>The version of the last activity of the stream that was looked at.</summary>
    internal long LookedAt { get; set; }

    /// <summary>The activity that is being delivered.</summary>
    internal DeliveryJob? Job { get; set; }

    /// <summary>How often <see cref="Job"/> has been tried.</summary>
    internal int Tries { get; set; }

    /// <summary>Room for the next send has been taken.</summary>
    internal bool HasRoom { get; set; }

    /// <summary>An operator wants a given-up activity of this conversation sent again.</summary>
    internal void Ask(string deadLetter)
    {
        lock (_lock)
        {
            if (!_asked.Contains(deadLetter))
                _asked.Add(deadLetter);
        }
    }

    internal string? NextAsked()
    {
        lock (_lock)
            return _asked.Count > 0 ? _asked[0] : null;
    }

    internal void Answered(string deadLetter)
    {
        lock (_lock)
            _asked.Remove(deadLetter);
    }

    /// <summary>A conversation that has to wait longer is read again: thousands may wait at once, and each may hold much.</summary>
    internal void Forget()
    {
        Read.Clear();
        (Cursor, Job) = (null, null);
    }

    // What was sent and not noted yet is kept: if nobody else was here it can still be noted, and else the note fails.
    internal override void Doubt()
    {
        if (Job?.Outcome is null)
            Forget();
    }
}

/// <param name="DocumentVersion">0 where nothing has been delivered yet.</param>
internal sealed record StoredCursor(Cursor Value, long DocumentVersion);

/// <param name="Since">When it was said, or asked for again: from then on it ages.</param>
/// <param name="DeadLetter">The dead letter that an operator wants sent again; null for what is delivered in order.</param>
internal sealed record DeliveryJob(Activity Activity, long Version, DateTimeOffset Since, string? DeadLetter)
{
    /// <summary>What became of it; once known it is written, and not tried again.</summary>
    public DeliveryOutcome? Outcome { get; set; }

    /// <summary>Why the last try failed.</summary>
    public string? Why { get; set; }
}

/// <param name="ChannelId">What the channel calls it; null where it gave no id.</param>
/// <param name="GivenUp">Why it will not be delivered; null where it was.</param>
internal sealed record DeliveryOutcome(string? ChannelId, Refusal? GivenUp);

/// <param name="Status">HTTP status; 0 where no call decided.</param>
internal sealed record Refusal(int Status, string Code);
