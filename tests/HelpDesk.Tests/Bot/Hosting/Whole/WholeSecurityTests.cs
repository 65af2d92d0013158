using HelpDesk.Bot.Accounts;

namespace HelpDesk.Tests.Bot.Hosting.Whole;

/// <summary>What somebody tries who means ill, through everything that a request passes.</summary>
public sealed class WholeSecurityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guessing_a_password_stops_at_the_fifth_try_and_guessing_many_at_the_address()
    {
        await using var host = await WholeHost.StartAsync();
        var mia = await host.AddAsync("agent");
        var (thief, owner, crowd) = (host.Browser(), host.Browser(), host.Browser());
        var tries = new List<int>();
        for (var i = 0; i < 6; i++) tries.Add(await SignInAsync(thief, mia.Email, $"a wrong guess {i}"));

        Assert.Equal([401, 401, 401, 401, 401, 429], tries);
        Assert.Equal(429, await SignInAsync(owner, mia.Email, WholeHost.Password));
        host.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(200, await SignInAsync(owner, mia.Email, WholeHost.Password));
        // One guess for each of many accounts: every account stays open, the address does not. Nothing is hashed any more by then.
        var many = new List<int>();
        for (var i = 0; i < 62; i++) many.Add(await crowd.StatusAsync(HttpMethod.Post, "/account/sign-in", new { email = "not an address", password = "x" }));
        Assert.Equal((400, 429), (many[0], many[^1]));
    }

    [Fact]
    public async Task A_session_is_never_the_one_of_before_the_sign_in_and_is_dead_after_signing_out_wherever_it_was_copied()
    {
        await using var host = await WholeHost.StartAsync();
        var browser = host.Browser();
        browser.Cookies.Add(host.Address, new System.Net.Cookie(Sessions.Cookie, "chosen-by-somebody-else"));
        var (mia, ben) = (await host.AddAsync("agent"), await host.AddAsync("agent"));
        Assert.Equal(200, await SignInAsync(browser, mia.Email, WholeHost.Password));
        var mias = browser.Session;
        Assert.Equal(200, await SignInAsync(browser, ben.Email, WholeHost.Password));
        var (bens, thief) = (browser.Session, host.Browser());

        Assert.Equal(3, new[] { $"{Sessions.Cookie}=chosen-by-somebody-else", mias, bens }.Distinct().Count());
        Assert.Equal((mia.Email, ben.Email), (await EmailAsync(thief, mias), await EmailAsync(thief, bens)));
        Assert.Equal(204, await browser.StatusAsync(HttpMethod.Post, "/account/sign-out"));
        Assert.Equal((mia.Email, null), (await EmailAsync(thief, mias), await EmailAsync(thief, bens)));
    }

    [Theory]
    [InlineData("https://evil.example", null, false)]
    [InlineData("null", null, false)]
    [InlineData(null, null, false)]
    [InlineData(null, "cross-site", false)]
    [InlineData(null, "same-site", false)]
    [InlineData(null, "same-origin", true)]
    [InlineData("self", null, true)]
    public async Task What_another_site_makes_a_browser_send_changes_nothing_at_the_desk(string? origin, string? site, bool isTaken)
    {
        await using var host = await WholeHost.StartAsync();
        var mia = await host.SignedInAsync("agent");
        var ticket = await mia.OpenAsync();
        mia.Origin = origin;

        var status = await mia.StatusAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/accept", null, site is null ? [] : [("Sec-Fetch-Site", site)]);

        Assert.Equal((isTaken ? 200 : 403, isTaken ? "assigned" : "queued"), (status, (await mia.DoAsync(HttpMethod.Get, $"/v1/tickets/{ticket}")).GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_replayed_key_with_another_body_is_refused_and_changes_nothing()
    {
        await using var host = await WholeHost.StartAsync();
        var (mia, ben) = (await host.SignedInAsync("agent"), await host.SignedInAsync("agent"));
        var ticket = await mia.OpenAsync();
        await mia.DoAsync(HttpMethod.Post, $"/v1/tickets/{ticket}/accept");
        var path = $"/v1/tickets/{ticket}/notes";
        (string, string) key = ("Idempotency-Key", "k1");

        int[] statuses =
        [
            await mia.StatusAsync(HttpMethod.Post, path, new { text = "One" }, key), await mia.StatusAsync(HttpMethod.Post, path, new { text = "One" }, key),
            await mia.StatusAsync(HttpMethod.Post, path, new { text = "Two" }, key), await ben.StatusAsync(HttpMethod.Post, path, new { text = "Three" }, key),
        ];
        Assert.Equal([200, 200, 422, 200], statuses);
        var said = (await mia.DoAsync(HttpMethod.Get, $"/v1/tickets/{ticket}/messages")).GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("text").GetString());
        Assert.Equal(["One", "Three"], said);
    }

    private static Task<int> SignInAsync(Browser browser, string email, string password) => browser.StatusAsync(HttpMethod.Post, "/account/sign-in", new { email, password });

    /// <summary>Who a copy of a cookie is; null for nobody.</summary>
    private static async Task<string?> EmailAsync(Browser thief, string session)
    {
        using var answer = await thief.SendAsync(HttpMethod.Get, "/account/me", null, ("Cookie", session));
        return answer.IsSuccessStatusCode ? System.Text.Json.JsonElement.Parse(await answer.Content.ReadAsStringAsync(Ct)).GetProperty("email").GetString() : null;
    }
}
