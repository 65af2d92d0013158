using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Channels.Authentication;

/// <summary>
/// Checks signed tokens (JWT) against the policies of one use: a token of the channel service and one of Entra ID for the bot, or a person's token for a
/// page. The policy is the one that names the token's issuer. Never throws for what a caller sent.
/// </summary>
public sealed class TokenValidator
{
    private const int LongestToken = 16 * 1024;
    private const int MostKept = 2048;

    // Claims keep the names that the token gives them.
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };

    private readonly VerifiedTokenCache _good = new(MostKept);
    private readonly TimeProvider _time;
    private readonly (TokenPolicy Policy, OpenIdKeys Keys)[] _policies;

    internal TokenValidator(TimeProvider time, OpenIdProviders providers, IEnumerable<TokenPolicy> policies)
    {
        _time = time;
        _policies = [.. policies.Select(policy => (policy, providers.KeysOf(policy.Metadata)))];
    }

    /// <param name="token">The token alone, without a scheme.</param>
    public ValueTask<TokenReading> ReadAsync(ReadOnlyMemory<char> token, CancellationToken ct)
    {
        if (token.Length is 0 or > LongestToken) return new(TokenReading.Bad(TokenFault.Garbled));
        var hash = TokenHash.Of(token.Span);
        return Remembered(hash) is { } good ? new(TokenReading.Good(good)) : CheckAsync(token.ToString(), hash, ct);
    }

    // Good as long as its time has not come and its key is still published, unchanged, in the latest set.
    private VerifiedToken? Remembered(in TokenHash hash)
    {
        if (_good.Find(hash) is not { } token) return null;
        var keys = KeysOf(token.Policy);
        keys.RefreshIfDue();
        if (_time.GetUtcNow() < token.ExpiresAt + token.Policy.Skew && ReferenceEquals(keys.Known(token.Key.Key.KeyId), token.Key)) return token;
        _good.Forget(hash);
        return null;
    }

    private async ValueTask<TokenReading> CheckAsync(string text, TokenHash hash, CancellationToken ct)
    {
        if (Parse(text) is not { } token) return TokenReading.Bad(TokenFault.Garbled);
        if (Array.Find(_policies, entry => entry.Policy.Issuers.Contains(token.Issuer)).Policy is not { } policy) return TokenReading.Bad(TokenFault.WrongIssuer);
        if (!policy.Algorithms.Contains(token.Alg)) return TokenReading.Bad(TokenFault.WrongAlgorithm);
        // Before the keys are asked: what is dead anyway must not cost a fetch.
        if (Untimely(token, policy.Skew) is { } untimely) return TokenReading.Bad(untimely);
        if (!token.Audiences.Any(policy.Audiences.Contains)) return TokenReading.Bad(TokenFault.WrongAudience);
        if (string.IsNullOrEmpty(token.Kid)) return TokenReading.Bad(TokenFault.UnknownKey);

        var (key, unavailable) = await KeysOf(policy).FindAsync(token.Kid, ct);
        if (unavailable) return TokenReading.Bad(TokenFault.KeysUnavailable);
        if (key is null || !key.MaySignFor(token.Issuer)) return TokenReading.Bad(TokenFault.UnknownKey);
        if (!await IsSignedByAsync(token, key, policy)) return TokenReading.Bad(TokenFault.BadSignature);

        var good = new VerifiedToken(token, policy, key);
        _good.Keep(hash, good);
        return TokenReading.Good(good);
    }

    // Not by the library: it reads the machine's clock. A time that is not given reads as one of the year 1.
    private TokenFault? Untimely(JsonWebToken token, TimeSpan skew)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        if (token.ValidTo == DateTime.MinValue) return TokenFault.NoExpiry;
        if (now - skew >= token.ValidTo) return TokenFault.Expired;
        return token.ValidFrom > now + skew ? TokenFault.NotYetValid : null;
    }

    private static async Task<bool> IsSignedByAsync(JsonWebToken token, PublishedKey key, TokenPolicy policy)
    {
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = key.Key,
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = policy.Algorithms,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return result.IsValid;
    }

    /// <returns>Null for what is no signed token that can be read through.</returns>
    private static JsonWebToken? Parse(string text)
    {
        try
        {
            if (text.Count('.') != 2 || !Handler.CanReadToken(text)) return null;
            var token = Handler.ReadJsonWebToken(text);
            // Some claims are read when first asked for; a broken one must show here.
            _ = (token.ValidTo, token.ValidFrom, token.Issuer, token.Audiences, token.Alg, token.Kid);
            return token;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or SecurityTokenException or FormatException or InvalidOperationException or OverflowException)
        {
            return null;
        }
    }

    private OpenIdKeys KeysOf(TokenPolicy policy)
    {
        foreach (var entry in _policies)
            if (ReferenceEquals(entry.Policy, policy)) return entry.Keys;
        throw new ArgumentException("A policy of another validator.", nameof(policy));
    }
}
