using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Service;
using HelpDesk.Handoff.Service.Leases;
using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Lists;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Workers;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using HelpDesk.Tests.Handoff.Policy;
using HelpDesk.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Tests.Handoff.Service;

/// <summary>One node of the desk on a store, with a clock of its own; its workers act only when a test says so.</summary>
internal sealed class DeskNode : IDisposable
{
    public static readonly PersonId Alex = new("tenant/alex");
    private static int s_nodes;

    public DeskNode(IStore store, TestClock clock, PolicyBook? policies = null)
    {
        (Store, Clock) = (store, clock);
        Policies = policies ?? new PolicyBook(ShippedFiles.Policy, ShippedFiles.All());
        var options = new HandoffOptions();
        Desk = new TicketDesk(store, Policies, clock);
        Staff = new StaffDesk(store, clock);
        Ledger = new Ledger(store, Policies, clock);
        Lists = new LedgerLists(Ledger, clock);
        Lease = new LeaseKeeper(store, $"node{Interlocked.Increment(ref s_nodes)}", Duration.FromSeconds(options.LeaseSeconds));
        Worker = new DeskWorker(store, Ledger, Desk, Staff, Lease, Policies, options, clock, NullLogger<DeskWorker>.Instance);
    }

    public IStore Store { get; }
    public TestClock Clock { get; }
    public PolicyBook Policies { get; }
    public TicketDesk Desk { get; }
    public StaffDesk Staff { get; }
    public Ledger Ledger { get; }
    public LedgerLists Lists { get; }
    public LeaseKeeper Lease { get; }
    public DeskWorker Worker { get; }
    public Instant Now => Clock.GetCurrentInstant();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Task<Instant> StepAsync() => Worker.StepAsync(Ct);

    public async Task<Ticket> OpenAsync(string said = "my printer shows a paper jam", Func<OpenOrder, OpenOrder>? change = null)
    {
        var order = new OpenOrder(TicketKind.Incident, TicketChannel.WebChat, Alex, new CustomerId("sample"), said, null, Actor.Bot);
        return Assert.IsType<TicketOutcome.Done>(await Desk.OpenAsync(change?.Invoke(order) ?? order, WriteTerms.None, Ct)).Ticket.Ticket;
    }

    public Task<TicketOutcome> TryAsync(TicketId ticket, TicketCommand command) => Desk.DoAsync(ticket, command, WriteTerms.None, Ct);

    public async Task<Ticket> DoAsync(TicketId ticket, TicketCommand command) => Assert.IsType<TicketOutcome.Done>(await TryAsync(ticket, command)).Ticket.Ticket;

    public async Task<Ticket> ReadAsync(TicketId ticket) => (await Desk.LoadAsync(ticket, Ct))!.Ticket;

    public async Task<IReadOnlyList<T>> HistoryAsync<T>(TicketId ticket) where T : TicketEvent => [.. (await Desk.HistoryAsync(ticket, Ct)).OfType<T>()];

    /// <summary>Enrolled and available, able at every skill.</summary>
    public async Task<AgentId> ArriveAsync(int number, params int[] tiers)
    {
        var agent = AgentOf(number);
        await EnrolAsync(agent, number, tiers);
        await Staff.SetPresenceAsync(agent, Presence.Available, "test", Ct);
        return agent;
    }

    public static AgentId AgentOf(int number) => new(new Guid(number, 9, 0, new byte[8]));

    public Task EnrolAsync(AgentId agent, int number, params int[] tiers) => Staff.SetProfileAsync(agent, ProfileOf(number, tiers.Length == 0 ? [1] : tiers), "test", Ct);

    private AgentProfile ProfileOf(int number, int[] tiers) => new(
        $"Agent {number}", $"agent{number}@example.com", tiers, [.. Policies.Current.Desk.Skills.Select(s => new AgentSkill(s.Id.Value, 5, null))],
        ["en", "de"], null, null, null, []);

    public void Dispose()
    {
        Worker.Dispose();
        Ledger.Dispose();
        Desk.Dispose();
    }
}
