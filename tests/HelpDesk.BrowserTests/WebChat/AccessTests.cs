using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using HelpDesk.BrowserTests.Browsing;
using HelpDesk.BrowserTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.WebChat;

public sealed class AccessTests(Chromium chromium, SharedHost host) : ChatTest(chromium)
{
    /// <summary>Fluent catches the focus where a page begins and ends with elements that nobody reads; axe takes them for hidden controls.</summary>
    private const string FluentFocusSentinel = "[data-tabster-dummy]";

    [Theory]
    [InlineData(1440, false)]
    [InlineData(1440, true)]
    [InlineData(360, false)]
    [InlineData(360, true)]
    public async Task Axe_finds_nothing(int width, bool dark)
    {
        var chat = await ArriveAsync(host.Url, new Screen(width, 800, dark));
        await MustPassAxeAsync(chat);
        await chat.SayAsync("vpn drops every 5 minutes");
        await chat.CardsAsync(1);
        await MustPassAxeAsync(chat);

        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await Expect(chat.Page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
        await Pictures.TakeAsync(chat.Page, $"web-chat-menu-{width}-{(dark ? "dark" : "light")}");
        await MustPassAxeAsync(chat);
    }

    [Fact]
    public async Task A_keyboard_is_enough()
    {
        var chat = await ArriveAsync(host.Url, Screen.Desktop);
        var keys = chat.Page.Keyboard;

        await keys.PressAsync("Tab");
        await Expect(chat.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the talk" })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(chat.Box).ToBeFocusedAsync();
        await keys.TypeAsync("vpn drops every 5 minutes");
        await keys.PressAsync("Enter");
        await chat.CardsAsync(1);
        await PressUntilAsync(chat, "Shift+Tab", chat.Page.GetByRole(AriaRole.Group, new() { Name = "Chat history" }));
        await keys.PressAsync("Enter");
        await PressUntilAsync(chat, "Tab", chat.ButtonOf(0, "Yes"));
        await keys.PressAsync("Enter");

        await Expect(chat.ButtonOf(0, "Yes")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    private static async Task PressUntilAsync(ChatPage chat, string key, ILocator wanted)
    {
        const int enough = 10;
        for (var presses = 0; presses <= enough; presses++)
        {
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement")) return;
            await chat.Page.Keyboard.PressAsync(key);
        }

        Assert.Fail($"{enough} presses of {key} do not lead to {wanted}.");
    }

    private static async Task MustPassAxeAsync(ChatPage chat)
    {
        var result = await chat.Page.RunAxe(new AxeRunContext { Exclude = [new AxeSelector(FluentFocusSentinel)] });
        var found = result.Violations.Select(violation => $"{violation.Id} ({violation.Impact}): {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}");
        Assert.Equal("", string.Join('\n', found));
    }
}
