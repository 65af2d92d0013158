using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.Bot.Accounts;
using HelpDesk.ChannelHost;
using static HelpDesk.Tests.Bot.Accounts.AccountServer;

namespace HelpDesk.Tests.Bot.Accounts;

public sealed class SecondFactorTests
{
    private const string Mia = "mia@example.com";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Once_set_up_a_code_is_needed_and_works_once()
    {
        await using var server = await StartAsync();
        await server.AddAsync(Mia, "agent");
        using var browser = await server.SignedInAsync(Mia);
        await SetUpAsync(server, browser);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        using var other = server.Browser();
        var code = await CodeAsync(server);

        using var without = await SignInAsync(other, Mia, Password);
        Assert.Equal("code", JsonElement.Parse(await without.Content.ReadAsStringAsync(Ct)).GetProperty("need").GetString());
        using var outside = await other.GetAsync("/account/me", Ct);
        using var wrong = await SignInAsync(other, Mia, Password, "000000");
        using var right = await SignInAsync(other, Mia, Password, code);
        using var replayed = await SignInAsync(server.Browser(), Mia, Password, code);
        Assert.Equal([401, 401, 200, 401], [(int)outside.StatusCode, (int)wrong.StatusCode, (int)right.StatusCode, (int)replayed.StatusCode]);
    }

    [Fact]
    public async Task A_lost_phone_is_replaced_by_a_recovery_code_that_works_once()
    {
        await using var server = await StartAsync();
        await server.AddAsync(Mia, "agent");
        using var browser = await server.SignedInAsync(Mia);
        var recovery = await SetUpAsync(server, browser);
        Assert.Equal(10, recovery.Count);
        using var first = await SignInAsync(server.Browser(), Mia, Password, recovery[3].ToUpperInvariant());
        using var again = await SignInAsync(server.Browser(), Mia, Password, recovery[3]);
        Assert.Equal([200, 401], [(int)first.StatusCode, (int)again.StatusCode]);
    }

    [Fact]
    public async Task Guessing_codes_behind_a_known_password_locks_the_address()
    {
        await using var server = await StartAsync();
        await server.AddAsync(Mia, "agent");
        using var browser = await server.SignedInAsync(Mia);
        await SetUpAsync(server, browser);
        using var guesser = server.Browser();
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            // A sign-in without a code between the guesses takes back only itself.
            using var step = await SignInAsync(guesser, Mia, Password);
            using var guess = await SignInAsync(guesser, Mia, Password, "000000");
            statuses.Add((int)guess.StatusCode);
        }

        Assert.Contains(429, statuses);
    }

    [Fact]
    public async Task A_role_that_demands_it_may_do_nothing_before_it_is_set_up()
    {
        await using var server = await StartAsync(options => options.RequireSecondFactor.Add("admin"));
        await server.AddAsync(Mia, "admin");
        using var browser = await server.SignedInAsync(Mia);
        using var before = await browser.GetAsync("/account/users", Ct);
        var me = await browser.GetFromJsonAsync<JsonElement>("/account/me", Ct);
        await SetUpAsync(server, browser);
        using var after = await browser.GetAsync("/account/users", Ct);
        Assert.Equal("second-factor", me.GetProperty("need").GetString());
        Assert.Equal([403, 200], [(int)before.StatusCode, (int)after.StatusCode]);
    }

    [Fact]
    public async Task The_secret_lies_sealed_and_the_recovery_codes_as_hashes()
    {
        await using var server = await StartAsync();
        await server.AddAsync(Mia, "agent");
        using var browser = await server.SignedInAsync(Mia);
        var recovery = await SetUpAsync(server, browser);
        var stored = await server.Store.GetAsync(AccountBook.KeyOf(Mia), server.Now, Ct);
        var json = System.Text.Encoding.UTF8.GetString(stored!.Json.Span);
        Assert.All(recovery, code => Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), json, StringComparison.Ordinal));
        Assert.Contains("s1.", json, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> SetUpAsync(AccountServer server, HttpClient browser)
    {
        using var started = await browser.PostAsJsonAsync("/account/second-factor", new { password = Password }, Ct);
        Assert.Equal(200, (int)started.StatusCode);
        using var confirmed = await browser.PostAsJsonAsync("/account/second-factor/confirm", new { code = await CodeAsync(server) }, Ct);
        Assert.Equal(200, (int)confirmed.StatusCode);
        return [.. JsonElement.Parse(await confirmed.Content.ReadAsStringAsync(Ct)).GetProperty("recovery").EnumerateArray().Select(r => r.GetString()!)];
    }

    private static async Task<string> CodeAsync(AccountServer server)
    {
        var stored = await server.Get<AccountBook>().FindAsync(Mia, Ct);
        Assert.True(EchoHost.Box.TryOpen(stored!.Account.Second!.Secret, SignIn.SecondFactorPurpose, out var secret));
        return Totp.CodeAt(secret, Totp.StepAt(server.Now));
    }
}
