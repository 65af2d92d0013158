using HelpDesk.BrowserTests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.AgentConsole;

public sealed class WallTests(Chromium chromium) : ConsoleTest(chromium)
{
    [Fact]
    public async Task A_lead_gives_a_chat_from_the_wall_to_a_colleague_who_is_offered_it_at_once()
    {
        await using var desk = new DeskHost();
        await desk.InitializeAsync();
        var (sound, calendar) = (await desk.HandOverAsync("ines.ruiz@contoso.com", "Teams has no sound in meetings"), await desk.HandOverAsync("tom.west@contoso.com", "Outlook calendar shows the wrong time"));
        await desk.HandOverAsync("nora.dahl@contoso.com", "Mail is down for everyone in Oslo, nobody can work");
        await desk.HandOverAsync("kim.park@contoso.com", "The VPN is down for the whole floor");
        await desk.HireAsync("Eva Lind", "agent", 3);
        var mia = await ArriveAsync(desk, await desk.HireAsync("Mia Berg"), Screen.Desktop, $"agents/tickets/{sound.Number}");
        await TakeAsync(mia);
        await mia.GoAsync($"agents/tickets/{calendar.Number}");
        await TakeAsync(mia);
        var leo = await ArriveAsync(desk, await desk.HireAsync("Leo Costa", "agent", 1), Screen.Desktop);
        await leo.BecomeAvailableAsync();
        var ana = await ArriveAsync(desk, await desk.HireAsync("Ana Ruiz", "lead"), Screen.Desktop, "agents/wall");

        var row = ana.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = sound.Number });
        await ana.VisibleAsync(row);
        await Pictures.TakeAsync(ana.Page, "console-wall-1440");
        await row.GetByRole(AriaRole.Button, new() { Name = "Give to…" }).ClickAsync();
        await ana.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Leo Costa" }).ClickAsync();

        await leo.VisibleAsync(leo.Offers.Filter(new() { HasText = "Teams has no sound" }));
        await mia.VisibleAsync(mia.Queue.Filter(new() { HasText = "Teams has no sound" }));
        await Pictures.TakeAsync(mia.Page, "console-desk-1440");
        await ana.Page.SetViewportSizeAsync(Screen.Phone.Width, Screen.Phone.Height);
        await Pictures.TakeAsync(ana.Page, "console-wall-360");
        await mia.Page.SetViewportSizeAsync(Screen.Phone.Width, Screen.Phone.Height);
        await mia.Button("Back to the lists").ClickAsync();
        await Pictures.TakeAsync(mia.Page, "console-lists-360");
        foreach (var console in (ConsolePage[])[mia, leo, ana]) await LeaveAsync(console);
    }

    private static async Task TakeAsync(ConsolePage agent)
    {
        await agent.Button("Take it").ClickAsync();
        await agent.VisibleAsync(agent.Reply);
    }
}
