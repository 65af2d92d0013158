using HelpDesk.BrowserTests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.AgentConsole;

public sealed class LostServerTests(Chromium chromium) : ConsoleTest(chromium)
{
    [Fact]
    public async Task A_server_that_is_killed_during_a_chat_and_comes_back_loses_and_doubles_nothing()
    {
        await using var desk = new DeskHost();
        await desk.InitializeAsync();
        var talk = await desk.HandOverAsync("alex.kim@contoso.com", "Outlook crashes on start");
        var mia = await ArriveAsync(desk, await desk.HireAsync("Mia Berg"), Screen.Desktop, $"agents/tickets/{talk.Number}");
        WatchOf(mia).NetworkMayFail = true;
        await mia.Button("Take it").ClickAsync();
        await mia.Reply.FillAsync("Before the crash.");
        await mia.Reply.PressAsync("Enter");
        await mia.SeesAsync("Before the crash.");

        await desk.KillAsync();
        await mia.VisibleAsync(mia.Page.GetByText("Connection lost, trying again."));
        await mia.SeesAsync("Before the crash.");
        await mia.Reply.FillAsync("While you were away.");
        await mia.Reply.PressAsync("Enter");
        await mia.VisibleAsync(mia.Page.GetByText("Waits for the connection, will be sent"));
        await mia.Reply.FillAsync("half a sent");
        await Pictures.TakeAsync(mia.Page, "console-offline-1440");
        await desk.RestartAsync();

        await Expect(mia.Page.GetByText("Connection lost")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await Expect(mia.Page.GetByText("Waits for the connection")).ToBeHiddenAsync(new() { Timeout = 20_000 });
        await Expect(mia.Reply).ToHaveValueAsync("half a sent");
        await mia.Page.ReloadAsync();
        await mia.SeesAsync("While you were away.");
        await Expect(mia.Reply).ToHaveValueAsync("half a sent");
        Assert.Equal(["reply: Before the crash.", "reply: While you were away."], (await desk.SaidAsync(talk)).Skip(1));
    }
}
