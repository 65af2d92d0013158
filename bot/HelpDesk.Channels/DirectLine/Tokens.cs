using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Channels.DirectLine;

/// <summary>Who a token speaks for: one user in one conversation.</summary>
internal sealed record TokenHolder(string Conversation, string User);

internal enum TokenFault
{
    /// <summary>Not a token at all.</summary>
    Garbled,

    /// <summary>A token that was not made here, or for something else, or has been changed.</summary>
    Refused,

    Expired,
}

internal readonly record struct TokenReading(TokenHolder? Holder, TokenFault? Fault);

/// <summary>Makes and reads the signed tokens (JWT, HMAC-SHA256) of Direct Line and of the web chat's cookie.</summary>
public sealed class Tokens(SigningKeys keys, TimeProvider time, IOptions<DirectLineOptions> options)
{
    internal const string ForDirectLine = "directline";
    internal const string ForWebChatCookie = "webchat-cookie";

    private const string ConversationClaim = "conversation";
    private const string UserClaim = "user";
    private const int LongestToken = 4096;
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false, MaximumTokenSizeInBytes = LongestToken };

    internal int LifetimeSeconds => (int)options.Value.TokenLifetime.TotalSeconds;

    internal Task<string> IssueAsync(TokenHolder holder, CancellationToken ct) => IssueAsync(holder, ForDirectLine, options.Value.TokenLifetime, ct);

    /// <param name="audience">What the token is for; it is good for nothing else.</param>
    internal async Task<string> IssueAsync(TokenHolder holder, string audience, TimeSpan lifetime, CancellationToken ct)
    {
        var key = await keys.CurrentAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Audience = audience,
            IssuedAt = now,
            Expires = now + lifetime,
            Subject = new ClaimsIdentity([new(ConversationClaim, holder.Conversation), new(UserClaim, holder.User)]),
            SigningCredentials = new(new SymmetricSecurityKey(key.Secret) { KeyId = key.Id }, SecurityAlgorithms.HmacSha256),
        });
    }

    internal async Task<TokenReading> ReadAsync(string token, string audience, CancellationToken ct)
    {
        if (token.Length > LongestToken || Parse(token) is not { } parsed)
            return new(null, TokenFault.Garbled);
        if (string.IsNullOrEmpty(parsed.Kid) || await keys.FindAsync(parsed.Kid, ct) is not { } key)
            return new(null, TokenFault.Refused);
        var result = await Handler.ValidateTokenAsync(parsed, new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKey = new SymmetricSecurityKey(key.Secret) { KeyId = key.Id },
            ValidAudience = audience,
            ValidateIssuer = false,
            ValidateLifetime = false,
        });
        if (!result.IsValid || !Has(parsed, ConversationClaim, out var conversation) || !Has(parsed, UserClaim, out var user))
            return new(null, TokenFault.Refused);

        // Not by the library: it reads the machine's clock. A token without exp reads as one of the year 1.
        return time.GetUtcNow().UtcDateTime < parsed.ValidTo ? new(new(conversation, user), null) : new(null, TokenFault.Expired);
    }

    private static JsonWebToken? Parse(string token)
    {
        try
        {
            return Handler.CanReadToken(token) ? Handler.ReadJsonWebToken(token) : null;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private static bool Has(JsonWebToken token, string name, out string value) => token.TryGetPayloadValue(name, out value) && !string.IsNullOrEmpty(value);
}
