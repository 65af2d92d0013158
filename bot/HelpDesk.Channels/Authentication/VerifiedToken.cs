using Microsoft.IdentityModel.JsonWebTokens;

namespace HelpDesk.Channels.Authentication;

/// <summary>A token whose signature, issuer, audience and times were found good under <see cref="Policy"/>.</summary>
public sealed class VerifiedToken
{
    private readonly JsonWebToken _token;

    internal VerifiedToken(JsonWebToken token, TokenPolicy policy, PublishedKey key)
    {
        _token = token;
        Policy = policy;
        Key = key;
        ExpiresAt = new DateTimeOffset(token.ValidTo, TimeSpan.Zero);
    }

    public TokenPolicy Policy { get; }

    public string Issuer => _token.Issuer;

    public IEnumerable<string> Audiences => _token.Audiences;

    /// <summary>Without the policy's skew.</summary>
    public DateTimeOffset ExpiresAt { get; }

    internal PublishedKey Key { get; }

    /// <summary>The text of a claim; null where it is absent or empty.</summary>
    public string? Claim(string name) => _token.TryGetPayloadValue(name, out string value) && !string.IsNullOrEmpty(value) ? value : null;

    /// <summary>The texts of a claim that may be a list, such as <c>roles</c>.</summary>
    public IEnumerable<string> Claims(string name) => _token.Claims.Where(claim => string.Equals(claim.Type, name, StringComparison.Ordinal)).Select(claim => claim.Value);
}

/// <summary>A token that was read: it is good, or why it is not.</summary>
public readonly record struct TokenReading
{
    private TokenReading(VerifiedToken? token, TokenFault? fault)
    {
        Token = token;
        Fault = fault;
    }

    public VerifiedToken? Token { get; }

    public TokenFault? Fault { get; }

    internal static TokenReading Good(VerifiedToken token) => new(token, null);

    internal static TokenReading Bad(TokenFault fault) => new(null, fault);
}

public enum TokenFault
{
    Garbled,
    WrongAlgorithm,
    WrongIssuer,
    WrongAudience,
    UnknownKey,
    BadSignature,
    NoExpiry,
    Expired,
    NotYetValid,

    /// <summary>The provider's keys could not be fetched, so nothing can be said about the token.</summary>
    KeysUnavailable,
}
