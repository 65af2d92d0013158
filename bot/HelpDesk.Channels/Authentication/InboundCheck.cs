using HelpDesk.Channels.Activities;

namespace HelpDesk.Channels.Authentication;

/// <summary>Decides who may speak to the bot: one entry for every request to <c>/api/messages</c>. Each refusal is one line in the log, without the token.</summary>
public sealed class InboundCheck
{
    /// <param name="authorization">The request's <c>Authorization</c> header as it came; null without one.</param>
    /// <param name="activity">The body; what it says about its channel and service address must fit the token.</param>
    /// <returns>The caller, or a refusal. Never throws but for <paramref name="ct"/>.</returns>
    public ValueTask<InboundVerdict> CheckAsync(string? authorization, Activity activity, ConnectionFacts connection, CancellationToken ct) => throw new NotImplementedException();
}
