using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using static HelpDesk.Tests.Bot.Accounts.AccountServer;

namespace HelpDesk.Tests.Bot.Accounts;

public sealed class AccountAdminTests
{
    private const string Boss = "boss@example.com";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("agent", 403, 403)]
    [InlineData("lead", 403, 200)]
    [InlineData("author", 403, 403)]
    [InlineData("auditor", 403, 200)]
    [InlineData("admin", 200, 200)]
    public async Task Only_admins_manage_accounts_and_only_some_read_the_audit(string role, int manage, int audit)
    {
        await using var server = await StartAsync();
        await server.AddAsync("someone@example.com", role);
        using var browser = await server.SignedInAsync("someone@example.com");
        using var users = await browser.GetAsync("/account/users", Ct);
        using var keys = await browser.GetAsync("/account/keys", Ct);
        using var lines = await browser.GetAsync("/account/audit", Ct);
        Assert.Equal([manage, manage, audit], [(int)users.StatusCode, (int)keys.StatusCode, (int)lines.StatusCode]);
    }

    [Fact]
    public async Task Nobody_gets_anywhere_without_signing_in()
    {
        await using var server = await StartAsync();
        using var browser = server.Browser();
        foreach (var path in (string[])["/account/me", "/account/users", "/account/keys", "/account/audit"])
        {
            using var answer = await browser.GetAsync(path, Ct);
            Assert.Equal(401, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_colleague_is_invited_chooses_a_password_once_and_signs_in()
    {
        await using var server = await StartAsync();
        await server.AddAsync(Boss, "admin");
        using var boss = await server.SignedInAsync(Boss);
        using var created = await boss.PostAsJsonAsync("/account/users", new { email = "mia@example.com", name = "Mia", roles = (string[])["agent"] }, Ct);
        var link = JsonElement.Parse(await created.Content.ReadAsStringAsync(Ct)).GetProperty("link").GetString()!;
        using var browser = server.Browser();
        using var early = await SignInAsync(browser, "mia@example.com", Password);
        using var shown = await browser.GetAsync(link, Ct);
        using var weak = await browser.PostAsync(link, Form("short"), Ct);
        using var chosen = await browser.PostAsync(link, Form(Password), Ct);
        using var twice = await browser.PostAsync(link, Form(Password), Ct);
        using var signedIn = await SignInAsync(browser, "mia@example.com", Password);
        Assert.Equal([201, 401, 200, 400, 200, 404, 200], ((HttpResponseMessage[])[created, early, shown, weak, chosen, twice, signedIn]).Select(a => (int)a.StatusCode));
    }

    [Fact]
    public async Task A_role_taken_away_is_gone_at_the_next_request()
    {
        await using var server = await StartAsync();
        await server.AddAsync(Boss, "admin");
        var other = await server.AddAsync("other@example.com", "admin");
        using var boss = await server.SignedInAsync(Boss);
        using var theirs = await server.SignedInAsync("other@example.com");
        using var changed = await boss.PatchAsJsonAsync($"/account/users/{other.Id}", new { roles = (string[])["author"] }, Ct);
        using var after = await theirs.GetAsync("/account/users", Ct);
        using var disabled = await boss.PatchAsJsonAsync($"/account/users/{other.Id}", new { disabled = true }, Ct);
        using var gone = await theirs.GetAsync("/account/me", Ct);
        Assert.Equal([200, 403, 200, 401], [(int)changed.StatusCode, (int)after.StatusCode, (int)disabled.StatusCode, (int)gone.StatusCode]);
    }

    [Fact]
    public async Task The_last_admin_cannot_be_taken_away_by_anybody()
    {
        await using var server = await StartAsync();
        var boss = await server.AddAsync(Boss, "admin");
        using var browser = await server.SignedInAsync(Boss);
        using var demoted = await browser.PatchAsJsonAsync($"/account/users/{boss.Id}", new { roles = (string[])["agent"] }, Ct);
        using var disabled = await browser.PatchAsJsonAsync($"/account/users/{boss.Id}", new { disabled = true }, Ct);
        using var deleted = await browser.DeleteAsync($"/account/users/{boss.Id}", Ct);
        Assert.Equal([409, 409, 409], [(int)demoted.StatusCode, (int)disabled.StatusCode, (int)deleted.StatusCode]);
    }

    [Theory]
    [InlineData("{\"email\":\"nonsense\",\"roles\":[\"agent\"]}", "email:")]
    [InlineData("{\"email\":\"a@example.com\"}", "roles:")]
    [InlineData("{\"email\":\"a@example.com\",\"roles\":[\"king\"]}", "roles: 'king'")]
    [InlineData("{\"email\":\"a@example.com\",\"roles\":[\"agent\"],\"name\":\"\"}", "name:")]
    public async Task A_wrong_field_is_named(string body, string problem)
    {
        await using var server = await StartAsync();
        await server.AddAsync(Boss, "admin");
        using var browser = await server.SignedInAsync(Boss);
        using var answer = await browser.PostAsync("/account/users", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Ct);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.StartsWith(problem, JsonElement.Parse(await answer.Content.ReadAsStringAsync(Ct)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_key_works_until_it_ends_or_is_deleted_and_is_no_admin()
    {
        await using var server = await StartAsync();
        await server.AddAsync(Boss, "admin");
        using var boss = await server.SignedInAsync(Boss);
        using var created = await boss.PostAsJsonAsync("/account/keys", new { name = "forms", scopes = (string[])["tickets.write"], days = 1 }, Ct);
        var body = JsonElement.Parse(await created.Content.ReadAsStringAsync(Ct));
        var keys = server.Get<HelpDesk.Bot.Accounts.ServiceKeyBook>();
        var secret = body.GetProperty("secret").GetString()!;
        Assert.NotNull(await keys.FindAsync(secret, Ct));
        Assert.Null(await keys.FindAsync(secret[..^1] + (secret[^1] == 'a' ? 'b' : 'a'), Ct));

        using var script = new HttpClient { BaseAddress = server.Address };
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using var users = await script.GetAsync("/account/users", Ct);
        Assert.Equal(403, (int)users.StatusCode);
        server.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Null(await keys.FindAsync(secret, Ct));
    }

    private static FormUrlEncodedContent Form(string password) => new([KeyValuePair.Create("password", password)]);
}
