using HelpDesk.BrowserTests.Browsing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace HelpDesk.BrowserTests.Browsing;

/// <summary>The system's Chromium, started once. Every test gets a fresh profile of it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string DefaultPath = "/usr/bin/chromium";

    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } chosen ? chosen : DefaultPath;
        if (!File.Exists(path)) throw new FileNotFoundException($"The browser tests need Chromium, and there is none at {path}: install the package chromium, or set CHROMIUM to its path.");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Flags });
    }

    public Task<IBrowserContext> OpenProfileAsync(Screen screen) => _browser!.NewContextAsync(new()
    {
        ViewportSize = new() { Width = screen.Width, Height = screen.Height },
        ColorScheme = screen.Dark ? ColorScheme.Dark : ColorScheme.Light,
        ReducedMotion = ReducedMotion.Reduce,
        Locale = "en-GB",
        AcceptDownloads = true,
    });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
    }
}

/// <summary>What a person looks at: a size in CSS pixels and whether their device is dark.</summary>
public sealed record Screen(int Width, int Height, bool Dark = false)
{
    public static readonly Screen Desktop = new(1440, 900);
    public static readonly Screen Tablet = new(1024, 768);
    public static readonly Screen Phone = new(360, 740);
    public static readonly Screen Smallest = new(320, 568);
}
