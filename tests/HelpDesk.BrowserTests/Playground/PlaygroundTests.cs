using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.BrowserTests.Browsing;
using HelpDesk.BrowserTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.Playground;

/// <summary>The bot in Teams' place of trial: the real host behind the real Agents Playground, used in a browser. Each test has a Playground, and so a person, of its own.</summary>
public sealed class PlaygroundTests(Chromium chromium, SharedHost host) : IAsyncDisposable
{
    private const string Welcome = "Tell me in your own words";
    private const string Bot = "Test Bot";

    private readonly List<IBrowserContext> _profiles = [];
    private readonly List<Watch> _watches = [];
    private PlaygroundProcess? _playground;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_problem_gets_a_card_No_another_and_Yes_ends_it()
    {
        var chat = await ArriveAsync();

        await chat.SayAsync("vpn drops every 5 minutes");
        await chat.CardsAsync(1);
        await Pictures.TakeAsync(chat.Page, "teams-answer");
        var (first, steps) = (await chat.TitleOfAsync(0), await PlaygroundPage.StepsOf(chat.Cards).CountAsync());
        await chat.ButtonOf(0, "No").ClickAsync();

        await chat.SeesAsync("You said: this didn't help.");
        await Expect(PlaygroundPage.StepsOf(chat.Said("You said: this didn't help."))).ToHaveCountAsync(steps);
        await chat.CardsAsync(1);
        var second = await chat.TitleOfAsync(0);
        Assert.NotEqual(first, second);
        await chat.ButtonOf(0, "Yes").ClickAsync();

        await chat.SeesAsync("You said: this helped.");
        await chat.CardsAsync(0);
        await chat.SeesAsync($"Great, glad that “{second}” did it.");
        await Pictures.TakeAsync(chat.Page, "teams-solved");
    }

    [Fact]
    public async Task However_often_and_in_parallel_the_bot_is_installed_one_welcome_comes()
    {
        var chat = await ArriveAsync();
        var others = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => OpenAsync(chat.Page.Context)));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => InstallAsync()));

        await chat.SayAsync("thanks");

        // Turns of a conversation are taken in order: with the answer here, everything that came before it has been dealt with.
        await chat.SeesAsync("You're welcome.");
        await chat.SeesAsync(Welcome);
        foreach (var other in others) await other.SeesAsync("You're welcome.");
    }

    [Fact]
    public async Task In_a_group_only_a_mention_is_answered()
    {
        var chat = await ArriveAsync();
        await chat.OpenChatAsync("Group Chat");
        await chat.SeesAsync("I read nothing else here.");

        await chat.SayAsync("nobody spoke to you");
        await chat.MentionAsync(Bot, "vpn drops every 5 minutes");

        await chat.CardsAsync(1);
        await Pictures.TakeAsync(chat.Page, "teams-group");
        await chat.MentionAsync(Bot, "I forgot my password");
        await chat.SeesAsync("nobody else reads along there");
        Assert.Equal(0, await chat.Said("I don't have an answer").CountAsync());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var profile in _profiles) await profile.CloseAsync();
        if (_playground is not null) await _playground.DisposeAsync();
        foreach (var watch in _watches) watch.MustBeClean();
    }

    private async Task<PlaygroundPage> ArriveAsync()
    {
        _playground = await PlaygroundProcess.StartAsync(host.Url, Ct);
        var profile = await chromium.OpenProfileAsync(Screen.Desktop);
        _profiles.Add(profile);
        _watches.Add(new Watch(profile, _playground.Url, PlaygroundPage.Decoration));
        await PlaygroundPage.WithoutDecorationAsync(profile);
        var chat = await OpenAsync(profile);
        // Until the page has its conversations it goes back to the first of them, whatever was pressed.
        await chat.SeesAsync(Welcome);
        return chat;
    }

    private async Task<PlaygroundPage> OpenAsync(IBrowserContext profile)
    {
        var chat = new PlaygroundPage(await profile.NewPageAsync());
        await chat.OpenAsync(_playground!.Url);
        return chat;
    }

    private async Task InstallAsync()
    {
        using var http = new HttpClient { BaseAddress = _playground!.Url };
        var config = await http.GetFromJsonAsync<JsonElement>("_internal/v1/config", Ct);
        var personal = config.GetProperty("config").GetProperty("personalChat").GetProperty("id").GetString();
        (await http.PostAsJsonAsync($"_debug/conversation/{personal}/installation", new { }, Ct)).EnsureSuccessStatusCode();
    }
}
