using System.Collections.Concurrent;
using System.Collections.Immutable;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Writing;
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
    private readonly Dictionary<TicketId, int> _rows = [];

    /// <summary>The same entries side by side: a list that looks at all of them must not hop through a dictionary.</summary>
    private LedgerTicket?[] _table = new LedgerTicket?[1024];
    private ImmutableArray<ILedgerListener> _listeners = [];
    private long _position;

    /// <summary>Of the newest event that was folded.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Without order; safe while others fold.</summary>
    public IEnumerable<LedgerTicket> Tickets
    {
        get
        {
            foreach (var entry in Volatile.Read(ref _table))
            {
                if (entry is null) yield break;
                yield return entry;
            }
        }
    }
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
        if (stored.Type == TicketEvents.Redacted)
        {
            await FoldAgainAsync(stored, ct);
            return;
        }
        if (!TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var happened)) return;
        if (VersionOf(happened) is { } version) await policies.LearnAsync(store, version, time.GetCurrentInstant(), ct);
        if (!Guid.TryParse(stored.Stream.Value.AsSpan("ticket/".Length), out var id)) return;
        var before = Find(new TicketId(id));
        if (before is null && happened is not TicketEvent.Opened) return;
        var after = After(before, happened, stored.Version);
        Keep(after);
        var change = new TicketChange(before, after, happened, stored.Position);
        foreach (var listener in _listeners) listener.Hear(change);
    }

    /// <summary>The ticket as its stream tells it now, up to the mark.</summary>
    private async ValueTask FoldAgainAsync(StoredEvent mark, CancellationToken ct)
    {
        LedgerTicket? entry = null;
        var history = new List<TicketEvent>();
        await foreach (var stored in TicketStreams.ReadAsync(store, mark.Stream, mark.Version, ct))
        {
            if (!TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var happened)) continue;
            history.Add(happened);
            entry = After(entry, happened, stored.Version);
        }
        if (entry is null || Find(entry.Ticket.Id) is null) return;
        Keep(entry = entry with { Version = mark.Version });
        foreach (var listener in _listeners) listener.HearRedacted(entry, history, mark.Position);
    }

    private LedgerTicket After(LedgerTicket? before, TicketEvent happened, long version)
    {
        var ticket = Ticket.Apply(before?.Ticket, happened);
        var policy = policies.Of(ticket.PolicyVersion);
        return (before ?? new LedgerTicket(ticket, 0) { Policy = policy }).After(ticket, version, happened, policy);
    }

    private void Keep(LedgerTicket entry)
    {
        var id = entry.Ticket.Id;
        _tickets[id] = entry;
        if (_rows.TryGetValue(id, out var row))
        {
            _table[row] = entry;
            return;
        }
        _rows.Add(id, _tickets.Count - 1);
        var table = _table;
        if (_tickets.Count > table.Length) Array.Resize(ref table, table.Length * 2);
        table[_tickets.Count - 1] = entry;
        Volatile.Write(ref _table, table);
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
