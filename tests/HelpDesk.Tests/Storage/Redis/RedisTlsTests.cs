using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HelpDesk.Storage;
using HelpDesk.Storage.Redis;

namespace HelpDesk.Tests.Storage.Redis;

public sealed class RedisTlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Certificate => Path.Combine(_folder.Path, "redis.crt");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task With_ssl_a_desk_is_kept_in_a_redis_whose_certificate_is_trusted()
    {
        var port = RedisServer.FreePort();
        await using var redis = await StartAsync(port);

        var (code, error) = await ImportAsync($"localhost:{port},ssl=true,password=secret", Certificate);

        Assert.True(code == 0, error);
        await using var store = await RedisStore.OpenAsync(new RedisStoreOptions(redis.Connection + ",password=secret"), TimeProvider.System, null, Ct);
        Assert.True(await store.GetFeedPositionAsync(Ct) > 0);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_refused()
    {
        var port = RedisServer.FreePort();
        await using var redis = await StartAsync(port);

        var refused = await Assert.ThrowsAsync<StoreException>(() =>
            RedisStore.OpenAsync(new RedisStoreOptions($"localhost:{port},ssl=true,password=secret"), TimeProvider.System, null, Ct));

        Assert.Equal(StoreTrouble.AccessDenied, refused.Trouble);
        Assert.Contains("certificate is not trusted", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }

    private Task<RedisServer> StartAsync(int port)
    {
        var key = Path.Combine(_folder.Path, "redis.key");
        WriteCertificate(key);
        return RedisServer.StartAsync(
            "--appendonly", "yes", "--requirepass", "secret", "--tls-port", $"{port}", "--tls-auth-clients", "no",
            "--tls-cert-file", Certificate, "--tls-key-file", key, "--tls-ca-cert-file", Certificate);
    }

    private void WriteCertificate(string key)
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(130));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(key, rsa.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>In a process of its own: what is trusted is read once per process.</summary>
    private async Task<(int Code, string Error)> ImportAsync(string connection, string trusted)
    {
        var articles = Directory.CreateDirectory(Path.Combine(_folder.Path, "articles"));
        await File.WriteAllTextAsync(Path.Combine(articles.FullName, "one.md"), "---\ntitle: The printer is out of paper\n---\n1. Fill it.\n", Ct);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HelpDesk.Bot.dll"), "kb", "import", articles.FullName, $"--Data:Path={_folder.Path}"])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["Store__Redis"] = connection;
        start.Environment["SSL_CERT_FILE"] = trusted;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        await output;
        return (process.ExitCode, await error);
    }
}
