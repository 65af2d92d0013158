using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.Playground;

/// <summary>The Playground's page as a person in Teams meets it.</summary>
public sealed class PlaygroundPage(IPage page)
{
    private const int Patience = 20_000;
    private const string Cdn = "https://res-1.cdn.office.net/files/";

    /// <summary>What the page wants from elsewhere for its looks alone.</summary>
    public static readonly string[] Decoration =
    [
        Cdn + "fabric-cdn-prod_20221209.001/assets/fonts/segoeui-westeuropean/segoeui-regular.woff2",
        Cdn + "fabric-cdn-prod_20221209.001/assets/fonts/segoeui-westeuropean/segoeui-semibold.woff2",
        Cdn + "fabric-cdn-prod_20221209.001/assets/fonts/segoeui-westeuropean/segoeui-bold.woff2",
        Cdn + "fabric-cdn-prod_20240228.001/assets/animations/flair/flair.min.js",
    ];

    public IPage Page { get; } = page;

    public ILocator Box => Page.Locator("div[contenteditable=true]").First;

    /// <summary>The answer cards that can still be pressed, oldest first.</summary>
    public ILocator Cards => Page.Locator(".ac-adaptiveCard").Filter(new() { Has = Page.GetByRole(AriaRole.Button, new() { Name = "Talk to a person" }) });

    public ILocator ButtonOf(int card, string name) => Cards.Nth(card).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The numbered steps of a card or of a message that holds one.</summary>
    public static ILocator StepsOf(ILocator card) => card.Locator(".ac-columnSet");

    public Task<string> TitleOfAsync(int card) => Cards.Nth(card).GetByRole(AriaRole.Heading).First.InnerTextAsync();

    /// <summary>Keeps the page from asking anybody else, with or without a network.</summary>
    public static async Task WithoutDecorationAsync(IBrowserContext profile)
    {
        foreach (var url in Decoration) await profile.RouteAsync(url, route => route.AbortAsync());
    }

    public async Task OpenAsync(Uri url)
    {
        await Page.GotoAsync(url.ToString());
        await Expect(Box).ToBeVisibleAsync(new() { Timeout = Patience });
        await Page.GetByRole(AriaRole.Button, new() { Name = "Hide log panel" }).ClickAsync();
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

    /// <summary>The bot says these words in one of its messages, and in no other.</summary>
    public Task SeesAsync(string words) => Expect(Said(words)).ToHaveCountAsync(1, new() { Timeout = Patience });

    /// <summary>The bot's messages with these words. The page repeats words elsewhere: in its log, and as previews in the list of chats.</summary>
    public ILocator Said(string words) => Page.Locator(".fai-OutputCard").Filter(new() { HasText = words });

    public Task CardsAsync(int count) => Expect(Cards).ToHaveCountAsync(count, new() { Timeout = Patience });
}
