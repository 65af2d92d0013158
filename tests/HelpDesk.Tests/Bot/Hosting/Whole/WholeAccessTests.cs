using HelpDesk.Tests.Handoff.Service;
using Microsoft.AspNetCore.Routing;

namespace HelpDesk.Tests.Bot.Hosting.Whole;

/// <summary>Every endpoint of the program by every kind of caller, with real sessions and keys.</summary>
public sealed class WholeAccessTests
{
    /// <summary>Who may, as in <see cref="AccessTests.Table"/>.</summary>
    private static readonly (string Method, string Path, string Who)[] Table =
    [
        .. AccessTests.Table,
        ("ANY", "/v1/live", "ALDUS"), ("ANY", "/v1/live/negotiate", "ALDUS"),
        ("GET", "/account/me", "ALWDU"), ("POST", "/account/password", "ALWDU"), ("POST", "/account/second-factor", "ALWDU"),
        ("POST", "/account/second-factor/confirm", "ALWDU"), ("POST", "/account/second-factor/remove", "ALWDU"),
        ("GET", "/account/users/", "D"), ("POST", "/account/users/", "D"), ("PATCH", "/account/users/{id:guid}", "D"), ("POST", "/account/users/{id:guid}/invitation", "D"),
        ("DELETE", "/account/users/{id:guid}", "D"), ("GET", "/account/keys/", "D"), ("POST", "/account/keys/", "D"), ("DELETE", "/account/keys/{id}", "D"), ("GET", "/account/audit", "LDU"),
        ("GET", "/v1/tickets/{ticket}/deliveries", "ALDUBS"), ("GET", "/kb/articles", "ALWDU"),
    ];

    /// <summary>Open to who is not signed in: pages, health, ways to sign in; and channels, whose own tokens are tested beside them. A role opens nothing there.</summary>
    private static readonly string[] Others =
    [
        "GET /", "GET /assets/{name}", "GET /health/live", "GET /health/ready", "GET /kb/suggest", "GET /v1/openapi.json", "GET /agents/assets/{name}", "GET /agents/{**place}",
        "GET /account/session", "POST /account/sign-in", "POST /account/sign-out", "GET /setup/{token:length(64)}/", "POST /setup/{token:length(64)}/",
        "GET /account/choose-password/{secret:length(64)}/", "POST /account/choose-password/{secret:length(64)}/",
        "POST /webchat/token", .. Channels,
    ];

    private static string[] Channels =>
    [
        "ANY /api/messages", "GET /api/messages", "HEAD /api/messages", "POST /api/messages",
        "POST /v3/directline/tokens/generate", "POST /v3/directline/tokens/refresh", "GET /v3/directline/session/getsessionid",
        "POST /v3/directline/conversations", "GET /v3/directline/conversations/{id}", "GET /v3/directline/conversations/{id}/activities",
        "POST /v3/directline/conversations/{id}/activities", "POST /v3/directline/conversations/{id}/upload", "GET /v3/directline/conversations/{id}/stream",
        "GET /v3/directline/attachments/{id}/{hash}/{name}",
    ];

    private static readonly string[] Roles = ["agent", "lead", "author", "admin", "auditor"];
    private static readonly (char Letter, string[] Scopes)[] Keys = [('B', ["handoffs"]), ('S', ["tickets.write", "tickets.read"]), ('F', ["feed"]), ('H', ["webhooks"])];

    [Fact]
    public async Task Every_endpoint_has_a_row()
    {
        await using var host = await WholeHost.StartAsync();

        var served = host.Endpoints.SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(m => $"{m} /{e.RoutePattern.RawText!.TrimStart('/')}"));

        string[] rows = [.. Table.Select(t => $"{t.Method} {t.Path}"), .. Others];
        string[] wrong = [.. served.Except(rows).Order(StringComparer.Ordinal).Select(e => $"no row: {e}"), .. rows.Except(served).Select(r => $"not served: {r}")];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_endpoint_lets_in_whom_its_row_says_and_nobody_else()
    {
        await using var host = await WholeHost.StartAsync();
        var callers = await CallersAsync(host);
        using var nobody = new Browser(host.Address, 200);
        foreach (var (method, path, who) in Table)
        {
            Assert.True(await StatusAsync(nobody, method, path) == 401, $"{method} {path} signed out");
            foreach (var (letter, caller) in callers)
            {
                var status = await StatusAsync(caller, method, path);
                Assert.True(status is not (401 or 403) == who.Contains(letter), $"{method} {path} as {letter}: {status}");
            }
        }
    }

    [Fact]
    public async Task A_role_opens_nothing_on_the_channels()
    {
        await using var host = await WholeHost.StartAsync();
        var (admin, nobody) = (await host.SignedInAsync("admin"), host.Browser());
        foreach (var row in Channels.Where(c => !c.StartsWith("ANY", StringComparison.Ordinal)))
        {
            var (method, path) = (new HttpMethod(row.Split(' ')[0]), row.Split(' ')[1].Replace("{id}", "x", StringComparison.Ordinal).Replace("{hash}", "x", StringComparison.Ordinal).Replace("{name}", "x", StringComparison.Ordinal));
            var body = method == HttpMethod.Post ? new { type = "message" } : null;
            var (refused, signedIn) = (await nobody.StatusAsync(method, path, body), await admin.StatusAsync(method, path, body));
            Assert.True((refused >= 400 || method != HttpMethod.Post) && signedIn == refused, $"{row}: {refused}, signed in {signedIn}");
        }
    }

    [Fact]
    public async Task A_session_or_a_key_of_another_desk_opens_nothing_here()
    {
        await using var host = await WholeHost.StartAsync();
        await using var elsewhere = await WholeHost.StartAsync();
        using var here = new Browser(host.Address, 201);
        foreach (var (letter, caller) in await CallersAsync(elsewhere))
        {
            here.Key = caller.Key;
            foreach (var (method, path, _) in Table.Where(t => t.Who.Contains(letter)))
                Assert.True(await StatusAsync(here, method, path, ("Cookie", caller.Session)) == 401, $"{method} {path} as {letter} of another desk");
        }
    }

    [Fact]
    public async Task Another_customers_ticket_is_not_there_for_sessions_and_keys_of_one_customer()
    {
        await using var host = await WholeHost.StartAsync();
        var agent = await host.SignedInAsync("agent");
        var (ticket, visible) = (await agent.OpenAsync("other"), await agent.OpenAsync());
        var callers = await CallersAsync(host, "sample");
        foreach (var (method, path, who) in Table.Where(t => t.Path.Contains("{ticket}", StringComparison.Ordinal)))
            foreach (var letter in who)
            {
                var body = method == "GET" ? null : AccessTests.BodyFor(path, visible);
                var target = path.Replace("{ticket}", ticket, StringComparison.Ordinal).Replace("{blob}", new string('0', 64), StringComparison.Ordinal);
                Assert.True(await callers[letter].StatusAsync(new HttpMethod(method), target, body) == 404, $"{method} {path} as {letter}");
            }
        Assert.Equal(visible, Assert.Single((await callers['A'].DoAsync(HttpMethod.Get, "/v1/tickets")).GetProperty("tickets").EnumerateArray()).GetProperty("id").GetString());
    }

    private static async Task<Dictionary<char, Browser>> CallersAsync(WholeHost host, params string[] customers)
    {
        var callers = new Dictionary<char, Browser>();
        foreach (var (letter, role) in "ALWDU".Zip(Roles)) callers.Add(letter, await host.SignedInAsync(role, customers));
        foreach (var (letter, scopes) in Keys) callers.Add(letter, await host.KeyAsync(scopes, customers));
        return callers;
    }

    private static Task<int> StatusAsync(Browser caller, string method, string path, params (string, string)[] headers)
    {
        var target = path.Replace("{id:guid}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{id}", "none", StringComparison.Ordinal)
            .Replace("{ticket}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{agent}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{blob}", "0", StringComparison.Ordinal);
        var body = method is "GET" or "ANY" or "DELETE" ? null : path.StartsWith("/account", StringComparison.Ordinal)
            ? new { password = WholeHost.Password, newPassword = "short", code = "" } : AccessTests.BodyFor(path, "INC-1");
        return caller.StatusAsync(method == "ANY" ? HttpMethod.Get : new HttpMethod(method), target, body, headers);
    }
}
