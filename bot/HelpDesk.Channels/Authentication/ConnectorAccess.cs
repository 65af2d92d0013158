using System.Diagnostics.CodeAnalysis;

namespace HelpDesk.Channels.Authentication;

/// <summary>What a call to a connector carries: a token, nothing (local mode), or why it must not be made now.</summary>
/// <param name="Token">Null in local mode: call without an <c>Authorization</c> header.</param>
public readonly record struct ConnectorAccess(string? Token, ConnectorRefusal? Refusal)
{
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool MayCall => Refusal is null;
}

public enum ConnectorRefusal
{
    /// <summary>Nothing vouches for the address (any more): never call it.</summary>
    UntrustedServiceUrl,

    /// <summary>Entra ID refused the bot's own credentials: an operator has to act.</summary>
    CredentialsRefused,

    /// <summary>Entra ID or the identity endpoint did not answer: try again later.</summary>
    LoginUnavailable,
}
