using HelpDesk.BrowserTests.Browsing;
using HelpDesk.BrowserTests.Hosting;
using Microsoft.Playwright;

namespace HelpDesk.BrowserTests.Playground;

/// <summary>Journey 2 in Teams' place of trial: from a question to an agent in the same chat, and back to the bot.</summary>
public sealed class HandoffJourneyTests(Chromium chromium) : IAsyncDisposable
{
    private readonly HostProcess _host = new(DeskDriver.Settings);
    private PlaygroundProcess? _playground;
    private IBrowserContext? _profile;
    private Watch? _watch;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_joins_the_chat_solves_it_and_the_bot_is_back()
    {
        await _host.StartAsync(Ct);
        using var mia = await DeskDriver.HireAsync(_host.Url, "Mia Berg");
        var chat = await ArriveAsync();

        await chat.SayAsync("outlook crashes on start");
        await chat.CardsAsync(1);
        await chat.ButtonOf(0, "Talk to a person").ClickAsync();
        await chat.SeesAsync("I've asked a person to help");
        var number = await mia.WaitingAsync();
        await mia.DoAsync(number, "accept");
        await chat.SeesAsync($"Mia has joined about {number}.");
        await chat.SayAsync("it crashes after step 3 too");
        await mia.HearsAsync(number, "it crashes after step 3 too");
        await mia.DoAsync(number, "messages", new { text = "Hold Ctrl while it starts." });
        await chat.SeesAsync("Hold Ctrl while it starts.");
        await Pictures.TakeAsync(chat.Page, "teams-handoff");

        await mia.DoAsync(number, "resolve", new { note = "Turned an add-in off.", code = "fixed" });
        await chat.SeesAsync("Is it fixed?");
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, it's fixed" }).ClickAsync();
        await chat.SeesAsync("How was the help?");
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "5", Exact = true }).ClickAsync();
        await chat.SeesAsync("Thanks, that helps us to get better.");
        await chat.SayAsync("thanks");
        await chat.SeesAsync("You're welcome.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_profile is not null) await _profile.CloseAsync();
        if (_playground is not null) await _playground.DisposeAsync();
        await _host.DisposeAsync();
        _watch?.MustBeClean();
    }

    private async Task<PlaygroundPage> ArriveAsync()
    {
        _playground = await PlaygroundProcess.StartAsync(_host.Url, Ct);
        _profile = await chromium.OpenProfileAsync(Screen.Desktop);
        _watch = new Watch(_profile, _playground.Url, PlaygroundPage.Decoration);
        await PlaygroundPage.WithoutDecorationAsync(_profile);
        var chat = new PlaygroundPage(await _profile.NewPageAsync());
        await chat.OpenAsync(_playground.Url);
        await chat.SeesAsync("Tell me in your own words");
        return chat;
    }
}
