using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Tests.Channels.Authentication;
using HelpDesk.Tests.Handoff.Policy;
using HelpDesk.Tests.Storage;

namespace HelpDesk.Tests.Handoff.Service.Processes;

/// <summary>What real nodes stand in: a folder, a policy of the test's own, and a directory that signs its people's tokens.</summary>
internal sealed class DeskWorld : IAsyncDisposable
{
    private const string Tenant = "aaaaaaaa-2222-3333-4444-555555555555";
    private const string Client = "bbbbbbbb-2222-3333-4444-555555555555";
    private readonly TemporaryFolder _folder = new();
    private readonly OpenIdServer _directory;
    private readonly List<DeskProcess> _processes = [];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };

    private DeskWorld(OpenIdServer directory, PolicyBook policies) => (_directory, Policies) = (directory, policies);

    public PolicyBook Policies { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="policy">Changes of the shipped policy: file, text, its replacement.</param>
    public static async Task<DeskWorld> CreateAsync(params (string File, string Text, string By)[] policy)
    {
        var files = ShippedFiles.All();
        foreach (var (file, text, by) in policy)
        {
            Assert.Contains(text, files[file], StringComparison.Ordinal);
            files[file] = files[file].Replace(text, by, StringComparison.Ordinal);
        }
        var directory = await OpenIdServer.StartAsync();
        directory.Publish("entra", TestKey.First.Published(null));
        var world = new DeskWorld(directory, new PolicyBook(HelpDeskPolicy.Read(files).Policy!, files));
        Directory.CreateDirectory(world.PolicyFolder);
        foreach (var (name, text) in files) await File.WriteAllTextAsync(Path.Combine(world.PolicyFolder, name), text, Ct);
        return world;
    }

    private string PolicyFolder => Path.Combine(_folder.Path, "policy");

    /// <param name="more">Where it stores, and what else differs.</param>
    public async Task<DeskProcess> NodeAsync(double secondsAhead, params string[] more)
    {
        var node = await DeskProcess.NodeAsync(secondsAhead,
        [
            $"--Data:Path={Path.Combine(_folder.Path, "data")}", $"--Handoff:Policy={PolicyFolder}", "--Handoff:LeaseSeconds=5", "--Handoff:ContactSeconds=10",
            $"--Secrets:Key={Convert.ToBase64String(new byte[32])}", $"--Accounts:Entra:TenantId={Tenant}", $"--Accounts:Entra:ClientId={Client}",
            $"--Accounts:Entra:Metadata={_directory.Metadata("entra")}", .. more,
        ]);
        _processes.Add(node);
        return node;
    }

    public async Task<DeskProcess> ConsoleAsync(DeskProcess node, string ticket, string token)
    {
        var console = await DeskProcess.AgentAsync(node.Url, ticket, token);
        _processes.Add(console);
        return console;
    }

    /// <summary>The token of a person with that role; an agent's id is the person's.</summary>
    public static string Token(string role, Guid person)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new Mint().With("iss", $"https://login.microsoftonline.com/{Tenant}/v2.0").With("aud", Client).With("tid", Tenant).With("oid", person.ToString())
            .With("scp", "access_as_user").With("roles", new JsonArray(role)).With("nbf", now - 60).With("exp", now + 3600).Token();
    }

    public static string Admin { get; } = Token("admin", new Guid("00000000-1111-0000-0000-000000000000"));

    public async Task<(int Status, JsonElement Json)> SendAsync(HttpMethod method, DeskProcess node, string path, string token, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(node.Url, path)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await _http.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    public async Task<JsonElement> DoAsync(HttpMethod method, DeskProcess node, string path, string token, object? body = null)
    {
        var (status, json) = await SendAsync(method, node, path, token, body);
        Assert.True(status is >= 200 and < 300, $"{method} {path}: {status} {(json.ValueKind == JsonValueKind.Undefined ? "" : json.GetRawText())}");
        return json;
    }

    public Task EnrolAsync(DeskProcess node, Guid agent) =>
        DoAsync(HttpMethod.Put, node, $"v1/agents/{agent}", Admin, new { name = "Agent", email = "agent@example.com", tiers = new[] { 1, 2, 3 } });

    /// <summary>A phone call of a person, whose ticket's id is given.</summary>
    public async Task<string> OpenAsync(DeskProcess node, string token, string subject) =>
        (await DoAsync(HttpMethod.Post, node, "v1/tickets", token, new { subject, person = "tenant/alex", channel = "phone", priority = "P3" })).GetProperty("id").GetString()!;

    public async Task<IReadOnlyList<JsonElement>> HistoryAsync(DeskProcess node, string ticket) =>
        [.. (await DoAsync(HttpMethod.Get, node, $"v1/tickets/{ticket}/history", Admin)).GetProperty("events").EnumerateArray()];

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        await _directory.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }
}
