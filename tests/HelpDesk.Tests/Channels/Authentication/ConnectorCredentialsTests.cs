using System.Security.Cryptography.X509Certificates;
using HelpDesk.Channels.Authentication;
using HelpDesk.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HelpDesk.Tests.Channels.Authentication;

public sealed class ConnectorCredentialsTests : IAsyncDisposable
{
    private const string Scope = "https://api.botframework.com/.default";
    private static readonly ReplyTarget Teams = new(Bot.ServiceUrl, ServiceUrlOrigin.Token);
    private readonly List<ServiceProvider> _started = [];
    private LoginServer? _login;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_gets_a_token_for_the_channel_and_it_is_kept()
    {
        var credentials = await StartAsync(("MicrosoftAppPassword", "hunter2"));

        var first = await credentials.AccessAsync(Teams, Ct);
        var second = await credentials.AccessAsync(Teams with { ServiceUrl = "https://smba.example.com/amer/" }, Ct);

        Assert.Equal(new ConnectorAccess($"token 1 for {Scope}", null), first);
        Assert.Equal(first, second);
        var login = Assert.Single(_login!.Logins);
        Assert.Equal("/botframework.com/oauth2/v2.0/token", login.Path);
        Assert.Equal(("client_credentials", Bot.AppId, "hunter2"), (login.Fields["grant_type"], login.Fields["client_id"], login.Fields["client_secret"]));
    }

    [Fact]
    public async Task Many_who_ask_at_once_cost_one_login()
    {
        var credentials = await StartAsync(("MicrosoftAppPassword", "hunter2"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => credentials.AccessAsync(Teams, Ct).AsTask(), Ct)));

        Assert.All(answers, answer => Assert.Equal($"token 1 for {Scope}", answer.Token));
        Assert.Single(_login!.Logins);
    }

    [Theory]
    [InlineData("bot.pfx", null)]
    [InlineData("bot.pfx", "open sesame")]
    [InlineData("bot.pem", null)]
    [InlineData("bot.pem", "open sesame")]
    public async Task A_certificate_signs_the_login(string name, string? password)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, name);
        WriteCertificate(path, password);
        var credentials = await StartAsync(("Bot:CertificateFile", path), ("Bot:CertificatePassword", password));

        Assert.Equal($"token 1 for {Scope}", (await credentials.AccessAsync(Teams, Ct)).Token);
        var assertion = new JsonWebToken(_login!.Logins[0].Fields["client_assertion"]);
        Assert.Equal((Bot.AppId, Bot.AppId), (assertion.Issuer, assertion.Subject));
        Assert.DoesNotContain("client_secret", _login.Logins[0].Fields.Keys);
    }

    [Fact]
    public async Task A_managed_identity_asks_the_machine_that_it_runs_on()
    {
        var credentials = await StartAsync(("MicrosoftAppType", "UserAssignedMSI"), ("MicrosoftAppTenantId", Bot.Tenant));

        var access = await credentials.AccessAsync(Teams, Ct);

        var login = _login!.Logins[^1];
        Assert.Equal($"token {_login.Logins.Count} for https://api.botframework.com", access.Token);
        Assert.Equal(("/metadata/identity/oauth2/token", "https://api.botframework.com", Bot.AppId), (login.Path, login.Fields["resource"], login.Fields["client_id"]));
    }

    [Fact]
    public async Task A_bot_that_called_gets_a_token_that_is_good_at_that_bot_only()
    {
        var credentials = await StartAsync(("MicrosoftAppPassword", "hunter2"));

        await credentials.AccessAsync(Teams, Ct);
        var skill = await credentials.AccessAsync(new("https://parent.example.com/", ServiceUrlOrigin.Token, Bot.OtherBot), Ct);

        Assert.Equal($"token 2 for {Bot.OtherBot}/.default", skill.Token);
    }

    [Fact]
    public async Task No_token_goes_where_nothing_vouches_for_the_address()
    {
        var credentials = await StartAsync(("MicrosoftAppPassword", "hunter2"));

        foreach (var target in new ReplyTarget[] { new("http://smba.example.com/", ServiceUrlOrigin.Token), new("https://evil.example/", ServiceUrlOrigin.AllowList), new("https://evil.example/", ServiceUrlOrigin.Loopback) })
            Assert.Equal(new ConnectorAccess(null, ConnectorRefusal.UntrustedServiceUrl), await credentials.AccessAsync(target, Ct));

        Assert.Empty(_login!.Logins);
    }

    [Fact]
    public async Task In_local_mode_calls_stay_here_and_carry_nothing()
    {
        await using var services = Bot.Provider();
        var credentials = services.GetRequiredService<ConnectorCredentials>();

        Assert.Equal(new ConnectorAccess(null, null), await credentials.AccessAsync(new("http://localhost:56150/_connector", ServiceUrlOrigin.Loopback), Ct));
        Assert.Equal(ConnectorRefusal.UntrustedServiceUrl, (await credentials.AccessAsync(Teams, Ct)).Refusal);
    }

    [Theory]
    [InlineData(400, "unauthorized_client", ConnectorRefusal.CredentialsRefused, LogLevel.Error)]
    [InlineData(401, "invalid_client", ConnectorRefusal.CredentialsRefused, LogLevel.Error)]
    [InlineData(429, "too_many", ConnectorRefusal.LoginUnavailable, LogLevel.Warning)]
    [InlineData(500, "server_error", ConnectorRefusal.LoginUnavailable, LogLevel.Warning)]
    [InlineData(503, "temporarily_unavailable", ConnectorRefusal.LoginUnavailable, LogLevel.Warning)]
    public async Task A_login_that_fails_says_whether_it_is_worth_trying_again(int status, string error, ConnectorRefusal refusal, LogLevel level)
    {
        // An app id of its own: the login library remembers for a while whom it was told to leave alone.
        var credentials = await StartAsync(("MicrosoftAppPassword", "hunter2"), ("MicrosoftAppId", Guid.NewGuid().ToString()));
        _login!.Instead = (status, error);

        Assert.Equal(new ConnectorAccess(null, refusal), await credentials.AccessAsync(Teams, Ct));
        var line = Assert.Single(_started[0].GetRequiredService<LogLines>().Lines);
        Assert.Equal(level, line.Level);
        Assert.DoesNotContain("hunter2", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_failed_login_the_next_one_is_not_at_once_and_then_works()
    {
        var credentials = await StartAsync(("MicrosoftAppPassword", "hunter2"), ("MicrosoftAppId", Guid.NewGuid().ToString()));
        _login!.Instead = (500, "server_error");
        for (var i = 0; i < 10; i++) Assert.Equal(ConnectorRefusal.LoginUnavailable, (await credentials.AccessAsync(Teams, Ct)).Refusal);
        Assert.Single(_login.Logins);
        _login.Instead = null;
        ((TestClock)_started[0].GetRequiredService<TimeProvider>()).Advance(TimeSpan.FromSeconds(2));

        Assert.Equal($"token 2 for {Scope}", (await credentials.AccessAsync(Teams, Ct)).Token);
    }

    [Fact]
    public async Task A_refused_token_is_replaced_but_not_more_often_than_every_ten_seconds()
    {
        var credentials = await StartAsync(("MicrosoftAppPassword", "hunter2"));
        var clock = (TestClock)_started[0].GetRequiredService<TimeProvider>();

        Assert.Equal($"token 1 for {Scope}", (await credentials.AccessAsync(Teams, Ct)).Token);
        Assert.Equal($"token 1 for {Scope}", (await credentials.AccessAsync(Teams, Ct, fresh: true)).Token);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal($"token 2 for {Scope}", (await credentials.AccessAsync(Teams, Ct, fresh: true)).Token);
        Assert.Equal($"token 2 for {Scope}", (await credentials.AccessAsync(Teams, Ct, fresh: true)).Token);
    }

    [Fact]
    public async Task A_login_that_is_not_there_is_tried_again_later()
    {
        var credentials = await StartAsync(("MicrosoftAppPassword", "hunter2"));
        await _login!.DisposeAsync();

        Assert.Equal(ConnectorRefusal.LoginUnavailable, (await credentials.AccessAsync(Teams, Ct)).Refusal);
    }

    [Theory]
    [InlineData("garbage", null, "cannot be opened")]
    [InlineData("pfx", "wrong", "cannot be opened")]
    [InlineData("no key", null, "has no private key")]
    public async Task A_certificate_that_cannot_be_used_is_told_with_its_key(string content, string? password, string problem)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "bot.pfx");
        using var certificate = LoginServer.SelfSigned("CN=bot");
        using var open = X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert));
        await File.WriteAllBytesAsync(path, content switch
        {
            "garbage" => [1, 2, 3],
            "no key" => open.Export(X509ContentType.Pkcs12),
            _ => certificate.Export(X509ContentType.Pkcs12, "right"),
        }, Ct);

        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(("Bot:CertificateFile", path), ("Bot:CertificatePassword", password)));

        Assert.StartsWith("Bot:CertificateFile: ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(problem, wrong.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var services in _started) await services.DisposeAsync();
        if (_login is not null) await _login.DisposeAsync();
    }

    private static void WriteCertificate(string path, string? password)
    {
        using var certificate = LoginServer.SelfSigned("CN=bot");
        if (path.EndsWith(".pfx", StringComparison.Ordinal))
        {
            File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, password));
            return;
        }
        using var key = certificate.GetRSAPrivateKey()!;
        var pem = password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new(System.Security.Cryptography.PbeEncryptionAlgorithm.Aes256Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1000));
        File.WriteAllText(path, $"{certificate.ExportCertificatePem()}\n{pem}");
    }

    private async Task<ConnectorCredentials> StartAsync(params (string Key, string? Value)[] settings)
    {
        _login = await LoginServer.StartAsync();
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["MicrosoftAppId"] = Bot.AppId, ["ToChannelFromBotLoginUrl"] = _login.Authority };
        foreach (var (key, value) in settings) values[key] = value;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new TestClock()).AddSingleton<LogLines>();
        services.AddLogging().AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<LogLines>());
        services.AddChannelAuthentication(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        _login.Catch(services);
        var provider = services.BuildServiceProvider();
        _started.Add(provider);
        return provider.GetRequiredService<ConnectorCredentials>();
    }
}
