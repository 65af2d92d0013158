using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Benchmarks.Messages;

/// <summary>An issuer of channel tokens: its keys on a port of its own, and one token as the channel service makes them.</summary>
internal sealed class BenchmarkToken : IAsyncDisposable
{
    public const string AppId = "5d1d1c2e-0000-4000-8000-3a1b5c0f7e21";
    public const string Channel = "emulator";
    private readonly RSA _key = RSA.Create(2048);
    private readonly WebApplication _app;

    private BenchmarkToken(WebApplication app) => _app = app;

    public string Metadata => $"{_app.Urls.First()}/metadata";

    public static async Task<BenchmarkToken> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var token = new BenchmarkToken(app);
        app.MapGet("/metadata", () => Results.Text($$"""{"issuer":"https://api.botframework.com","jwks_uri":"{{app.Urls.First()}}/keys"}""", "application/json"));
        app.MapGet("/keys", () => Results.Text(token.Keys(), "application/json"));
        await app.StartAsync(ct);
        return token;
    }

    public string Make(string serviceUrl)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var header = Base64Url.EncodeToString("""{"alg":"RS256","typ":"JWT","kid":"benchmark"}"""u8);
        var claims = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            $$"""{"iss":"https://api.botframework.com","aud":"{{AppId}}","serviceurl":"{{serviceUrl}}","nbf":{{now - 60}},"exp":{{now + 3600}}}"""));
        var signature = _key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private string Keys()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return $$"""{"keys":[{"kty":"RSA","use":"sig","kid":"benchmark","n":"{{Base64Url.EncodeToString(key.Modulus)}}","e":"{{Base64Url.EncodeToString(key.Exponent)}}","endorsements":["{{Channel}}"]}]}""";
    }
}
