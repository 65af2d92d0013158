using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Channels.Authentication;

/// <summary>What a token must be to be believed. An expiry is always required.</summary>
public sealed record TokenPolicy
{
    /// <summary>The OpenID metadata that names the signing keys.</summary>
    public required Uri Metadata { get; init; }

    /// <summary>Exactly these; no patterns, and never one that the token's own tenant completes.</summary>
    public required IReadOnlySet<string> Issuers { get; init; }

    /// <summary>One of these must be the token's.</summary>
    public required IReadOnlySet<string> Audiences { get; init; }

    public IReadOnlySet<string> Algorithms { get; init; } = RsaSha2;

    /// <summary>How far the issuer's clock and this machine's may differ.</summary>
    public TimeSpan Skew { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>RSA with PKCS #1 padding; what the channel service and Entra ID sign with.</summary>
    public static IReadOnlySet<string> RsaSha2 { get; } =
        new HashSet<string>([SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512], StringComparer.Ordinal);
}
