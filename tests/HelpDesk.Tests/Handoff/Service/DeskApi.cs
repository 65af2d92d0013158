using System.Globalization;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Workers;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Handoff.Policy;
using HelpDesk.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Tests.Handoff.Service;

/// <summary>The API in this process on a store of its own. Who calls is said in a header; workers act only when a test says so.</summary>
internal sealed class DeskApi : IAsyncDisposable
{
    public const string Agent1 = "sub=mia;role=agent;desk=helpdesk;desk_agent=00000001-0009-0000-0000-000000000000";
    public const string Agent2 = "sub=ben;role=agent;desk=helpdesk;desk_agent=00000002-0009-0000-0000-000000000000";
    public const string Lead = "sub=lea;role=lead;desk=helpdesk;desk_agent=00000003-0009-0000-0000-000000000000";
    public const string Author = "sub=ann;role=author;desk=helpdesk";
    public const string Admin = "sub=adam;role=admin;desk=helpdesk";
    public const string Auditor = "sub=aud;role=auditor;desk=helpdesk";
    public const string Bot = "sub=key1;scope=handoffs;desk=helpdesk";
    public const string Script = "sub=key2;scope=tickets.write;scope=tickets.read;desk=helpdesk";
    private const string CallerHeader = "X-Test-Caller";
    internal static readonly Lazy<PolicyBook> TwoCustomers = new(ReadTwoCustomers);

    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _app;
    private readonly IStore _store;

    private DeskApi(WebApplication app, IStore store, TestClock clock, TemporaryFolder folder)
    {
        (_app, _store, Clock, _folder) = (app, store, clock, folder);
        Http = app.GetTestClient();
        Worker = app.Services.GetRequiredService<DeskWorker>();
        _ = app.Services.GetRequiredService<ITicketLists>();
    }

    public HttpClient Http { get; }
    public TestClock Clock { get; }
    public DeskWorker Worker { get; }
    public IServiceProvider Services => _app.Services;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DeskApi> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var (folder, clock) = (new TemporaryFolder(), new TestClock());
        var store = await SqliteStore.OpenAsync(folder.Path, StoreAccess.Host, clock, null, Ct);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration["Data:Path"] = folder.Path;
        builder.Configuration["Handoff:LocalWebhooks"] = "true";
        builder.Configuration["Handoff:MaxAttachmentBytes"] = "100000";
        builder.Services.AddSingleton<IStore>(store).AddSingleton<TimeProvider>(clock).AddSingleton(TwoCustomers.Value);
        builder.Services.AddHandoff(builder.Configuration);
        builder.Services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        builder.Services.RemoveAll<IHostedService>();
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseRouting();
        app.Use((http, next) =>
        {
            if (http.Request.Headers[CallerHeader].ToString() is { Length: > 0 } caller)
                http.User = new ClaimsPrincipal(new ClaimsIdentity(caller.Split(';').Select(c => c.Split('=')).Select(c => new Claim(c[0], c[1])), "test"));
            return next(http);
        });
        app.UseAuthorization();
        app.MapHandoff();
        await app.StartAsync(Ct);
        return new DeskApi(app, store, clock, folder);
    }

    /// <summary>With agents 1 and 2 and the lead 3 enrolled and available.</summary>
    public static async Task<DeskApi> StartStaffedAsync()
    {
        var api = await StartAsync();
        for (var number = 1; number <= 3; number++)
        {
            var profile = new { name = $"Agent {number}", email = $"agent{number}@example.com", tiers = new[] { 1, 2, 3 }, skills = new[] { new { skill = "printing", level = 3 } } };
            using var put = await api.SendAsync(HttpMethod.Put, $"/v1/agents/{DeskNode.AgentOf(number).Value}", Admin, profile);
            Assert.Equal(200, (int)put.StatusCode);
        }
        using var presence = await api.SendAsync(HttpMethod.Put, "/v1/agents/me/presence", Agent1, new { presence = "available" });
        Assert.Equal(200, (int)presence.StatusCode);
        return api;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? caller, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body)) };
        if (caller is not null) request.Headers.Add(CallerHeader, caller);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }

    /// <summary>The answer's JSON; fails where the status is another.</summary>
    public async Task<JsonElement> DoAsync(HttpMethod method, string path, string caller, object? body = null, int status = 200, params (string, string)[] headers)
    {
        using var answer = await SendAsync(method, path, caller, body, headers);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True((int)answer.StatusCode == status, $"{method} {path}: {(int)answer.StatusCode} instead of {status}: {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    public Task<JsonElement> GetAsync(string path, string caller, int status = 200) => DoAsync(HttpMethod.Get, path, caller, null, status);

    public Task<JsonElement> PostAsync(string path, string caller, object body, int status = 200) => DoAsync(HttpMethod.Post, path, caller, body, status);

    /// <summary>A ticket opened by phone; its id.</summary>
    public async Task<string> OpenAsync(string subject = "my printer shows a paper jam", string? priority = null, string customer = "sample") =>
        (await PostAsync("/v1/tickets", Agent1, new { subject, person = "tenant/alex", channel = "phone", customer, priority }, 201)).GetProperty("id").GetString()!;

    /// <summary>A ticket in agent 1's hands; its id.</summary>
    public async Task<string> TakenAsync(string? priority = null)
    {
        var ticket = await OpenAsync(priority: priority);
        await PostAsync($"/v1/tickets/{ticket}/accept", Agent1, new { });
        return ticket;
    }

    public async Task<TicketId> ResolvedAsync()
    {
        var ticket = await TakenAsync();
        await PostAsync($"/v1/tickets/{ticket}/resolve", Agent1, new { note = "Cleared the jam", code = "fixed" });
        return new TicketId(Guid.Parse(ticket, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    private static PolicyBook ReadTwoCustomers()
    {
        var files = ShippedFiles.All();
        files["customers.yaml"] += "  - id: other\n    name: Other Company\n    plan: enterprise\n    zone: Europe/London\n    languages: [en]\n";
        return new PolicyBook(HelpDeskPolicy.Read(files).Policy!, files);
    }
}
