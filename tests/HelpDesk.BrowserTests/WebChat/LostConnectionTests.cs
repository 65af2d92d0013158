using HelpDesk.BrowserTests.Browsing;
using HelpDesk.BrowserTests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.WebChat;

public sealed class LostConnectionTests(Chromium chromium) : ChatTest(chromium)
{
    [Fact]
    public async Task A_killed_host_that_comes_back_finds_the_page_going_on_and_answers_everything_once()
    {
        await using var host = new HostProcess();
        await host.StartAsync(Ct);
        var chat = await ArriveAsync(host.Url, Screen.Desktop);
        WatchOf(chat).NetworkMayFail = true;
        await chat.SayAsync("vpn drops every 5 minutes");
        await chat.CardsAsync(1);

        await host.KillAsync(Ct);
        await Expect(chat.Banner).ToBeVisibleAsync();
        await Expect(chat.State).ToContainTextAsync("offline");
        await chat.SayAsync("outlook keeps asking for my password");
        await chat.Box.FillAsync("half a sent");
        await Pictures.TakeAsync(chat.Page, "web-chat-offline");
        await host.StartAsync(Ct);

        await chat.OnlineAsync();
        await Expect(chat.Banner).ToBeHiddenAsync();
        await chat.CardsAsync(2);
        await Expect(chat.Box).ToHaveValueAsync("half a sent");
        await chat.OpenAsync(host.Url);
        await chat.CardsAsync(2);
        await Expect(chat.Said("vpn drops every 5 minutes")).ToHaveCountAsync(1);
        await Expect(chat.Said("outlook keeps asking for my password")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_message_written_while_the_network_is_away_is_sent_once_when_it_is_back()
    {
        await using var host = new HostProcess();
        await host.StartAsync(Ct);
        var chat = await ArriveAsync(host.Url, Screen.Phone);
        WatchOf(chat).NetworkMayFail = true;

        await chat.Page.Context.SetOfflineAsync(true);
        await Expect(chat.Banner).ToBeVisibleAsync();
        await chat.SayAsync("vpn drops every 5 minutes");
        await chat.Page.Context.SetOfflineAsync(false);

        await chat.OnlineAsync();
        await chat.CardsAsync(1);
        await Expect(chat.Said("vpn drops every 5 minutes")).ToHaveCountAsync(1);
    }
}
