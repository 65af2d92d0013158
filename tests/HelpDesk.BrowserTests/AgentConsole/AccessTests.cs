using HelpDesk.BrowserTests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.AgentConsole;

public sealed class AccessTests(Chromium chromium, DeskHost desk) : ConsoleTest(chromium)
{
    [Theory]
    [InlineData(1440, false)]
    [InlineData(1440, true)]
    [InlineData(1024, false)]
    [InlineData(360, false)]
    [InlineData(360, true)]
    public async Task Axe_finds_nothing(int width, bool dark)
    {
        var screen = new Screen(width, width < 500 ? 740 : 860, dark);
        var look = $"{width}-{(dark ? "dark" : "light")}";
        var talk = await desk.HandOverAsync("nora.dahl@contoso.com", "Outlook is slow when I search");
        var lead = await desk.HireAsync("Ana Ruiz", "lead");
        var console = await ArriveAsync(desk.Url, screen);
        await console.VisibleAsync(console.Page.GetByLabel("E-mail"));
        await MustPassAxeAsync(console);
        await console.SignInAsync(lead.Email);
        await console.OpenedAsync();
        await console.VisibleAsync(console.Queue.First);
        await MustPassAxeAsync(console);

        await console.GoAsync($"agents/tickets/{talk.Number}");
        await console.Button("Take it").ClickAsync();
        await console.Reply.FillAsync("Hello Nora, I am looking at it.");
        await console.Reply.PressAsync("Enter");
        await console.SeesAsync("Hello Nora, I am looking at it.");
        await console.Page.GetByRole(AriaRole.Button, new() { NameString = "Talk with the bot" }).ClickAsync();
        await MustPassAxeAsync(console);
        await Pictures.TakeAsync(console.Page, $"console-talk-{look}");
        await console.Reply.PressAsync("Escape");
        await console.Reply.BlurAsync();
        foreach (var key in (string[])["t", "e", "p", "s", "l", "u", "w", "o", "?", "Control+k"]) await MustPassAxeInDialogAsync(console, key);

        await console.Page.Keyboard.PressAsync("b");
        await console.VisibleAsync(console.Button("Insert into reply").First);
        await MustPassAxeAsync(console);
        await console.GoAsync("agents/wall");
        await console.VisibleAsync(console.Page.GetByText(talk.Number));
        await MustPassAxeAsync(console);
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(360)]
    public async Task Axe_finds_nothing_on_the_page_of_accounts(int width)
    {
        var console = await ArriveAsync(desk, new Colleague("", "", DeskHost.AdminEmail), new Screen(width, 800));
        await console.VisibleAsync(console.Button("Invite a colleague"));
        await MustPassAxeAsync(console);
        await console.Button("Invite a colleague").ClickAsync();
        await Expect(console.Dialog).ToBeVisibleAsync();
        await MustPassAxeAsync(console);
    }

    [Theory]
    [InlineData("agents")]
    [InlineData("agents/wall")]
    public async Task Nothing_is_wider_than_the_smallest_screen(string path)
    {
        var console = await ArriveAsync(desk, await desk.HireAsync("Ana Ruiz", "lead"), Screen.Smallest, path);
        Assert.True(await console.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    private static async Task MustPassAxeInDialogAsync(ConsolePage console, string key)
    {
        await console.Page.Keyboard.PressAsync(key);
        await Expect(console.Dialog).ToBeVisibleAsync();
        await MustPassAxeAsync(console);
        await console.Page.Keyboard.PressAsync("Escape");
        await Expect(console.Dialog).ToBeHiddenAsync();
    }
}
