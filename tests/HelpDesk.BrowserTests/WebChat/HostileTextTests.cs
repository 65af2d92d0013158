using HelpDesk.BrowserTests.Browsing;
using HelpDesk.BrowserTests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.WebChat;

public sealed class HostileTextTests(Chromium chromium, SharedHost host) : ChatTest(chromium)
{
    private static readonly string LongWord = new('w', 400);

    public static TheoryData<string> Texts =>
    [
        LongWord,
        $"https://example.invalid/{LongWord}",
        "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>",
        "| a | b | c | d | e | f | g | h | i | j | k | l |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n| wide | wide | wide | wide | wide | wide | wide | wide | wide | wide | wide | wide |",
        "\u202Egnp.exe \u0000 \u200B \uFEFF 👩‍👩‍👧‍👦 नमस्ते العربية",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task No_text_breaks_the_page_at_its_smallest(string text)
    {
        var chat = await ArriveAsync(host.Url, Screen.Smallest);

        await chat.Box.FillAsync(text);
        await chat.Box.PressAsync("Enter");
        await Expect(chat.Box).ToHaveValueAsync("");
        await Expect(chat.Talk.GetByText("Sending", new() { Exact = true })).ToHaveCountAsync(0);

        await Expect(chat.Page).ToHaveTitleAsync("IT Help");
        Assert.Equal(Screen.Smallest.Width, await chat.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.False(await chat.Talk.EvaluateAsync<bool>("talk => talk.scrollWidth > talk.clientWidth + 1"), "The talk scrolls sideways.");
    }
}
