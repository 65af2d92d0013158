using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HelpDesk.Tests.Channels.Authentication;

/// <summary>Makes tokens as issuers make them, and as somebody would who means ill.</summary>
internal sealed record Mint
{
    public string Alg { get; init; } = "RS256";
    public TestKey Key { get; init; } = TestKey.First;

    /// <summary>What the header says; the key's own id where nothing else is given, left out where empty.</summary>
    public string? KeyId { get; init; }
    public JsonObject Claims { get; init; } = [];

    /// <summary>Leaves the signature out, whatever the header says.</summary>
    public bool Unsigned { get; init; }

    public Mint With(string claim, JsonNode? value)
    {
        var claims = (JsonObject)Claims.DeepClone();
        claims[claim] = value;
        return this with { Claims = claims };
    }

    public Mint Without(string claim)
    {
        var claims = (JsonObject)Claims.DeepClone();
        claims.Remove(claim);
        return this with { Claims = claims };
    }

    public string Token()
    {
        var header = new JsonObject { ["alg"] = Alg, ["typ"] = "JWT" };
        if ((KeyId ?? Key.Id) is { Length: > 0 } kid) header["kid"] = kid;
        var signed = $"{Encode(header)}.{Encode(Claims)}";
        return $"{signed}.{(Unsigned ? "" : Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes(signed))))}";
    }

    private byte[] Sign(byte[] data) => Alg switch
    {
        "RS256" => Key.Rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "RS384" => Key.Rsa.SignData(data, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "RS512" => Key.Rsa.SignData(data, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "PS256" => Key.Rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        // The old trick: the public key as if it were a shared secret.
        "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(Key.Rsa.ExportSubjectPublicKeyInfoPem()), data),
        _ => [],
    };

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
