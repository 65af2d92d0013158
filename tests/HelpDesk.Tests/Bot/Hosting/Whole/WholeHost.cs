using HelpDesk.Bot.Accounts;
using HelpDesk.Bot.Hosting;
using HelpDesk.ChannelHost;
using HelpDesk.Channels.DirectLine;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Handoff.Service;
using HelpDesk.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Tests.Bot.Hosting.Whole;

/// <summary>Everything that the program serves, with its own services and pipeline, on a port of this machine and a clock that stands still. The desk serves two customers.</summary>
internal sealed class WholeHost : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private readonly TemporaryFolder _folder = new();
    private readonly List<Browser> _browsers = [];
    private WebApplication _app = null!;
    private IStore _store = null!;

    /// <summary>Stands at the moment of the start: the framework ends connections whose session has run out by the machine's clock.</summary>
    public TestClock Clock { get; } = Standing();

    public Uri Address => new(_app.Urls.First());

    public IEnumerable<RouteEndpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<WholeHost> StartAsync()
    {
        var host = new WholeHost();
        host._store = await SqliteStore.OpenAsync(host._folder.Path, StoreAccess.Host, host.Clock, log: null, Ct);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = [$"--Data:Path={host._folder.Path}"] });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(DeskApi.TwoCustomers.Value);
        HelpDeskHost.AddServices(builder, host._store, isShared: false, EchoHost.Box, host.Clock);
        host._app = builder.Build();
        HelpDeskHost.Map(host._app);
        await host.Get<SigningKeys>().OpenAsync(Ct);
        await host._app.StartAsync(Ct);
        return host;
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>A browser that nobody has signed in with, at an address of its own.</summary>
    public Browser Browser()
    {
        var browser = new Browser(Address, _browsers.Count + 2);
        _browsers.Add(browser);
        return browser;
    }

    public async Task<Account> AddAsync(string role, params string[] customers)
    {
        var account = SignIn.WithPassword(new Account($"{role}{_browsers.Count}-{Guid.NewGuid():N}@example.com", "", [role], Clock.GetUtcNow()) { Id = Guid.NewGuid(), Customers = customers }, Password);
        Assert.True(await Get<AccountBook>().TryCreateAsync(account, new("test", "account.create", null, "ok"), Ct));
        return account;
    }

    /// <summary>A browser that a person of that role has signed in with. Agents and leads are enrolled.</summary>
    public async Task<Browser> SignedInAsync(string role, params string[] customers)
    {
        var account = await AddAsync(role, customers);
        var browser = Browser();
        await browser.DoAsync(HttpMethod.Post, "/account/sign-in", new { email = account.Email, password = Password });
        browser.Account = account;
        if (account.IsAgent)
            await Get<HelpDesk.Handoff.Service.Staff.StaffDesk>().SetProfileAsync(new(account.Id), new("Agent", account.Email, [1, 2, 3], [], ["en"], null, null, null, []), "test", Ct);
        return browser;
    }

    /// <summary>A script with a service key of these scopes.</summary>
    public async Task<Browser> KeyAsync(string[] scopes, params string[] customers)
    {
        var (key, told) = await Get<ServiceKeyBook>().CreateAsync("A script", scopes, customers, null, "test", Ct);
        var script = Browser();
        (script.Key, script.KeyId) = (told, key.Id);
        return script;
    }

    private static TestClock Standing()
    {
        var clock = new TestClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow());
        return clock;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers) browser.Dispose();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
        _folder.Dispose();
    }
}
