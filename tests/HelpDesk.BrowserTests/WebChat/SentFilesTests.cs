using HelpDesk.BrowserTests.Browsing;
using HelpDesk.BrowserTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.WebChat;

public sealed class SentFilesTests(Chromium chromium, SharedHost host) : ChatTest(chromium)
{
    private const int TooLargeBytes = (20 * 1024 * 1024) + 1;

    [Fact]
    public async Task A_picture_is_sent_with_its_words_and_is_still_there_after_a_reload()
    {
        var chat = await ArriveAsync(host.Url, Screen.Desktop);
        var picture = await chat.Page.ScreenshotAsync();

        await chat.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "screen.png", MimeType = "image/png", Buffer = picture });
        // The send box takes a moment for the thumbnail, then its clip wears a tick.
        await Expect(chat.Page.Locator(".webchat__attachment-icon--checked")).ToBeVisibleAsync();
        await chat.SayAsync("my outlook looks like this");
        // First it is there and on its way, then it has arrived.
        await Expect(chat.Talk.Locator("img").First).ToBeVisibleAsync();
        await Expect(chat.Talk.GetByText("Sending", new() { Exact = true })).ToHaveCountAsync(0);
        await chat.OpenAsync(host.Url);

        var sent = chat.Talk.Locator("img").First;
        await Expect(sent).ToBeVisibleAsync();
        Assert.True(await sent.EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth > 0)"));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_taken_and_that_is_said()
    {
        var chat = await ArriveAsync(host.Url, Screen.Desktop);

        await chat.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "huge.log", MimeType = "text/plain", Buffer = new byte[TooLargeBytes] });

        await Expect(chat.Page.GetByText("Too large to send: huge.log. A file can have up to 20 MB.")).ToBeVisibleAsync();
    }
}
