using System.Net.Http.Json;
using HelpDesk.Bot.Accounts;
using HelpDesk.Bot.Hosting;
using HelpDesk.ChannelHost;
using HelpDesk.Handoff.Service;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace HelpDesk.Tests.Bot.Accounts;

/// <summary>A real server with nothing but accounts, a store and a clock that stands still.</summary>
internal sealed class AccountServer : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private readonly TemporaryFolder _folder = new();
    private WebApplication _app = null!;

    public TestClock Clock { get; } = new();

    public IStore Store { get; private set; } = null!;

    public Uri Address => new(_app.Urls.First());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<AccountServer> StartAsync(Action<AccountOptions>? configure = null)
    {
        var server = new AccountServer();
        server.Store = await SqliteStore.OpenAsync(server._folder.Path, StoreAccess.Host, server.Clock, log: null, Ct);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(server.Store).AddSingleton(EchoHost.Box).AddSingleton<TimeProvider>(server.Clock).AddStoredKeys().AddSingleton(new HandoffOptions()).AddAccounts()
            .AddChannelAuthentication(builder.Configuration);
        builder.Services.Configure<AccountOptions>(options => configure?.Invoke(options));
        builder.Services.AddRateLimiter(limits => limits.AddConcurrencyLimiter(AccountEndpoints.RateLimit, one => one.PermitLimit = 1000)
            .AddConcurrencyLimiter(SetupEndpoints.RateLimit, one => one.PermitLimit = 1000));
        server._app = builder.Build();
        server._app.UseRateLimiter();
        server._app.UseCrossSiteCheck();
        server._app.UseAuthentication();
        server._app.UseAuthorization();
        server._app.MapChoosePassword();
        server._app.MapAccount();
        server._app.MapAccountAdmin();
        await server._app.StartAsync(Ct);
        return server;
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public async Task<Account> AddAsync(string email, params string[] roles)
    {
        var account = SignIn.WithPassword(new Account(email, "", roles, Clock.GetUtcNow()) { Id = Guid.NewGuid() }, Password);
        Assert.True(await Get<AccountBook>().TryCreateAsync(account, new("test", "account.create", null, "ok"), Ct));
        return account;
    }

    /// <summary>A browser on a page of this server, with its own cookies.</summary>
    public HttpClient Browser()
    {
        var browser = new HttpClient { BaseAddress = Address };
        browser.DefaultRequestHeaders.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        return browser;
    }

    public async Task<HttpClient> SignedInAsync(string email)
    {
        var browser = Browser();
        using var answer = await SignInAsync(browser, email, Password);
        Assert.Equal(200, (int)answer.StatusCode);
        return browser;
    }

    public static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string email, string password, string? code = null) =>
        browser.PostAsJsonAsync("/account/sign-in", new { email, password, code }, Ct);

    public async Task<IReadOnlyList<string>> AuditAsync() =>
        [.. from line in await Get<AuditTrail>().ReadAsync(0, 1000, Ct) select $"{line.Entry.Action} {line.Entry.Outcome}"];

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Store.DisposeAsync();
        _folder.Dispose();
    }

    public Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());
}
