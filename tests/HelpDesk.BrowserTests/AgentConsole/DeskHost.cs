using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using HelpDesk.BrowserTests.AgentConsole;
using HelpDesk.BrowserTests.Hosting;

[assembly: AssemblyFixture(typeof(DeskHost))]

namespace HelpDesk.BrowserTests.AgentConsole;

/// <summary>A host with an admin, whose agents are made by the test that needs them: each test has colleagues and people of its own.</summary>
public sealed class DeskHost : IAsyncLifetime
{
    public const string AdminEmail = "admin@example.com";
    public const string Password = "quiet rivers run deep";

    private readonly HostProcess _host = new($"--Accounts:BootstrapAdmin:Email={AdminEmail}", $"--Accounts:BootstrapAdmin:Password={Password}");
    private readonly HttpClient _admin = new();
    private readonly HttpClient _bot = new();
    private int _people;

    public Uri Url => _host.Url;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _host.StartAsync(Ct);
        _admin.DefaultRequestHeaders.Add("Origin", Url.GetLeftPart(UriPartial.Authority));
        await PostAsync(_admin, "account/sign-in", new { email = AdminEmail, password = Password });
        var key = await PostAsync(_admin, "account/keys", new { name = "another bot", scopes = new[] { "handoffs", "tickets.read", "tickets.write" } });
        _bot.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.GetProperty("secret").GetString());
    }

    /// <summary>For tests that take the host away.</summary>
    public Task KillAsync() => _host.KillAsync(Ct);

    public Task RestartAsync() => _host.StartAsync(Ct);

    /// <summary>A colleague with an account, who is enrolled for tiers (1 and 2 where none are named) with every skill that chats ask for.</summary>
    /// <returns>The address to sign in with, and the name that others see.</returns>
    public async Task<Colleague> HireAsync(string name, string role = "agent", params int[] tiers)
    {
        var email = $"{name.ToLowerInvariant().Replace(' ', '.')}.{Interlocked.Increment(ref _people)}@example.com";
        var invited = await PostAsync(_admin, "account/users", new { email, name, roles = new[] { role } });
        var id = invited.GetProperty("account").GetProperty("id").GetString()!;
        using var form = new FormUrlEncodedContent([new("password", Password)]);
        using var chosen = await _admin.PostAsync(new Uri(invited.GetProperty("link").GetString()!), form, Ct);
        Assert.True(chosen.IsSuccessStatusCode);
        if (role is not ("agent" or "lead")) return new Colleague(id, name, email);
        string[] skills = ["messaging", "networking", "windows", "identity", "collaboration", "printing", "hardware", "applications"];
        using var put = await _admin.PutAsJsonAsync(new Uri(Url, $"v1/agents/{id}"), new { name, email, tiers = tiers is [] ? [1, 2] : tiers, languages = new[] { "en" }, skills = skills.Select(skill => new { skill, level = 4 }) }, Ct);
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync(Ct));
        return new Colleague(id, name, email);
    }

    /// <summary>Another bot gives up on a conversation and hands it over.</summary>
    /// <returns>The ticket.</returns>
    public async Task<HandedOver> HandOverAsync(string person, string subject)
    {
        var view = await PostAsync(_bot, "v1/handoffs", new
        {
            conversation = Guid.NewGuid().ToString("N"), person, channel = "webchat", language = "en", subject, text = subject,
            transcript = new[]
            {
                new { from = "person", text = "outlook closes by itself when I start it", at = "2026-03-02T09:00:00Z" },
                new { from = "bot", text = "This usually helps: start Outlook in safe mode.", at = "2026-03-02T09:00:02Z" },
                new { from = "person", text = subject, at = "2026-03-02T09:01:00Z" },
            },
            articles = new[] { new { id = "outlook-crashes", title = "Outlook crashes or will not open", verdict = "did-not-help" } },
        });
        return new HandedOver(view.GetProperty("ticket").GetString()!, view.GetProperty("number").GetString()!, person);
    }

    /// <summary>The person writes in the chat that was handed over.</summary>
    public Task PersonSaysAsync(HandedOver talk, string text) => PostAsync(_bot, $"v1/tickets/{talk.Ticket}/person-messages", new { person = talk.Person, text });

    public async Task<JsonElement> TicketAsync(HandedOver talk) => await _bot.GetFromJsonAsync<JsonElement>(new Uri(Url, $"v1/tickets/{talk.Ticket}"), Ct);

    /// <summary>What was said since the handover, without notes, as the person's bot reads it.</summary>
    public async Task<IReadOnlyList<string>> SaidAsync(HandedOver talk)
    {
        var view = await _bot.GetFromJsonAsync<JsonElement>(new Uri(Url, $"v1/tickets/{talk.Ticket}/messages"), Ct);
        return [.. view.GetProperty("messages").EnumerateArray().Select(m => $"{m.GetProperty("kind").GetString()}: {m.GetProperty("text").GetString()}")];
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        _bot.Dispose();
        await _host.DisposeAsync();
    }

    private async Task<JsonElement> PostAsync(HttpClient who, string path, object body)
    {
        using var answer = await who.PostAsJsonAsync(new Uri(Url, path), body, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonElement.Parse(text);
    }
}

public sealed record Colleague(string Id, string Name, string Email);

public sealed record HandedOver(string Ticket, string Number, string Person);
