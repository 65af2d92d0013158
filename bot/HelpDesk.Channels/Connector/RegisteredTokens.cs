using HelpDesk.Channels.Authentication;
using HelpDesk.Channels.Turns;

namespace HelpDesk.Channels.Connector;

/// <summary>
/// The bot's own tokens, for the addresses that somebody vouched for: a conversation's own, as it was when its last message was checked, and for anything
/// else only what the operator lists or this machine.
/// </summary>
public sealed class RegisteredTokens(ConnectorCredentials credentials, References references) : IConnectorTokens
{
    public async ValueTask<ServiceAccess> AccessAsync(string serviceUrl, ConversationId? conversation, bool fresh, CancellationToken ct)
    {
        var kept = conversation is { } known ? await references.FindTargetAsync(known, ct) : null;
        var target = kept is not null && ServiceUrls.Same(kept.ServiceUrl, serviceUrl) ? kept : Unvouched(serviceUrl);
        return await credentials.AccessAsync(target, ct, fresh) switch
        {
            { Refusal: ConnectorRefusal.UntrustedServiceUrl } => ServiceAccess.Untrusted.Instance,
            { Refusal: { } refusal } => new ServiceAccess.Unavailable(refusal.ToString()),
            { Token: { } token } => new ServiceAccess.Bearer(token),
            _ => ServiceAccess.Anonymous.Instance,
        };
    }

    // The check that follows looks the address up on the list.
    private static ReplyTarget Unvouched(string serviceUrl) =>
        new(serviceUrl, ServiceUrls.IsLoopback(serviceUrl) ? ServiceUrlOrigin.Loopback : ServiceUrlOrigin.AllowList);
}
