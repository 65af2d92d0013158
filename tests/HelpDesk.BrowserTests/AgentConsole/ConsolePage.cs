using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.AgentConsole;

/// <summary>The agents' console as an agent meets it: parts are found by role and name.</summary>
public sealed class ConsolePage(IPage page, Uri url)
{
    /// <summary>The live line comes back within its longest pause, and a busy machine needs its time.</summary>
    private static readonly LocatorAssertionsToBeVisibleOptions Soon = new() { Timeout = 20_000 };

    public IPage Page { get; } = page;

    public ILocator Offers => Page.GetByRole(AriaRole.Region, new() { Name = "Offers" }).GetByRole(AriaRole.Article);

    public ILocator Chats => Page.GetByRole(AriaRole.Region, new() { Name = "My chats" }).GetByRole(AriaRole.Link);

    public ILocator Queue => Page.GetByRole(AriaRole.List, new() { Name = "Queue" }).GetByRole(AriaRole.Link);

    public ILocator Transcript => Page.GetByRole(AriaRole.Log, new() { Name = "What was said" });

    public ILocator Reply => Page.GetByRole(AriaRole.Textbox, new() { NameString = "Reply to" });

    public ILocator Note => Page.GetByRole(AriaRole.Textbox, new() { Name = "Private note" });

    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The chat that is open: its status line.</summary>
    public ILocator Status => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Banner).Or(Page.GetByRole(AriaRole.Main).Locator("header"));

    public Task GoAsync(string path) => Page.GotoAsync(new Uri(url, path).ToString());

    public async Task SignInAsync(string email, string password = DeskHost.Password)
    {
        await Page.GetByLabel("E-mail").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.Keyboard.PressAsync("Enter");
    }

    public Task OpenedAsync() => Expect(Page.GetByRole(AriaRole.Navigation, new() { Name = "Console" })).ToBeVisibleAsync(Soon);

    /// <summary>By keys alone.</summary>
    public async Task BecomeAvailableAsync()
    {
        await Page.Keyboard.PressAsync("g");
        await Page.Keyboard.PressAsync("o");
        await Expect(Page.GetByRole(AriaRole.Button, new() { NameString = "Available: menu" })).ToBeVisibleAsync(Soon);
    }

    public Task SeesAsync(string text) => Expect(Transcript.GetByText(text, new() { Exact = true })).ToBeVisibleAsync(Soon);

    public Task VisibleAsync(ILocator part) => Expect(part).ToBeVisibleAsync(Soon);
}
