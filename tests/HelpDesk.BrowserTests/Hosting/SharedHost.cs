using HelpDesk.BrowserTests.Hosting;

[assembly: AssemblyFixture(typeof(SharedHost))]

namespace HelpDesk.BrowserTests.Hosting;

/// <summary>One host for every test that does not kill it: each test is another browser, and so another person.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    private readonly HostProcess _host = new();

    public Uri Url => _host.Url;

    public async ValueTask InitializeAsync() => await _host.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
