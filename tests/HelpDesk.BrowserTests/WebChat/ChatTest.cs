using HelpDesk.BrowserTests.Browsing;
using Microsoft.Playwright;

namespace HelpDesk.BrowserTests.WebChat;

/// <summary>A test with browsers of its own. It fails on whatever <see cref="Watch"/> saw on any of their pages.</summary>
public abstract class ChatTest(Chromium chromium) : IAsyncDisposable
{
    private readonly List<(IBrowserContext Profile, Watch Watch)> _profiles = [];

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Somebody who was never here opens the chat.</summary>
    protected async Task<ChatPage> ArriveAsync(Uri url, Screen screen)
    {
        var profile = await chromium.OpenProfileAsync(screen);
        _profiles.Add((profile, new Watch(profile, url)));
        var chat = new ChatPage(await profile.NewPageAsync());
        await chat.OpenAsync(url);
        return chat;
    }

    protected Watch WatchOf(ChatPage chat) => _profiles.Single(one => one.Profile == chat.Page.Context).Watch;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var (profile, _) in _profiles) await profile.CloseAsync();
        foreach (var (_, watch) in _profiles) watch.MustBeClean();
    }
}
