using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.Tokens;

namespace HelpDesk.Channels.Authentication;

/// <summary>One key that an issuer publishes for checking its tokens.</summary>
/// <param name="Endorsements">The channels that the key may speak for; a key without any speaks for none.</param>
/// <param name="Tenant">The one Entra tenant that the key signs for; null for a key of all tenants.</param>
internal sealed partial record PublishedKey(RsaSecurityKey Key, IReadOnlySet<string> Endorsements, string? Tenant)
{
    private const int FewestBits = 2048;

    /// <summary>Null for what is no RSA key for signing: it can check no token that is accepted here.</summary>
    public static PublishedKey? Read(JsonKey json)
    {
        if (json is not { Kty: "RSA", Kid.Length: > 0, N.Length: > 0, E.Length: > 0, Use: null or "sig" }) return null;
        if (!Base64Url.IsValid(json.N) || !Base64Url.IsValid(json.E)) return null;
        var key = new RsaSecurityKey(new RSAParameters { Modulus = Base64Url.DecodeFromChars(json.N), Exponent = Base64Url.DecodeFromChars(json.E) }) { KeyId = json.Kid };
        return key.KeySize < FewestBits ? null : new(key, (json.Endorsements ?? []).ToFrozenSet(StringComparer.Ordinal), TenantOf(json.Issuer));
    }

    /// <summary>A key that is bound to one tenant must not sign for another, although all stand in one list.</summary>
    public bool MaySignFor(string issuer) => Tenant is null || issuer.Contains(Tenant, StringComparison.OrdinalIgnoreCase);

    // Entra writes {tenantid} where a key serves all tenants, and the id where it serves one.
    private static string? TenantOf(string? issuer) => issuer is not null && Guids().Match(issuer) is { Success: true } match ? match.Value : null;

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Guids();
}
