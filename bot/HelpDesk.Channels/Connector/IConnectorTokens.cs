namespace HelpDesk.Channels.Connector;

/// <summary>Decides with what a service URL may be called. The bearer token is the bot itself: whoever gets it can speak for it.</summary>
public interface IConnectorTokens
{
    /// <param name="fresh">The channel has refused the last token: take none from a cache.</param>
    ValueTask<ConnectorAccess> AccessAsync(Uri serviceUrl, bool fresh, CancellationToken ct);
}

public abstract record ConnectorAccess
{
    private ConnectorAccess() { }

    /// <summary>Without a token, as an emulator on this machine is called.</summary>
    public sealed record Anonymous : ConnectorAccess
    {
        public static readonly Anonymous Instance = new();
    }

    public sealed record Bearer(string Token) : ConnectorAccess;

    /// <summary>The service URL came in no verified token and is on no list: nothing may be sent there.</summary>
    public sealed record Untrusted : ConnectorAccess
    {
        public static readonly Untrusted Instance = new();
    }

    /// <summary>No token can be had now.</summary>
    /// <param name="Why">For logs; no content.</param>
    public sealed record Unavailable(string Why) : ConnectorAccess;
}

/// <summary>The local mode: no bot registration, so no tokens, and nothing is called but this machine.</summary>
public sealed class LoopbackOnly : IConnectorTokens
{
    public ValueTask<ConnectorAccess> AccessAsync(Uri serviceUrl, bool fresh, CancellationToken ct) =>
        new(serviceUrl.IsLoopback ? ConnectorAccess.Anonymous.Instance : ConnectorAccess.Untrusted.Instance);
}
