using HelpDesk.BrowserTests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.AgentConsole;

public sealed class ChatJourneyTests(Chromium chromium, DeskHost desk) : ConsoleTest(chromium)
{
    [Fact]
    public async Task A_chat_is_offered_answered_and_resolved_with_the_keyboard_alone()
    {
        // Chats of other tests would be offered to whoever is available.
        await using var own = new DeskHost();
        await own.InitializeAsync();
        var mia = await ArriveAsync(own, await own.HireAsync("Mia Berg"), Screen.Desktop);
        var keys = mia.Page.Keyboard;
        await mia.BecomeAvailableAsync();
        var talk = await own.HandOverAsync("alex.kim@contoso.com", "Outlook still crashes after step 3");

        await Expect(mia.Offers.Filter(new() { HasText = "Outlook still crashes" })).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Expect(mia.Page).ToHaveTitleAsync("● New chat · IT Help");
        await Pictures.TakeAsync(mia.Page, "console-offer-1440");
        await keys.PressAsync("a");
        await Expect(mia.Chats.Filter(new() { HasText = "Alex Kim" })).ToBeVisibleAsync();
        await Expect(mia.Page).ToHaveURLAsync(new Uri(own.Url, $"agents/tickets/{talk.Number}").ToString());

        await keys.PressAsync("r");
        await keys.TypeAsync("Hi Alex, I have read what you tried.");
        await keys.PressAsync("Enter");
        await mia.SeesAsync("Hi Alex, I have read what you tried.");
        await own.PersonSaysAsync(talk, "Thank you! It closes right after the logo.");
        await mia.SeesAsync("Thank you! It closes right after the logo.");
        await keys.PressAsync("Escape");
        await keys.PressAsync("n");
        await keys.TypeAsync("Add-in from last week's rollout, the same as two others.");
        await keys.PressAsync("Enter");
        await mia.SeesAsync("Add-in from last week's rollout, the same as two others.");
        await Pictures.TakeAsync(mia.Page, "console-chat-1440");
        Assert.Equal(["reply: Hi Alex, I have read what you tried.", "person: Thank you! It closes right after the logo."], (await own.SaidAsync(talk)).Skip(1));

        await keys.PressAsync("Escape");
        await keys.PressAsync("s");
        await Expect(mia.Dialog).ToBeVisibleAsync();
        await keys.TypeAsync("Removed the add-in.");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await mia.VisibleAsync(mia.Transcript.GetByText("You resolved it (Fixed): Removed the add-in."));
        Assert.Equal("resolved", (await own.TicketAsync(talk)).GetProperty("status").GetString());
        await LeaveAsync(mia);
    }

    [Fact]
    public async Task Of_two_agents_who_take_a_chat_at_the_same_instant_one_has_it_and_the_other_is_told()
    {
        var talk = await desk.HandOverAsync("sam.lee@contoso.com", "Outlook asks for a password every minute");
        var pages = new[]
        {
            await ArriveAsync(desk, await desk.HireAsync("Leo Costa"), Screen.Desktop, $"agents/tickets/{talk.Number}"),
            await ArriveAsync(desk, await desk.HireAsync("Ana Ruiz"), Screen.Desktop, $"agents/tickets/{talk.Number}"),
        };
        foreach (var page in pages)
        {
            WatchOf(page).NetworkMayFail = true;
            await page.VisibleAsync(page.Button("Take it"));
        }

        await Task.WhenAll(pages.Select(page => page.Page.Keyboard.PressAsync("y")));

        foreach (var page in pages) await page.VisibleAsync(page.Page.GetByText("In progress ·"));
        var won = await Task.WhenAll(pages.Select(page => page.Page.GetByText("In progress · You").IsVisibleAsync()));
        Assert.Equal([false, true], won.Order());
        var loser = pages[won[0] ? 1 : 0];
        await Expect(loser.Page.GetByText("has this chat. Only")).ToBeVisibleAsync();
        await Expect(loser.Reply).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_is_not_assigned_writes_notes_or_takes_over_knowingly()
    {
        var talk = await desk.HandOverAsync("kim.park@contoso.com", "Outlook search finds nothing");
        var (first, second) = (await desk.HireAsync("Tom West"), await desk.HireAsync("Eva Lind"));
        var tom = await ArriveAsync(desk, first, Screen.Desktop, $"agents/tickets/{talk.Number}");
        await tom.Button("Take it").ClickAsync();
        await tom.VisibleAsync(tom.Reply);
        var eva = await ArriveAsync(desk, second, Screen.Desktop, $"agents/tickets/{talk.Number}");
        await eva.VisibleAsync(eva.Page.GetByText("Tom West has this chat. Only Tom West replies."));
        await tom.VisibleAsync(tom.Page.GetByText("Eva Lind also here").First);

        await eva.Page.Keyboard.PressAsync("n");
        await eva.Page.Keyboard.TypeAsync("I know this one, rebuild the index.");
        await eva.Page.Keyboard.PressAsync("Enter");
        await tom.SeesAsync("I know this one, rebuild the index.");
        Assert.DoesNotContain("note: I know this one, rebuild the index.", await desk.SaidAsync(talk));
        await Pictures.TakeAsync(tom.Page, "console-colleague-1440");

        await eva.Page.Keyboard.PressAsync("Escape");
        await eva.Page.Keyboard.PressAsync("v");
        await eva.Button("Take over").ClickAsync();
        await eva.VisibleAsync(eva.Reply);
        await tom.VisibleAsync(tom.Page.GetByText("In progress · Eva Lind"));
        await Expect(tom.Reply).ToHaveCountAsync(0);
    }
}
