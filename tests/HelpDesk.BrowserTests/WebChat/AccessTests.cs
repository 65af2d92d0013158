using Deque.AxeCore.Playwright;
using HelpDesk.BrowserTests.Browsing;
using HelpDesk.BrowserTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.WebChat;

public sealed class AccessTests(Chromium chromium, SharedHost host) : ChatTest(chromium)
{
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
        await TabToAsync(chat, chat.ButtonOf(0, "Yes"));
        await keys.PressAsync("Enter");

        await Expect(chat.ButtonOf(0, "Yes")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    /// <summary>Backwards from the message box, as a person would: the newest answer is nearest.</summary>
    private static async Task TabToAsync(ChatPage chat, ILocator wanted)
    {
        const int enough = 25;
        for (var presses = 0; presses < enough; presses++)
        {
            await chat.Page.Keyboard.PressAsync("Shift+Tab");
            if (await chat.Page.EvaluateAsync<bool>("() => document.activeElement?.closest('[role=feed]') !== null")) await chat.Page.Keyboard.PressAsync("Enter");
            if (await wanted.EvaluateAsync<bool>("button => button === document.activeElement")) return;
        }

        Assert.Fail($"No {enough} presses of Shift+Tab reach the button.");
    }

    private static async Task MustPassAxeAsync(ChatPage chat)
    {
        var result = await chat.Page.RunAxe();
        var found = result.Violations.Select(violation => $"{violation.Id} ({violation.Impact}): {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}");
        Assert.Empty(found);
    }
}
