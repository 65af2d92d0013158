using System.Diagnostics;
using HelpDesk.Channels.Turns;

namespace HelpDesk.ChannelHost;

/// <summary>Takes the whole process down at "die", as an overflowing stack or an exhausted memory would.</summary>
internal sealed class DyingHandler(ITurnHandler inner) : ITurnHandler
{
    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken ct)
    {
        if (string.Equals(turn.Activity.Text, "die", StringComparison.Ordinal))
            Process.GetCurrentProcess().Kill();
        return inner.HandleAsync(turn, ct);
    }
}
