using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.Bot.Accounts;
using static HelpDesk.Tests.Bot.Accounts.AccountServer;

namespace HelpDesk.Tests.Bot.Accounts;

public sealed class SignInTests
{
    private const string Mia = "mia@example.com";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_right_password_opens_a_session_and_signing_out_ends_it()
    {
        await using var server = await StartAsync();
        await server.AddAsync(Mia, "agent");
        using var browser = await server.SignedInAsync("MIA@example.com");
        var me = await browser.GetFromJsonAsync<JsonElement>("/account/me", Ct);
        Assert.Equal(Mia, me.GetProperty("email").GetString());

        using var signedOut = await browser.PostAsync("/account/sign-out", null, Ct);
        using var after = await browser.GetAsync("/account/me", Ct);
        Assert.Equal([204, 401], [(int)signedOut.StatusCode, (int)after.StatusCode]);
        Assert.Equal(["account.create ok", "sign-in ok", "sign-out ok"], await server.AuditAsync());
    }

    [Fact]
    public async Task Unknown_addresses_wrong_passwords_and_disabled_accounts_look_the_same()
    {
        await using var server = await StartAsync();
        await server.AddAsync(Mia, "agent");
        var gone = await server.AddAsync("gone@example.com", "agent");
        var stored = await server.Get<AccountBook>().FindAsync(gone.Id, Ct);
        await server.Get<AccountBook>().TryChangeAsync(stored!, gone with { Disabled = true }, new("test", "account.change", null, "ok"), Ct);
        using var browser = server.Browser();
        var answers = new List<string>();
        foreach (var (email, password) in ((string, string)[])[(Mia, "wrong password!"), ("nobody@example.com", Password), ("gone@example.com", Password)])
        {
            using var answer = await SignInAsync(browser, email, password);
            answers.Add($"{(int)answer.StatusCode} {JsonElement.Parse(await answer.Content.ReadAsStringAsync(Ct)).GetProperty("detail")}");
        }

        Assert.Equal("401 E-mail, password or code is not right.", Assert.Single(answers.Distinct(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData(Mia)]
    [InlineData("nobody@example.com")]
    public async Task Five_wrong_tries_lock_an_address_for_a_time_whether_it_has_an_account_or_not(string email)
    {
        await using var server = await StartAsync();
        await server.AddAsync(Mia, "agent");
        using var browser = server.Browser();
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            using var answer = await SignInAsync(browser, email, "wrong password!");
            statuses.Add((int)answer.StatusCode);
        }

        using var locked = await SignInAsync(browser, email, Password);
        server.Clock.Advance(TimeSpan.FromMinutes(16));
        using var later = await SignInAsync(browser, email, Password);
        Assert.Equal([401, 401, 401, 401, 401, 429], statuses);
        Assert.Equal(429, (int)locked.StatusCode);
        Assert.Equal(email == Mia ? 200 : 401, (int)later.StatusCode);
    }

    [Fact]
    public async Task A_hundred_tries_at_once_are_counted_one_by_one()
    {
        await using var server = await StartAsync();
        await server.AddAsync(Mia, "agent");
        using var browser = server.Browser();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            using var answer = await SignInAsync(browser, Mia, "wrong password!");
            return (int)answer.StatusCode;
        }));
        Assert.Equal(5, answers.Count(status => status == 401));
        Assert.Equal(35, answers.Count(status => status == 429));
    }

    [Fact]
    public async Task A_session_of_before_the_sign_in_is_not_the_one_after_it()
    {
        await using var server = await StartAsync();
        await server.AddAsync(Mia, "agent");
        using var first = await server.SignedInAsync(Mia);
        using var again = await SignInAsync(first, Mia, Password);
        var cookies = again.Headers.GetValues("Set-Cookie").ToArray();
        Assert.Contains("httponly", Assert.Single(cookies), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookies[0], StringComparison.OrdinalIgnoreCase);

        using var planted = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Address };
        planted.DefaultRequestHeaders.Add("Cookie", $"{Sessions.Cookie}=chosen-by-somebody-else");
        using var refused = await planted.GetAsync("/account/me", Ct);
        Assert.Equal(401, (int)refused.StatusCode);
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session_and_needs_the_old_one()
    {
        await using var server = await StartAsync();
        await server.AddAsync(Mia, "agent");
        using var here = await server.SignedInAsync(Mia);
        using var elsewhere = await server.SignedInAsync(Mia);
        using var guessed = await here.PostAsJsonAsync("/account/password", new { password = "wrong password!", newPassword = "a fresh set of words" }, Ct);
        using var weak = await here.PostAsJsonAsync("/account/password", new { password = Password, newPassword = "short" }, Ct);
        using var changed = await here.PostAsJsonAsync("/account/password", new { password = Password, newPassword = "a fresh set of words" }, Ct);
        using var mine = await here.GetAsync("/account/me", Ct);
        using var theirs = await elsewhere.GetAsync("/account/me", Ct);
        Assert.Equal([403, 400, 204, 200, 401], [(int)guessed.StatusCode, (int)weak.StatusCode, (int)changed.StatusCode, (int)mine.StatusCode, (int)theirs.StatusCode]);
    }

    [Theory]
    [InlineData("https://evil.example", null, 403)]
    [InlineData("null", null, 403)]
    [InlineData(null, "cross-site", 403)]
    [InlineData(null, "same-site", 403)]
    [InlineData(null, null, 403)]
    [InlineData(null, "same-origin", 204)]
    public async Task What_another_site_makes_a_browser_send_is_refused(string? origin, string? site, int expected)
    {
        await using var server = await StartAsync();
        await server.AddAsync(Mia, "agent");
        using var browser = await server.SignedInAsync(Mia);
        browser.DefaultRequestHeaders.Clear();
        if (origin is not null) browser.DefaultRequestHeaders.TryAddWithoutValidation("Origin", origin);
        if (site is not null) browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        using var answer = await browser.PostAsync("/account/sign-out", null, Ct);
        Assert.Equal(expected, (int)answer.StatusCode);
    }
}
