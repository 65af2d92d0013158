using HelpDesk.BrowserTests.Browsing;
using HelpDesk.BrowserTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HelpDesk.BrowserTests.AgentConsole;

public sealed class DoorTests(Chromium chromium, DeskHost desk) : ConsoleTest(chromium)
{
    [Fact]
    public async Task A_desk_is_set_up_by_people_alone_from_the_link_that_the_first_start_prints()
    {
        await using var host = new HostProcess();
        await host.StartAsync(Ct);
        var admin = await ArriveAsync(host.Url, Screen.Desktop, host.SetupLink!.PathAndQuery);
        await admin.Page.GetByLabel("E-mail").FillAsync("boss@example.com");
        await admin.Page.GetByLabel("Password").FillAsync(DeskHost.Password);
        await admin.Button("Create account").ClickAsync();
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in to the console" }).ClickAsync();
        await admin.SignInAsync("boss@example.com");

        await admin.Button("Invite a colleague").ClickAsync();
        await admin.Dialog.GetByLabel("Name").FillAsync("Mia Berg");
        await admin.Dialog.GetByLabel("E-mail").FillAsync("mia@example.com");
        await Pictures.TakeAsync(admin.Page, "console-invite-1440");
        await admin.Button("Create and get the link").ClickAsync();
        var link = await admin.Dialog.GetByRole(AriaRole.Textbox, new() { Name = "Link for Mia Berg" }).InputValueAsync();
        await admin.Button("Close").ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "mia@example.com" })).ToContainTextAsync("tier 1");
        await Pictures.TakeAsync(admin.Page, "console-accounts-1440");

        var mia = await ArriveAsync(host.Url, Screen.Desktop, new Uri(link).PathAndQuery);
        await mia.Page.GetByLabel("Password").FillAsync("brown foxes jump high");
        await mia.Button("Save password").ClickAsync();
        await mia.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in to the console" }).ClickAsync();
        await mia.SignInAsync("mia@example.com", "brown foxes jump high");
        await mia.Button("Be available").ClickAsync();
        await mia.VisibleAsync(mia.Page.GetByText("All quiet"));
        foreach (var console in (ConsolePage[])[admin, mia]) await LeaveAsync(console);
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_saying_which_part_is_wrong()
    {
        var console = await ArriveAsync(desk.Url, Screen.Desktop);
        WatchOf(console).NetworkMayFail = true;
        await console.SignInAsync("nobody@example.com", "not the password");
        await Expect(console.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("E-mail or password is not right.");
        await Pictures.TakeAsync(console.Page, "console-sign-in-1440");
    }

    [Theory]
    [InlineData("agents/wall")]
    [InlineData("agents/accounts")]
    public async Task An_agent_on_a_page_of_others_is_told_so(string path)
    {
        var console = await ArriveAsync(desk, await desk.HireAsync("Leo Costa"), Screen.Desktop, path);
        await console.VisibleAsync(console.Page.GetByText("This page is not for your role"));
    }

    [Fact]
    public async Task Somebody_without_a_role_at_the_desk_is_told_whom_to_ask()
    {
        var author = await desk.HireAsync("Ola Nord", "author");
        var console = await ArriveAsync(desk.Url, Screen.Phone);
        await console.SignInAsync(author.Email);
        await console.VisibleAsync(console.Page.GetByText("This is the agents’ console"));
        await console.Button("Sign out").ClickAsync();
        await console.VisibleAsync(console.Page.GetByLabel("E-mail"));
    }
}
