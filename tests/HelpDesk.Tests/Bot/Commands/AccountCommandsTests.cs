using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.Tests.Bot.Hosting;
using HelpDesk.Tests.Storage.Redis;

namespace HelpDesk.Tests.Bot.Commands;

/// <summary><c>account …</c> as an operator runs it, beside a running host on either store.</summary>
public sealed class AccountCommandsTests
{
    private const string Password = "correct horse battery";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("redis")]
    public async Task An_account_is_added_used_changed_reset_and_told_of_beside_a_running_host(string store)
    {
        await using var program = new HelpDeskProgram();
        await using var redis = store == "redis" ? await RedisServer.StartAsync() : null;
        string[] settings = redis is null ? [] : [$"--Store:Redis={redis.Connection}", $"--Secrets:Key={Convert.ToBase64String(new byte[32])}"];
        var (url, _) = await program.HostAsync(["--Knowledge:Sources:0=none", "--Accounts:BootstrapAdmin:Email=boss@example.com", $"--Accounts:BootstrapAdmin:Password={Password}", .. settings]);
        Task<(int Code, string Out, string Err)> RunAsync(params string[] arguments) => program.RunAsync([.. arguments, .. settings]);
        using var http = new HttpClient { BaseAddress = url };

        var added = await RunAsync("account", "add", "Mia@example.com", "agent", "author", "--name", "Mia");
        Assert.Contains("Added: Mia@example.com (agent, author).", added.Out, StringComparison.Ordinal);
        Assert.StartsWith("error: Mia@example.com has an account already.", (await RunAsync("account", "add", "Mia@example.com", "agent")).Err, StringComparison.Ordinal);
        Assert.Equal(200, await ChooseAsync(http, added.Out));
        Assert.Equal(200, await SignInAsync(http));

        Assert.Equal("Mia@example.com  Mia  lead  all customers\n", (await RunAsync("account", "roles", "mia@example.com", "lead")).Out);
        Assert.StartsWith("error: roles: 'boss' is none.", (await RunAsync("account", "roles", "mia@example.com", "boss")).Err, StringComparison.Ordinal);
        Assert.Contains("lead  all customers  disabled", (await RunAsync("account", "disable", "mia@example.com")).Out, StringComparison.Ordinal);
        Assert.Equal(401, await SignInAsync(http));
        await RunAsync("account", "enable", "mia@example.com");
        Assert.Equal(200, await SignInAsync(http));
        Assert.StartsWith("error: This is the last admin who can sign in.", (await RunAsync("account", "disable", "boss@example.com")).Err, StringComparison.Ordinal);

        for (var i = 0; i < 6; i++) await SignInAsync(http, "wrong password");
        Assert.Equal(429, await SignInAsync(http));
        Assert.Equal(200, await ChooseAsync(http, (await RunAsync("account", "reset", "mia@example.com", "--second-factor")).Out));
        Assert.Equal(200, await SignInAsync(http));

        var audit = (await RunAsync("account", "audit", "--account", "mia@example.com")).Out;
        Assert.Contains("operator  account.create  Mia@example.com  ok", audit, StringComparison.Ordinal);
        Assert.Contains("operator  second-factor.remove  Mia@example.com  ok", audit, StringComparison.Ordinal);
        Assert.Contains("Mia@example.com  sign-in  refused", audit, StringComparison.Ordinal);
        Assert.DoesNotContain("boss@example.com", audit, StringComparison.Ordinal);
        Assert.Equal("0 lines.\n", (await RunAsync("account", "audit", "--until", "2020-01-01")).Out);
        Assert.StartsWith("error: --since: 'soon' is no time.", (await RunAsync("account", "audit", "--since", "soon")).Err, StringComparison.Ordinal);
        var list = JsonElement.Parse((await RunAsync("account", "list", "--json")).Out).GetProperty("accounts");
        Assert.Equal(["Mia@example.com", "boss@example.com"], list.EnumerateArray().Select(a => a.GetProperty("email").GetString()).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("hash", list.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_key_opens_what_its_scopes_allow_until_it_is_deleted()
    {
        await using var program = new HelpDeskProgram();
        var (url, _) = await program.HostAsync("--Knowledge:Sources:0=none");
        using var http = new HttpClient { BaseAddress = url };

        var created = JsonElement.Parse((await program.RunAsync("account", "key", "create", "monitoring", "--scope", "tickets.read", "--days", "30", "--json")).Out);
        var (id, secret) = (created.GetProperty("key").GetProperty("id").GetString()!, created.GetProperty("secret").GetString()!);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        var (before, feed) = (await StatusAsync(http, "v1/tickets"), await StatusAsync(http, "v1/feed"));
        var listed = await program.RunAsync("account", "key", "list");
        var deleted = await program.RunAsync("account", "key", "delete", id);
        var after = await StatusAsync(http, "v1/tickets");

        Assert.Equal((200, 403, 401), (before, feed, after));
        Assert.StartsWith($"{id}  monitoring  tickets.read  all customers  until ", listed.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, listed.Out, StringComparison.Ordinal);
        Assert.Equal($"{id} is deleted.\n", deleted.Out);
        Assert.StartsWith($"error: There is no key {id}.", (await program.RunAsync("account", "key", "delete", id)).Err, StringComparison.Ordinal);
        Assert.StartsWith("error: scopes: 'all' is none.", (await program.RunAsync("account", "key", "create", "x", "--scope", "all")).Err, StringComparison.Ordinal);
        Assert.StartsWith("error: --days: from 1 to 3660", (await program.RunAsync("account", "key", "create", "x", "--scope", "feed", "--days", "0")).Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("account", "list")]
    [InlineData("person", "erase", "dl_somebody")]
    public async Task Where_there_is_no_store_it_says_how_to_name_one(params string[] command)
    {
        await using var program = new HelpDeskProgram();
        var (code, _, error) = await program.RunAsync(command);
        Assert.Equal((1, true), (code, error.StartsWith($"error: There is no store in {program.Data}.", StringComparison.Ordinal)));
    }

    private static async Task<int> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path, Ct);
        return (int)answer.StatusCode;
    }

    private static async Task<int> ChooseAsync(HttpClient http, string printed)
    {
        var link = new Uri(printed.Split('\n').Single(l => l.StartsWith("http", StringComparison.Ordinal)));
        using var form = new FormUrlEncodedContent([new("password", Password)]);
        using var answer = await http.PostAsync(link.AbsolutePath, form, Ct);
        return (int)answer.StatusCode;
    }

    private static async Task<int> SignInAsync(HttpClient http, string password = Password)
    {
        using var browser = new HttpClient { BaseAddress = http.BaseAddress };
        browser.DefaultRequestHeaders.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await browser.PostAsJsonAsync("/account/sign-in", new { email = "mia@example.com", password }, Ct);
        return (int)answer.StatusCode;
    }
}
