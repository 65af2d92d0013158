using System.Collections.Concurrent;
using HelpDesk.Handoff.Routing;
using HelpDesk.Handoff.Service.Leases;
using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Routing;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service.Workers;

/// <summary>
/// What the desk does by itself: matching, expired offers, silent and lost agents, SLA warnings and breaches, planned pauses, closing, and what an
/// incident's end means for others. Every node follows along; only the one with the lease acts, and each act is a command like any other, committed at
/// the ticket's version and under the lease's fence. So nothing is done twice, and what a dead node left undone is still due for the next.
/// </summary>
public sealed class DeskWorker : ILedgerListener, IDisposable
{
    private const int Parallel = 64;
    private const int MostRounds = 1000;
    private static readonly Duration Patience = Duration.FromMinutes(1);
    private static readonly Duration Moment = Duration.FromMilliseconds(250);

    private readonly ConcurrentQueue<Action> _changes = new();
    private readonly HashSet<TicketId> _touched = [];
    private readonly Ledger _ledger;
    private readonly TicketDesk _desk;
    private readonly LeaseKeeper _lease;
    private readonly PolicyBook _policies;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly AlarmClock _alarms;
    private readonly Dispatcher _dispatcher;
    private readonly ContactWatch _contacts;
    private readonly IncidentEnds _incidents;

    public DeskWorker(IStore store, Ledger ledger, TicketDesk desk, StaffDesk staff, LeaseKeeper lease, PolicyBook policies, HandoffOptions options, TimeProvider time, ILogger<DeskWorker> log)
    {
        (_ledger, _desk, _lease, _policies, _time, _log) = (ledger, desk, lease, policies, time, log);
        Routing = new RoutingDesk(policies, time.GetCurrentInstant());
        _alarms = new AlarmClock(policies.Current.Desk.Desk);
        _dispatcher = new Dispatcher(Routing, desk, staff);
        _contacts = new ContactWatch(store, ledger, staff, options.Contact);
        _incidents = new IncidentEnds(ledger, desk);
        ledger.Add(this);
    }

    /// <summary>Who waits and who has what, for explanations.</summary>
    public RoutingDesk Routing { get; }

    private Instant Now => _time.GetCurrentInstant();

    /// <summary>Does everything that is due by now; gives when it must be called again at the latest, if nothing happens before.</summary>
    public async Task<Instant> StepAsync(CancellationToken ct)
    {
        await FollowAsync(ct);
        var fence = await KeepLeaseAsync(ct);
        if (fence is null) return _lease.Next;
        var isOurs = await _contacts.LookAsync(fence, Now, ct) && await DispatchAsync(fence, ct) && await RingAsync(fence, ct) && await _incidents.RunAsync(fence, ct);
        if (!isOurs)
        {
            _log.LeaseLost(_lease.Node);
            _lease.Lose();
            return Now;
        }
        await FollowAsync(ct);
        return Instant.Min(Instant.Min(Routing.NextDeadline, _alarms.Next), Instant.Min(_lease.Next, _contacts.Next));
    }

    /// <summary>Lets another node act at once.</summary>
    public Task ReleaseAsync(CancellationToken ct) => _lease.ReleaseAsync(Now, ct);

    public void Dispose() => _ledger.Remove(this);

    void ILedgerListener.Hear(TicketChange change) => _changes.Enqueue(() =>
    {
        Routing.Apply(change);
        _incidents.Hear(change);
        _touched.Add(change.After.Ticket.Id);
    });

    void ILedgerListener.HearRedacted(LedgerTicket after, IReadOnlyList<TicketEvent> history, long position) => _changes.Enqueue(() =>
    {
        Routing.Renew(after);
        _touched.Add(after.Ticket.Id);
    });

    void ILedgerListener.Hear(AgentId agent, AgentEvent happened, AgentRecord? after) => _changes.Enqueue(() => Routing.Apply(agent, happened, after));

    private async Task FollowAsync(CancellationToken ct)
    {
        await _ledger.FollowAsync(ct);
        while (_changes.TryDequeue(out var change))
            change();
        foreach (var ticket in _touched)
            if (_ledger.Find(ticket) is { } entry)
                _alarms.Set(entry);
        _touched.Clear();
    }

    private async Task<Check?> KeepLeaseAsync(CancellationToken ct)
    {
        var had = _lease.Fence is not null;
        var fence = await _lease.KeepAsync(Now, ct);
        if (fence is not null && !had)
        {
            _log.LeaseTaken(_lease.Node);
            _incidents.LookAtAll();
        }
        return fence;
    }

    /// <summary>Sweeps and matches until nothing more is to be done. False where the lease has passed on.</summary>
    private async Task<bool> DispatchAsync(Check fence, CancellationToken ct)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var (acted, isOurs) = await _dispatcher.RunAsync(fence, Now, ct);
            if (!isOurs) return false;
            await FollowAsync(ct);
            if (!acted) return true;
        }
        return true;
    }

    /// <summary>Gives every ticket what is due. False where the lease has passed on.</summary>
    private async Task<bool> RingAsync(Check fence, CancellationToken ct)
    {
        while (_alarms.Take(Now, Parallel) is { Count: > 0 } due)
        {
            // Until it is committed it is due again.
            _touched.UnionWith(due);
            var outcomes = await Task.WhenAll(due.Select(ticket => RingAsync(ticket, fence, ct)));
            if (outcomes.Any(o => o is TicketOutcome.Fenced)) return false;
            await FollowAsync(ct);
            foreach (var (ticket, outcome) in due.Zip(outcomes))
                if (outcome is not TicketOutcome.Done) Postpone(ticket, outcome);
        }
        return true;
    }

    private async Task<TicketOutcome?> RingAsync(TicketId ticket, Check fence, CancellationToken ct)
    {
        if (_ledger.Find(ticket) is not { } entry) return null;
        var commands = Alarms.Due(entry, _policies.Current.Desk.Desk, Now);
        return commands.Count == 0 ? null : await _desk.DoAsync(
            [.. commands.Select(c => new TicketOrder(ticket, c))], new WriteTerms { Fence = fence, IfVersion = entry.Version }, ct);
    }

    /// <summary>What was refused, or overtaken by a change that the feed has yet to bring, must not come up again and again.</summary>
    private void Postpone(TicketId ticket, TicketOutcome? outcome)
    {
        if (outcome is TicketOutcome.Refused refused) _log.AlarmRefused(ticket.Value, refused.Reason);
        if (_ledger.Find(ticket) is { } entry && Alarms.Next(entry, _policies.Current.Desk.Desk) is var next && next <= Now)
            _alarms.Set(ticket, Now + (outcome is TicketOutcome.Refused ? Patience : Moment));
    }
}
