using HelpDesk.BrowserTests.Browsing;
using HelpDesk.BrowserTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.WebChat;

public sealed class SolvedJourneyTests(Chromium chromium, SharedHost host) : ChatTest(chromium)
{
    public static TheoryData<int, int, bool> Screens => new()
    {
        { Screen.Desktop.Width, Screen.Desktop.Height, false },
        { Screen.Desktop.Width, Screen.Desktop.Height, true },
        { Screen.Tablet.Width, Screen.Tablet.Height, false },
        { Screen.Phone.Width, Screen.Phone.Height, false },
        { Screen.Phone.Width, Screen.Phone.Height, true },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_problem_in_ones_own_words_gets_steps_and_yes_ends_it(int width, int height, bool dark)
    {
        var chat = await ArriveAsync(host.Url, new Screen(width, height, dark));

        await chat.SayAsync("vpn drops every 5 minutes");
        await chat.CardsAsync(1);
        await Expect(chat.Cards.First).ToContainTextAsync("VPN");
        await Pictures.TakeAsync(chat.Page, $"web-chat-{width}-{(dark ? "dark" : "light")}");
        var saidBefore = await chat.Talk.GetByRole(AriaRole.Group).CountAsync();
        await chat.ButtonOf(0, "Yes").ClickAsync();

        await Expect(chat.Talk.GetByRole(AriaRole.Group)).Not.ToHaveCountAsync(saidBefore);
        await chat.CardsAsync(1);
        await Expect(chat.ButtonOf(0, "Yes")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task No_brings_another_article_that_was_not_shown()
    {
        var chat = await ArriveAsync(host.Url, Screen.Desktop);

        await chat.SayAsync("vpn drops every 5 minutes");
        await chat.CardsAsync(1);
        await chat.ButtonOf(0, "No").ClickAsync();
        await chat.CardsAsync(2);

        var titles = await Task.WhenAll(Enumerable.Range(0, 2).Select(card => chat.Cards.Nth(card).GetByRole(AriaRole.Heading).First.InnerTextAsync()));
        Assert.NotEqual(titles[0], titles[1]);
    }

    [Fact]
    public async Task The_head_says_who_answers_and_that_they_are_there()
    {
        var chat = await ArriveAsync(host.Url, Screen.Desktop);

        await Expect(chat.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("IT Help");
        await Expect(chat.Page).ToHaveTitleAsync("IT Help");
        Assert.EndsWith(" · online", await chat.State.InnerTextAsync(), StringComparison.Ordinal);
        Assert.NotEqual("· online", (await chat.State.InnerTextAsync()).Trim());
    }
}
