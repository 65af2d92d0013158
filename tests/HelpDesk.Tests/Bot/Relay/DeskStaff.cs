using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.Tests.Handoff.Policy;

namespace HelpDesk.Tests.Bot.Relay;

/// <summary>The staff of a running host, as they come in from outside: an admin, and the agents whom the admin invites.</summary>
internal sealed class DeskStaff : IDisposable
{
    public const string AdminEmail = "adam@example.com";
    private const string Password = "correct horse battery";
    private readonly HttpClient _admin;

    private DeskStaff(HttpClient admin) => _admin = admin;

    /// <summary>To be given to the host at its start.</summary>
    public static string[] Settings => [$"--Accounts:BootstrapAdmin:Email={AdminEmail}", $"--Accounts:BootstrapAdmin:Password={Password}"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DeskStaff> SignInAsync(Uri host) => new(await BrowserAsync(host, AdminEmail));

    /// <summary>Invites an agent, who chooses a password, is enrolled for all tiers and says that he is there.</summary>
    public async Task<DeskAgent> HireAsync(string name)
    {
        var email = $"{name.Split(' ')[0].ToLowerInvariant()}@example.com";
        var invited = await DeskAgent.SendAsync(_admin, HttpMethod.Post, "account/users", new { email, name, roles = (string[])["agent"] });
        using (var chosen = await _admin.PostAsync(new Uri(invited.GetProperty("link").GetString()!), new FormUrlEncodedContent([new("password", Password)]), Ct))
            chosen.EnsureSuccessStatusCode();
        var id = invited.GetProperty("account").GetProperty("id").GetGuid();
        await DeskAgent.SendAsync(_admin, HttpMethod.Put, $"v1/agents/{id}", new { name, email, tiers = (int[])[1, 2, 3], skills = ShippedFiles.Policy.Desk.Skills.Select(s => new { skill = s.Id.Value, level = 5 }) });
        var agent = new DeskAgent(await BrowserAsync(_admin.BaseAddress!, email));
        await agent.SendAsync(HttpMethod.Put, "v1/agents/me/presence", new { presence = "available" });
        return agent;
    }

    public void Dispose() => _admin.Dispose();

    public static async Task<HttpClient> BrowserAsync(Uri host, string email)
    {
        var browser = new HttpClient { BaseAddress = host };
        browser.DefaultRequestHeaders.Add("Origin", host.GetLeftPart(UriPartial.Authority));
        await DeskAgent.SendAsync(browser, HttpMethod.Post, "account/sign-in", new { email, password = Password });
        return browser;
    }
}

/// <summary>One agent at the desk's API.</summary>
internal sealed class DeskAgent(HttpClient browser) : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null) => SendAsync(browser, method, path, body);

    public Task<JsonElement> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <summary>A command to a ticket, by its number or id.</summary>
    public Task<JsonElement> DoAsync(string ticket, string command, object? body = null) => SendAsync(HttpMethod.Post, $"v1/tickets/{ticket}/{command}", body ?? new { });

    public Task<JsonElement> ReplyAsync(string ticket, string text, string? id = null) => DoAsync(ticket, "messages", new { id, text });

    /// <summary>Waits until the ticket's talk has what is looked for.</summary>
    public async Task<IReadOnlyList<JsonElement>> UntilAsync(string ticket, Func<IReadOnlyList<JsonElement>, bool> isThere)
    {
        var since = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var talk = await GetAsync($"v1/tickets/{ticket}/messages");
            IReadOnlyList<JsonElement> messages = [.. talk.GetProperty("messages").EnumerateArray()];
            if (isThere(messages)) return messages;
            Assert.True(since.Elapsed < Patience, $"It was not said, but: {string.Join(" | ", messages.Select(m => m.GetProperty("text").GetString()))}");
        }
    }

    public void Dispose() => browser.Dispose();

    public static async Task<JsonElement> SendAsync(HttpClient http, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
