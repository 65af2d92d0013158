using System.Net.Http.Json;
using System.Text.Json;

namespace HelpDesk.BrowserTests.Hosting;

/// <summary>An agent at the API of a running host, invited by its first admin.</summary>
internal sealed class DeskDriver : IDisposable
{
    private const string AdminEmail = "adam@example.com";
    private const string AgentEmail = "mia@example.com";
    private const string Password = "correct horse battery";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http;

    private DeskDriver(HttpClient http) => _http = http;

    /// <summary>To be given to the host at its start.</summary>
    public static string[] Settings => [$"--Accounts:BootstrapAdmin:Email={AdminEmail}", $"--Accounts:BootstrapAdmin:Password={Password}"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DeskDriver> HireAsync(Uri host, string name)
    {
        using var admin = await SignInAsync(host, AdminEmail);
        var invited = await SendAsync(admin, HttpMethod.Post, "account/users", new { email = AgentEmail, name, roles = (string[])["agent"] });
        using (var chosen = await admin.PostAsync(new Uri(invited.GetProperty("link").GetString()!), new FormUrlEncodedContent([new("password", Password)]), Ct))
            chosen.EnsureSuccessStatusCode();
        await SendAsync(admin, HttpMethod.Put, $"v1/agents/{invited.GetProperty("account").GetProperty("id").GetGuid()}", new { name, email = AgentEmail, tiers = (int[])[1, 2, 3] });
        var agent = new DeskDriver(await SignInAsync(host, AgentEmail));
        await SendAsync(agent._http, HttpMethod.Put, "v1/agents/me/presence", new { presence = "available" });
        return agent;
    }

    /// <summary>The number of the ticket that waits, once there is one.</summary>
    public async Task<string> WaitingAsync()
    {
        var since = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var open = await SendAsync(_http, HttpMethod.Get, "v1/tickets?open=true");
            if (open.GetProperty("tickets").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } ticket) return ticket.GetProperty("number").GetString()!;
            Assert.True(since.Elapsed < Patience, "No ticket came.");
        }
    }

    public Task DoAsync(string ticket, string command, object? body = null) => SendAsync(_http, HttpMethod.Post, $"v1/tickets/{ticket}/{command}", body ?? new { });

    public async Task HearsAsync(string ticket, string words)
    {
        var since = System.Diagnostics.Stopwatch.StartNew();
        while (!(await SendAsync(_http, HttpMethod.Get, $"v1/tickets/{ticket}/messages")).GetProperty("messages").EnumerateArray().Any(m => m.GetProperty("text").GetString() == words))
            Assert.True(since.Elapsed < Patience, $"“{words}” did not come.");
    }

    public void Dispose() => _http.Dispose();

    private static async Task<HttpClient> SignInAsync(Uri host, string email)
    {
        var browser = new HttpClient { BaseAddress = host };
        browser.DefaultRequestHeaders.Add("Origin", host.GetLeftPart(UriPartial.Authority));
        await SendAsync(browser, HttpMethod.Post, "account/sign-in", new { email, password = Password });
        return browser;
    }

    private static async Task<JsonElement> SendAsync(HttpClient http, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
