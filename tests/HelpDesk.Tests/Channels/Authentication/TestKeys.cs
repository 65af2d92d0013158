using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace HelpDesk.Tests.Channels.Authentication;

/// <summary>A key pair of an issuer, made once for all tests.</summary>
internal sealed class TestKey(string id, int bits = 2048)
{
    private readonly Lazy<RSA> _rsa = new(() => RSA.Create(bits));

    public static readonly TestKey First = new("first");
    public static readonly TestKey Second = new("second");
    public static readonly TestKey Stranger = new("stranger");
    public static readonly TestKey Short = new("short", 1024);

    public string Id => id;
    public RSA Rsa => _rsa.Value;

    /// <summary>As an issuer publishes it.</summary>
    public JsonObject Published(string[]? endorsements, string? issuer = null)
    {
        var parameters = Rsa.ExportParameters(includePrivateParameters: false);
        var key = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = id,
            ["x5t"] = id,
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
        };
        if (endorsements is not null) key["endorsements"] = new JsonArray([.. endorsements.Select(channel => JsonValue.Create(channel))]);
        if (issuer is not null) key["issuer"] = issuer;
        return key;
    }
}
