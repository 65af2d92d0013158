namespace HelpDesk.Channels.Turns;

/// <summary>The conversations in which an activity waits for its turn.</summary>
public sealed class ReadyConversations : Lanes<TurnLane>
{
    internal override string Work => "turns";
}

public sealed class TurnLane : Lane
{
    /// <summary>An earlier process left it unfinished: tries are noted in the store.</summary>
    internal bool IsLeft { get; set; }

    /// <summary>The activity of an earlier process that is being tried.</summary>
    internal LeftTurn? Tried { get; set; }
}

/// <param name="Starts">How many earlier starts of the process have tried it.</param>
/// <param name="IsNoted">This start's try is in the store.</param>
internal sealed record LeftTurn(long Version, int Starts, bool IsNoted);
