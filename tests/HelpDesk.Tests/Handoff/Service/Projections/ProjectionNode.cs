using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service;
using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Service.Projections;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Handoff.Policy;
using HelpDesk.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace HelpDesk.Tests.Handoff.Service.Projections;

/// <summary>A store with its projection and, to compare with, the ledger; events are put into the store as they are given.</summary>
internal sealed class ProjectionNode : IAsyncDisposable
{
    private readonly Dictionary<TicketId, long> _versions = [];
    private readonly Ledger _ledger;

    private ProjectionNode(IStore store, string folder, TestClock clock)
    {
        (Store, Clock) = (store, clock);
        var policies = new PolicyBook(ShippedFiles.Policy, ShippedFiles.All());
        Projection = new Projection(store, policies, new HandoffOptions { ProjectionFolder = Path.Combine(folder, "projections") }, clock, NullLogger<Projection>.Instance);
        Lists = new ProjectedLists(Projection, store, policies, clock);
        _ledger = new Ledger(store, policies, clock);
        FromMemory = new LedgerLists(_ledger, clock);
    }

    public IStore Store { get; }
    public TestClock Clock { get; }
    public Projection Projection { get; }
    public ITicketLists Lists { get; }
    public ITicketLists FromMemory { get; }

    public static async Task<ProjectionNode> StartAsync(TemporaryFolder folder, string store = "store")
    {
        var clock = new TestClock();
        return new ProjectionNode(await SqliteStore.OpenAsync(Path.Combine(folder.Path, store), StoreAccess.Host, clock, null, Ct), folder.Path, clock);
    }

    public static string FileOf(TemporaryFolder folder) => Path.Combine(folder.Path, "projections", "node-1", ProjectionFile.Name);

    public Task PutAsync(TicketId ticket, params TicketEvent[] events) => PutAsync([.. events.Select(e => (ticket, e))]);

    /// <summary>In this order, in one commit.</summary>
    public async Task PutAsync(IReadOnlyList<(TicketId Ticket, TicketEvent Happened)> events)
    {
        foreach (var chunk in events.Chunk(500))
        {
            foreach (var (ticket, _) in chunk) _versions[ticket] = _versions.GetValueOrDefault(ticket) + 1;
            await Store.CommitAsync(new Commit(Instant.FromUtc(2026, 3, 2, 12, 0))
            {
                Writes = [.. chunk.Select(e => new Write.Append(new StreamId(TicketEvents.StreamOf(e.Ticket)), [Stored(e.Happened)]))],
            }, Ct);
        }
    }

    public async Task<IReadOnlyList<string>> SearchAsync(string text) =>
        [.. (await Lists.FindAsync(new TicketQuery { Text = text, Sort = TicketSort.Opened }, Ct)).Rows.Select(r => r.Ticket.Number)];

    public async ValueTask DisposeAsync()
    {
        await Projection.DisposeAsync();
        _ledger.Dispose();
        await Store.DisposeAsync();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static NewEvent Stored(TicketEvent happened)
    {
        var form = TicketEvents.ToStored(happened);
        return new NewEvent(form.Type, form.Schema, form.Json, form.At);
    }
}
