using HelpDesk.BrowserTests.Browsing;
using HelpDesk.BrowserTests.WebChat;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.AgentConsole;

/// <summary>Journey 2 as it happens: one window is the person's, the other one the agent's.</summary>
public sealed class TwoWindowsTests(Chromium chromium) : ConsoleTest(chromium)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Soon = new() { Timeout = 20_000 };

    [Fact]
    public async Task From_the_first_question_to_the_survey_in_two_windows_at_once()
    {
        await using var desk = new DeskHost();
        await desk.InitializeAsync();
        var mia = await ArriveAsync(desk, await desk.HireAsync("Mia Berg"), Screen.Desktop);
        await mia.BecomeAvailableAsync();
        var alexWindow = await ArriveAsync(desk.Url, Screen.Desktop, "");
        var alex = new ChatPage(alexWindow.Page);
        await alex.OnlineAsync();

        // The bot tries, and cannot help.
        await alex.SayAsync("outlook crashes on start");
        await alex.CardsAsync(1);
        await alex.ButtonOf(0, "Talk to a person").ClickAsync();
        await SeesAsync(alex, "asked a person to help");

        // The agent is offered the chat, and joins it.
        await Expect(mia.Offers.Filter(new() { HasText = "outlook crashes on start" })).ToBeVisibleAsync(Soon);
        await mia.Page.Keyboard.PressAsync("a");
        await SeesAsync(alex, "Mia has joined about INC-");
        await mia.VisibleAsync(mia.Transcript.GetByText("Talk with the bot"));

        // Both talk.
        await mia.VisibleAsync(mia.Reply);
        await mia.Page.Keyboard.PressAsync("r");
        await mia.Page.Keyboard.TypeAsync("Hi, I have read what you tried. Does it close right after the logo?");
        await mia.Page.Keyboard.PressAsync("Enter");
        await SeesAsync(alex, "Does it close right after the logo?");
        await alex.SayAsync("Yes, every time.");
        await mia.SeesAsync("Yes, every time.");
        await Pictures.TakeAsync(alex.Page, "web-chat-person-1440");
        await Pictures.TakeAsync(mia.Page, "console-journey-1440");

        // It is solved, confirmed and rated; then the bot is back.
        await mia.Page.Keyboard.PressAsync("Escape");
        await mia.Page.Keyboard.PressAsync("s");
        await Expect(mia.Dialog).ToBeVisibleAsync();
        await mia.Page.Keyboard.TypeAsync("Turned an add-in off.");
        await mia.Dialog.GetByRole(AriaRole.Button, new() { Name = "Resolve", Exact = true }).ClickAsync();
        await SeesAsync(alex, "Is it fixed?");
        await PressAsync(alex, "Yes, it's fixed");
        await SeesAsync(alex, "How was the help?");
        await PressAsync(alex, "5");
        await SeesAsync(alex, "Thanks, that helps us to get better.");
        await Pictures.TakeAsync(alex.Page, "web-chat-survey-1440");
        await alex.SayAsync("thanks");
        await SeesAsync(alex, "re welcome.");

        await LeaveAsync(mia);
        await LeaveAsync(alexWindow);
    }

    private static Task SeesAsync(ChatPage chat, string text) => Expect(chat.Talk.GetByText(text).Last).ToBeVisibleAsync(Soon);

    private static Task PressAsync(ChatPage chat, string button) => chat.Talk.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).Last.ClickAsync();
}
