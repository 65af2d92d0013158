using HelpDesk.Channels.Turns;

namespace HelpDesk.Channels.Connector;

/// <summary>Decides with what a service URL may be called. The bearer token is the bot itself: whoever gets it can speak for it.</summary>
public interface IConnectorTokens
{
    /// <param name="serviceUrl">As the channel wrote it: absolute, http or https.</param>
    /// <param name="conversation">In which something is said; null for calls about people and new conversations.</param>
    /// <param name="fresh">The channel has refused the last token: take none from a cache.</param>
    ValueTask<ServiceAccess> AccessAsync(string serviceUrl, ConversationId? conversation, bool fresh, CancellationToken ct);
}

public abstract record ServiceAccess
{
    private ServiceAccess() { }

    /// <summary>Without a token, as an emulator on this machine is called.</summary>
    public sealed record Anonymous : ServiceAccess
    {
        public static readonly Anonymous Instance = new();
    }

    public sealed record Bearer(string Token) : ServiceAccess;

    /// <summary>The service URL came in no verified token and is on no list: nothing may be sent there.</summary>
    public sealed record Untrusted : ServiceAccess
    {
        public static readonly Untrusted Instance = new();
    }

    /// <summary>No token can be had now.</summary>
    /// <param name="Why">For logs; no content.</param>
    public sealed record Unavailable(string Why) : ServiceAccess;
}

/// <summary>The local mode: no bot registration, so no tokens, and nothing is called but this machine.</summary>
public sealed class LoopbackOnly : IConnectorTokens
{
    public ValueTask<ServiceAccess> AccessAsync(string serviceUrl, ConversationId? conversation, bool fresh, CancellationToken ct) =>
        new(new Uri(serviceUrl).IsLoopback ? ServiceAccess.Anonymous.Instance : ServiceAccess.Untrusted.Instance);
}
