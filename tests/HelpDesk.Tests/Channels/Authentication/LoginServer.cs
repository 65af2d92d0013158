using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HelpDesk.Channels.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Tests.Channels.Authentication;

/// <summary>What a login asked for.</summary>
internal sealed record Login(string Path, IReadOnlyDictionary<string, string> Fields);

/// <summary>Entra ID's token endpoint and a machine's identity endpoint, on this machine; the login library insists on TLS, so it has a certificate of its own making.</summary>
internal sealed class LoginServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private readonly ConcurrentQueue<Login> _logins = new();

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Uri _address = null!;

    private LoginServer(WebApplication app, X509Certificate2 certificate) => (_app, _certificate) = (app, certificate);

    public IReadOnlyList<Login> Logins => [.. _logins];
    public string Authority => new Uri(_address, "botframework.com").AbsoluteUri;

    /// <summary>What is answered instead of a token: a status and an error of OAuth.</summary>
    public (int Status, string Error)? Instead { get; set; }

    public static async Task<LoginServer> StartAsync()
    {
        var certificate = SelfSigned("CN=127.0.0.1");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls("https://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
        var app = builder.Build();
        var server = new LoginServer(app, certificate);
        app.Map("/{**path}", (Delegate)server.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        server._address = new(app.Urls.First());
        return server;
    }

    public static X509Certificate2 SelfSigned(string name)
    {
        var request = new CertificateRequest(name, TestKey.First.Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>Everything that logs in ends up here, whatever host it asks: an identity endpoint has a fixed address.</summary>
    public void Catch(IServiceCollection services) =>
        services.AddHttpClient(TokenSources.HttpClient).ConfigurePrimaryHttpMessageHandler(() => new ToThisServer(_address, _certificate));

    /// <summary>Until somebody has tried to log in.</summary>
    public Task UntilAskedAsync() => _asked.Task.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task<IResult> AnswerAsync(HttpContext http)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync() : FormCollection.Empty;
        var fields = form.Concat(http.Request.Query).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        _logins.Enqueue(new(http.Request.Path, fields));
        var instead = Instead;
        _asked.TrySetResult();
        if (instead is { } refusal) return Results.Json(new { error = refusal.Error, error_description = "no" }, statusCode: refusal.Status);
        var token = $"token {_logins.Count} for {fields.GetValueOrDefault("scope") ?? fields.GetValueOrDefault("resource")}";
        var expiresOn = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds().ToString();
        return http.Request.Path.StartsWithSegments("/metadata", StringComparison.Ordinal)
            ? Results.Json(new { access_token = token, token_type = "Bearer", expires_on = expiresOn, resource = fields.GetValueOrDefault("resource") })
            : Results.Json(new { access_token = token, token_type = "Bearer", expires_in = 3600 });
    }

    private sealed class ToThisServer : DelegatingHandler
    {
        private readonly Uri _server;

        public ToThisServer(Uri server, X509Certificate2 certificate)
        {
            _server = server;
            InnerHandler = new SocketsHttpHandler
            {
                SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && shown.GetCertHashString() == certificate.GetCertHashString() },
            };
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(_server, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
