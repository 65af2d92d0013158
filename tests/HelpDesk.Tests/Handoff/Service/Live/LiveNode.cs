using System.Collections.Concurrent;
using System.Security.Claims;
using HelpDesk.Handoff.Service.Live;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using HelpDesk.Tests.Handoff.Policy;
using HelpDesk.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HelpDesk.Tests.Handoff.Service.Live;

/// <summary>A node that serves the hub on a port of this machine. Who calls is said in a header, and can be said anew for a subject while he is connected.</summary>
internal sealed class LiveNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LiveNode(WebApplication app, Revised revised) => (_app, Callers) = (app, revised);

    public Uri Address => new(_app.Urls.First());
    public TicketDesk Desk => _app.Services.GetRequiredService<TicketDesk>();
    public StaffDesk Staff => _app.Services.GetRequiredService<StaffDesk>();
    public LiveSignals Signals => _app.Services.GetRequiredService<LiveSignals>();
    public Revised Callers { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<LiveNode> StartAsync(IStore store, TemporaryFolder folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration["Data:Path"] = folder.Path;
        var revised = new Revised();
        builder.Services.AddSingleton<ILiveCallers>(revised);
        builder.Services.AddSingleton(store).AddSingleton(TimeProvider.System).AddSingleton(new PolicyBook(ShippedFiles.Policy, ShippedFiles.All()));
        builder.Services.AddHandoff(builder.Configuration);
        foreach (var other in builder.Services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name is not ("LiveLoop" or null)).ToList())
            builder.Services.Remove(other);
        var app = builder.Build();
        app.UseRouting();
        app.Use((http, next) =>
        {
            if (http.Request.Headers["X-Test-Caller"].ToString() is { Length: > 0 } caller) http.User = UserOf(caller);
            return next(http);
        });
        app.UseAuthorization();
        app.MapHandoff();
        await app.StartAsync(Ct);
        return new LiveNode(app, revised);
    }

    public Task<LiveClient> ConnectAsync(string? caller) => LiveClient.ConnectAsync(Address, caller);

    public async Task<TicketId> OpenAsync(string customer = "sample")
    {
        var order = new OpenOrder(TicketKind.Incident, TicketChannel.WebChat, DeskNode.Alex, new CustomerId(customer), "my printer shows a paper jam", null, Actor.Bot);
        return Assert.IsType<TicketOutcome.Done>(await Desk.OpenAsync(order, WriteTerms.None, Ct)).Ticket.Ticket.Id;
    }

    public async Task DoAsync(TicketId ticket, TicketCommand command) => Assert.IsType<TicketOutcome.Done>(await Desk.DoAsync(ticket, command, WriteTerms.None, Ct));

    public Task NoteAsync(TicketId ticket, string id) => DoAsync(ticket, new TicketCommand.AddNote(new(id), "A note", Actor.Lead(DeskNode.AgentOf(3))));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static ClaimsPrincipal UserOf(string caller) =>
        new(new ClaimsIdentity(caller.Split(';').Select(c => c.Split('=')).Select(c => new Claim(c[0], c[1])), "test"));

    /// <summary>What a directory of accounts would say by now.</summary>
    internal sealed class Revised : ILiveCallers
    {
        private readonly ConcurrentDictionary<string, string> _callers = new(StringComparer.Ordinal);

        /// <param name="caller">Null: signed out.</param>
        public void Say(string subject, string? caller) => _callers[subject] = caller ?? "";

        public ValueTask<ClaimsPrincipal?> CurrentAsync(HubCallerContext connection, bool mayBeOld, CancellationToken ct) =>
            new(_callers.TryGetValue(connection.User?.FindFirst("sub")?.Value ?? "", out var caller) ? caller.Length == 0 ? null : UserOf(caller) : connection.User);
    }
}
