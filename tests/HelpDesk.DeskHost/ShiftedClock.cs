namespace HelpDesk.DeskHost;

/// <summary>A clock that runs as fast as the machine's and always shows another time.</summary>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
