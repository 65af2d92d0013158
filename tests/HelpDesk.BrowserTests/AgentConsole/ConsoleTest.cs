using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using HelpDesk.BrowserTests.Browsing;
using Microsoft.Playwright;

namespace HelpDesk.BrowserTests.AgentConsole;

/// <summary>A test with agents' browsers of its own. It fails on whatever <see cref="Watch"/> saw on any of their pages.</summary>
public abstract class ConsoleTest(Chromium chromium) : IAsyncDisposable
{
    /// <summary>Fluent catches the focus where a page begins and ends with elements that nobody reads; axe takes them for hidden controls.</summary>
    private const string FluentFocusSentinel = "[data-tabster-dummy]";

    private readonly List<(IBrowserContext Profile, Watch Watch)> _profiles = [];

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A browser that was never here, at the console's door.</summary>
    protected async Task<ConsolePage> ArriveAsync(Uri url, Screen screen, string path = "agents")
    {
        var profile = await chromium.OpenProfileAsync(screen);
        _profiles.Add((profile, new Watch(profile, url)));
        var console = new ConsolePage(await profile.NewPageAsync(), url);
        await console.GoAsync(path);
        return console;
    }

    protected async Task<ConsolePage> ArriveAsync(DeskHost desk, Colleague who, Screen screen, string path = "agents")
    {
        var console = await ArriveAsync(desk.Url, screen, path);
        await console.SignInAsync(who.Email);
        await console.OpenedAsync();
        return console;
    }

    /// <summary>Goes away before a host of the test's own does, which the page would notice.</summary>
    protected static Task LeaveAsync(ConsolePage console) => console.Page.GotoAsync("about:blank");

    protected Watch WatchOf(ConsolePage console) => _profiles.Single(one => one.Profile == console.Page.Context).Watch;

    protected static async Task MustPassAxeAsync(ConsolePage console)
    {
        var result = await console.Page.RunAxe(new AxeRunContext { Exclude = [new AxeSelector(FluentFocusSentinel)] });
        var found = result.Violations.Select(violation => $"{violation.Id} ({violation.Impact}): {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}");
        var all = string.Join('\n', found);
        Assert.True(all.Length == 0, all);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var (profile, _) in _profiles) await profile.CloseAsync();
        foreach (var (_, watch) in _profiles) watch.MustBeClean();
    }
}
