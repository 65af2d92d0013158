using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.DirectLine;

/// <summary>Who calls: the holder of a secret (<paramref name="Holder"/> is null) or of a token; or why nobody may.</summary>
internal readonly record struct Caller(TokenHolder? Holder, DirectLineError? Refusal)
{
    public bool HasSecret => Holder is null && Refusal is null;
}

/// <summary>
/// Decides who calls. The real client ends its whole conversation on 403, so that is kept for tokens that are dead or belong
/// elsewhere; without anything readable the answer is 401, which it survives.
/// </summary>
public sealed class Access(Tokens tokens, IOptions<DirectLineOptions> options)
{
    private const string Scheme = "Bearer ";

    internal Task<Caller> OfAsync(HttpRequest request, string? conversation, CancellationToken ct)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? OfAsync(header[Scheme.Length..].Trim(), conversation, ct)
            : Task.FromResult(new Caller(null, DirectLineError.NoToken));
    }

    /// <param name="conversation">The conversation that is asked for; null where the token names it.</param>
    internal async Task<Caller> OfAsync(string credential, string? conversation, CancellationToken ct)
    {
        if (IsSecret(credential))
            return default;
        var reading = await tokens.ReadAsync(credential, Tokens.ForDirectLine, ct);
        return reading switch
        {
            { Fault: TokenFault.Garbled } => new(null, DirectLineError.NoToken),
            { Fault: TokenFault.Expired } => new(null, DirectLineError.TokenExpired),
            { Holder: { } holder } when conversation is null || string.Equals(holder.Conversation, conversation, StringComparison.Ordinal) => new(holder, null),
            _ => new(null, DirectLineError.TokenRefused),
        };
    }

    // Hashes are compared, so that neither length nor content shows in the time.
    private bool IsSecret(string credential)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(credential));
        var found = false;
        foreach (var secret in options.Value.Secrets.Where(secret => secret.Length > 0))
            found |= CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        return found;
    }
}
