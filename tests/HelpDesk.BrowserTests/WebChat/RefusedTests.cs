using HelpDesk.BrowserTests.Browsing;
using HelpDesk.BrowserTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.WebChat;

public sealed class RefusedTests(Chromium chromium, SharedHost host) : ChatTest(chromium)
{
    [Theory]
    [InlineData(403, "This chat is not open to you.")]
    [InlineData(429, "Many people are asking at once.")]
    public async Task A_refusal_is_said_in_words_with_a_way_on(int status, string words)
    {
        var chat = await ArriveAsync(host.Url, Screen.Phone);
        WatchOf(chat).NetworkMayFail = true;
        await chat.Page.RouteAsync("**/webchat/token", route => route.FulfillAsync(new() { Status = status }));

        await chat.Page.ReloadAsync();
        await Expect(chat.Page.GetByText(words)).ToBeVisibleAsync();
        await chat.Page.UnrouteAllAsync();
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await chat.OnlineAsync();
    }
}
