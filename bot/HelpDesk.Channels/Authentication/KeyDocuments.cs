using System.Text.Json.Serialization;

namespace HelpDesk.Channels.Authentication;

/// <summary>What is used of an OpenID provider's metadata (OpenID Connect Discovery 1.0, section 3).</summary>
internal sealed record OpenIdMetadata([property: JsonPropertyName("jwks_uri")] string? KeysAddress);

/// <summary>A JSON Web Key Set (RFC 7517).</summary>
internal sealed record JsonKeySet(IReadOnlyList<JsonKey>? Keys);

/// <summary>What is used of a JSON Web Key. <paramref name="Endorsements"/> is the Bot Framework's, <paramref name="Issuer"/> Entra's addition.</summary>
internal sealed record JsonKey(string? Kty, string? Kid, string? Use, string? N, string? E, IReadOnlyList<string>? Endorsements, string? Issuer);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OpenIdMetadata))]
[JsonSerializable(typeof(JsonKeySet))]
internal sealed partial class KeyJson : JsonSerializerContext;
