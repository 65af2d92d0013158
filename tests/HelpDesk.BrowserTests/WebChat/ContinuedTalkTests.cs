using HelpDesk.BrowserTests.Browsing;
using HelpDesk.BrowserTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.WebChat;

public sealed class ContinuedTalkTests(Chromium chromium, SharedHost host) : ChatTest(chromium)
{
    [Fact]
    public async Task A_reload_shows_the_whole_talk_and_what_was_being_typed()
    {
        var chat = await ArriveAsync(host.Url, Screen.Desktop);
        await chat.SayAsync("vpn drops every 5 minutes");
        await chat.CardsAsync(1);
        await chat.Box.FillAsync("and also the pr");

        await chat.OpenAsync(host.Url);

        await chat.CardsAsync(1);
        await Expect(chat.Said("vpn drops every 5 minutes")).ToHaveCountAsync(1);
        await Expect(chat.Box).ToHaveValueAsync("and also the pr");
    }

    [Fact]
    public async Task Two_tabs_show_the_same_talk()
    {
        var first = await ArriveAsync(host.Url, Screen.Desktop);
        var second = new ChatPage(await first.Page.Context.NewPageAsync());
        await second.OpenAsync(host.Url);

        await first.SayAsync("outlook keeps asking for my password");
        await first.CardsAsync(1);

        await Expect(second.Said("outlook keeps asking for my password")).ToHaveCountAsync(1);
        await second.CardsAsync(1);
    }

    [Fact]
    public async Task A_new_talk_starts_empty_and_stays_so_after_a_reload()
    {
        var chat = await ArriveAsync(host.Url, Screen.Desktop);
        await chat.SayAsync("vpn drops every 5 minutes");
        await chat.CardsAsync(1);

        await chat.ChooseFromMenuAsync("Start a new talk");
        await chat.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Start anew" }).ClickAsync();
        await chat.CardsAsync(0);
        await chat.OnlineAsync();
        await chat.OpenAsync(host.Url);

        await Expect(chat.Said("vpn drops every 5 minutes")).ToHaveCountAsync(0);
        await chat.SayAsync("printer is jammed");
        await chat.CardsAsync(1);
    }

    [Fact]
    public async Task A_talk_can_be_kept_as_text()
    {
        var chat = await ArriveAsync(host.Url, Screen.Desktop);
        await chat.SayAsync("vpn drops every 5 minutes");
        await chat.CardsAsync(1);

        var download = await chat.Page.RunAndWaitForDownloadAsync(() => chat.ChooseFromMenuAsync("Download this talk as text"));

        await using var stream = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(stream);
        var text = await reader.ReadToEndAsync(Ct);
        Assert.EndsWith(".txt", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Contains("You\nvpn drops every 5 minutes", text, StringComparison.Ordinal);
        Assert.Contains("VPN keeps disconnecting", text, StringComparison.Ordinal);
        Assert.DoesNotContain("**", text, StringComparison.Ordinal);
    }
}
