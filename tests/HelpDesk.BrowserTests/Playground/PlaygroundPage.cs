using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.BrowserTests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.Playground;

/// <summary>The Playground's page as a person in Teams meets it.</summary>
public sealed class PlaygroundPage(IPage page)
{
    private const int Patience = 20_000;

    public IPage Page { get; } = page;

    public ILocator Box => Page.Locator("div[contenteditable=true]").First;

    /// <summary>The answer cards that can still be pressed, oldest first.</summary>
    public ILocator Cards => Page.Locator(".ac-adaptiveCard").Filter(new() { Has = Page.GetByRole(AriaRole.Button, new() { Name = "Talk to a person" }) });

    public async Task OpenAsync(Uri url)
    {
        await Page.GotoAsync(url.ToString());
        await Expect(Box).ToBeVisibleAsync(new() { Timeout = Patience });
    }

    public async Task SayAsync(string text)
    {
        await Box.ClickAsync();
        await Page.Keyboard.TypeAsync(text);
        await Page.Keyboard.PressAsync("Enter");
    }

    public Task OpenChatAsync(string name) => Page.GetByRole(AriaRole.Treeitem, new() { Name = name, Exact = true }).ClickAsync();

    public async Task MentionAsync(string bot, string text)
    {
        await Box.ClickAsync();
        await Page.Keyboard.TypeAsync("@");
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = bot }).ClickAsync();
        await SayAsync($" {text}");
    }

    /// <summary>Words that are on the page so often, and no oftener.</summary>
    public Task SeesAsync(string words, int times = 1) => Expect(Talk(words)).ToHaveCountAsync(times, new() { Timeout = Patience });

    public ILocator Talk(string words) => Page.GetByText(words);

    public Task CardsAsync(int count) => Expect(Cards).ToHaveCountAsync(count, new() { Timeout = Patience });
}
