using System.Collections.Concurrent;
using System.Collections.Immutable;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Sla.Clocks;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service.Ledgers;

/// <summary>
/// Every ticket and agent of the desk in the memory of a node, folded from the feed. Lists, routing and timers read it; writes never do. It is empty at
/// start and follows as often as <see cref="FollowAsync"/> is called.
/// </summary>
public sealed class Ledger(IStore store, PolicyBook policies, TimeProvider time) : IDisposable
{
    private const int PageSize = 1000;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentDictionary<TicketId, LedgerTicket> _tickets = new();
    private readonly ConcurrentDictionary<AgentId, AgentRecord> _agents = new();
    private ImmutableArray<ILedgerListener> _listeners = [];
    private long _position;

    /// <summary>Of the newest event that was folded.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Without order; safe while others fold.</summary>
    public IEnumerable<LedgerTicket> Tickets => _tickets.Select(t => t.Value);
    public IEnumerable<AgentRecord> Agents => _agents.Select(a => a.Value);
    public int Count => _tickets.Count;

    public LedgerTicket? Find(TicketId id) => _tickets.GetValueOrDefault(id);
    public AgentRecord? Find(AgentId id) => _agents.GetValueOrDefault(id);

    /// <summary>Heard from now on; add listeners before the first <see cref="FollowAsync"/> to hear all.</summary>
    public void Add(ILedgerListener listener) => ImmutableInterlocked.Update(ref _listeners, all => all.Add(listener));

    public void Remove(ILedgerListener listener) => ImmutableInterlocked.Update(ref _listeners, all => all.Remove(listener));

    /// <summary>Folds everything that is in the feed by now. Callers that come together wait for each other.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        if (await store.GetFeedPositionAsync(ct) <= Position) return;
        await _gate.WaitAsync(ct);
        try
        {
            while (await store.ReadFeedAsync(_position, PageSize, ct) is { Count: > 0 } page)
            {
                foreach (var stored in page)
                {
                    if (stored.Stream.Value.StartsWith("ticket/", StringComparison.Ordinal)) await FoldTicketAsync(stored, ct);
                    else if (AgentEvents.AgentOf(stored.Stream) is { } agent) FoldAgent(agent, stored);
                    Volatile.Write(ref _position, stored.Position);
                }
                if (page.Count < PageSize) return;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async ValueTask FoldTicketAsync(StoredEvent stored, CancellationToken ct)
    {
        if (!TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var happened)) return;
        if (VersionOf(happened) is { } version) await policies.LearnAsync(store, version, time.GetCurrentInstant(), ct);
        if (!Guid.TryParse(stored.Stream.Value.AsSpan("ticket/".Length), out var id)) return;
        var before = Find(new TicketId(id));
        if (before is null && happened is not TicketEvent.Opened) return;
        var after = After(before, happened, stored.Version);
        _tickets[new TicketId(id)] = after;
        var change = new TicketChange(before, after, happened, stored.Position);
        foreach (var listener in _listeners) listener.Hear(change);
    }

    private LedgerTicket After(LedgerTicket? before, TicketEvent happened, long version)
    {
        var ticket = Ticket.Apply(before?.Ticket, happened);
        var known = before?.Moves ?? [];
        var moves = ClockHistory.After(known, happened);
        var isSame = moves == known && happened is not TicketEvent.PolicyReapplied;
        return new LedgerTicket(ticket, version, isSame ? before?.Due : DueOf(ticket, moves))
        {
            Moves = moves,
            Fired = ClockHistory.After(before?.Fired ?? [], happened),
        };
    }

    private SlaOutcome.Known? DueOf(Ticket ticket, ImmutableArray<TicketEvent> moves)
    {
        var policy = policies.Of(ticket.PolicyVersion);
        return TicketClocks.Due(moves, policy.Desk, policy.Sla) as SlaOutcome.Known;
    }

    private void FoldAgent(Guid id, StoredEvent stored)
    {
        if (!AgentEvents.TryRead(stored, out var happened)) return;
        var agent = new AgentId(id);
        var after = AgentRecord.After(Find(agent), id, happened);
        if (after is null) _agents.TryRemove(agent, out _);
        else _agents[agent] = after;
        foreach (var listener in _listeners) listener.Hear(agent, happened, after);
    }

    private static string? VersionOf(TicketEvent happened) => happened switch
    {
        TicketEvent.Opened e => e.PolicyVersion,
        TicketEvent.PolicyReapplied e => e.To,
        _ => null,
    };
}
