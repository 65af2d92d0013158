using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Hosting;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Storage;
using HelpDesk.Storage.Secrets;
using HelpDesk.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Benchmarks.Relay;

/// <summary>The program's own services on a store in a folder that goes with it, everything running as it does in the host.</summary>
internal sealed class RelayHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private RelayHost(WebApplication app, IStore store, string folder) => (_app, Store, _folder) = (app, store, folder);

    public IStore Store { get; }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<RelayHost> StartAsync(string parent, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"relay-benchmark-{Guid.NewGuid():N}")).FullName;
        var store = await SqliteStore.OpenAsync(folder, StoreAccess.Host, TimeProvider.System, null, ct);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration["Data:Path"] = folder;
        var services = builder.Services;
        services.AddSingleton<IStore>(store).AddSingleton(TimeProvider.System).AddSingleton(new SecretBox(new byte[SecretBox.KeyBytes]));
        services.AddSingleton(new KnowledgeBase(store, TimeProvider.System, new MemoryArticleIndex()));
        services.AddOptions<DeskOptions>();
        services.AddSingleton<ISentIds, ConnectorIds>().AddSingleton<SentMessages>().AddSingleton<ITurnHandler, HelpDeskTurns>();
        services.AddDirectLine(builder.Configuration);
        services.AddConnector(builder.Configuration);
        services.AddHandoff(builder.Configuration).AddRelay();
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        var app = builder.Build();
        await app.StartAsync(ct);
        return new RelayHost(app, store, folder);
    }

    public async Task<AgentId[]> HireAsync(int count, CancellationToken ct)
    {
        AgentId[] agents = [.. Enumerable.Range(1, count).Select(n => new AgentId(new Guid(n, 9, 0, new byte[8])))];
        foreach (var agent in agents)
        {
            await Get<StaffDesk>().SetProfileAsync(agent, new AgentProfile("Mia Berg", "mia@example.com", [1], [], ["en"], null, null, null, []), "benchmark", ct);
            // Busy: chats are given out by the driver, not by offers.
            await Get<StaffDesk>().SetPresenceAsync(agent, Presence.Busy, "benchmark", ct);
        }
        return agents;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
