using System.Net.WebSockets;
using HelpDesk.Tests.Handoff.Service.Live;

namespace HelpDesk.Tests.Bot.Hosting.Whole;

/// <summary>The hub with real sessions and keys: who loses the right to listen is cut off before the next word.</summary>
public sealed class WholeHubTests
{
    public static TheoryData<string> Ends => ["signed out", "signed out elsewhere by a copy of the cookie", "role taken away", "account disabled", "account deleted", "password changed", "key withdrawn", "customers changed"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Who_may_listen_no_more_hears_nothing_more(string how)
    {
        await using var host = await WholeHost.StartAsync();
        var (admin, lead) = (await host.SignedInAsync("admin"), await host.SignedInAsync("lead"));
        var listener = how == "key withdrawn" ? await host.KeyAsync(["tickets.read"]) : await host.SignedInAsync("agent");
        var ticket = await lead.OpenAsync();
        await using var live = await LiveClient.ConnectAsync(host.Address, listener.Credentials);
        await live.SubscribeAsync($"ticket/{ticket}");
        await NoteAsync(lead, ticket, "one");
        Assert.Equal("ticket.noted", await live.ChangeAsync());

        await EndAsync(how, host, admin, listener);
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        await NoteAsync(lead, ticket, "two");

        if (how == "customers changed")
        {
            Assert.Equal("lost", (await live.NextAsync()).Method);
            return;
        }
        await live.EndedAsync();
        Assert.False(live.TryNext(out _));
        await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.ConnectAsync(host.Address, listener.Credentials));
    }

    [Fact]
    public async Task Another_sites_page_cannot_open_the_hub_with_a_browsers_session()
    {
        await using var host = await WholeHost.StartAsync();
        var mia = await host.SignedInAsync("agent");
        await using (await LiveClient.ConnectAsync(host.Address, mia.Credentials)) { }

        foreach (var origin in (string[])["https://evil.example", "null"])
            await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.ConnectAsync(host.Address, new Dictionary<string, string> { ["Cookie"] = mia.Session, ["Origin"] = origin }));
        await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.ConnectAsync(host.Address, new Dictionary<string, string> { ["Cookie"] = mia.Session }));
        await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.ConnectAsync(host.Address, new Dictionary<string, string>()));
    }

    private static Task NoteAsync(Browser lead, string ticket, string text) => lead.DoAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/notes", new { text });

    private static async Task EndAsync(string how, WholeHost host, Browser admin, Browser listener)
    {
        var user = $"/account/users/{listener.Account?.Id}";
        switch (how)
        {
            case "signed out":
                await listener.DoAsync(HttpMethod.Post, "/account/sign-out");
                break;
            case "signed out elsewhere by a copy of the cookie":
                Assert.Equal(204, await host.Browser().StatusAsync(HttpMethod.Post, "/account/sign-out", null, ("Cookie", listener.Session)));
                break;
            case "password changed":
                var other = host.Browser();
                await other.DoAsync(HttpMethod.Post, "/account/sign-in", new { email = listener.Account!.Email, password = WholeHost.Password });
                await other.DoAsync(HttpMethod.Post, "/account/password", new { password = WholeHost.Password, newPassword = "a fresh set of words" });
                break;
            case "role taken away":
                await admin.DoAsync(HttpMethod.Patch, user, new { roles = new[] { "author" } });
                break;
            case "account disabled":
                await admin.DoAsync(HttpMethod.Patch, user, new { disabled = true });
                break;
            case "customers changed":
                await admin.DoAsync(HttpMethod.Patch, user, new { customers = new[] { "other" } });
                break;
            case "account deleted":
                await admin.DoAsync(HttpMethod.Delete, user);
                break;
            default:
                await admin.DoAsync(HttpMethod.Delete, $"/account/keys/{listener.KeyId}");
                break;
        }
    }
}
