using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.WebChat;

/// <summary>The web chat as a person meets it: parts are found by role and name.</summary>
public sealed class ChatPage(IPage page)
{
    public IPage Page { get; } = page;

    public ILocator Box => Page.GetByRole(AriaRole.Textbox, new() { Name = "Message input box" });

    /// <summary>The line under the desk's name: who answers, and how the connection is.</summary>
    public ILocator State => Page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Status);

    /// <summary>What was said, oldest first. Web Chat says everything twice, once for screen readers alone; this is the visible one.</summary>
    public ILocator Talk => Page.GetByRole(AriaRole.Feed);

    /// <summary>The answer cards, oldest first.</summary>
    public ILocator Cards => Talk.Locator(".ac-adaptiveCard").Filter(new() { Has = Page.GetByRole(AriaRole.Button, new() { Name = "Talk to a person" }) });

    /// <summary>What the person said, oldest first.</summary>
    public ILocator Said(string text) => Talk.GetByText(text, new() { Exact = true });

    public ILocator Banner => Page.GetByText("Connection lost.");

    public async Task OpenAsync(Uri url)
    {
        await Page.GotoAsync(url.ToString());
        await OnlineAsync();
        await Expect(Talk.GetByRole(AriaRole.Group).First).ToBeVisibleAsync();
    }

    public Task OnlineAsync() => Expect(State).ToContainTextAsync("· online", new() { Timeout = 20_000 });

    public async Task SayAsync(string text)
    {
        await Box.FillAsync(text);
        await Box.PressAsync("Enter");
        await Expect(Said(text).Last).ToBeVisibleAsync();
    }

    public Task CardsAsync(int count) => Expect(Cards).ToHaveCountAsync(count, new() { Timeout = 15_000 });

    public ILocator ButtonOf(int card, string name) => Cards.Nth(card).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async Task ChooseFromMenuAsync(string item)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }
}
