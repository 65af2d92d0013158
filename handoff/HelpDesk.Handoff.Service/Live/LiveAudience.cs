using System.Collections.Concurrent;
using HelpDesk.Handoff.Service.Access;
using HelpDesk.Handoff.Service.Ledgers;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;

namespace HelpDesk.Handoff.Service.Live;

/// <summary>
/// The clients of this node by topic, and what they are told. Every node hears the whole feed and tells its own clients, so nothing passes between nodes
/// but the feed itself.
/// </summary>
internal sealed class LiveAudience : ILedgerListener, IDisposable
{
    /// <summary>How many events a client may be behind and still be caught up.</summary>
    internal const int MostBehind = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<LiveTopic, HashSet<LiveConnection>> _listeners = [];
    private readonly ConcurrentDictionary<string, LiveConnection> _connections = new(StringComparer.Ordinal);
    private readonly LiveInbox _coming = new(MostBehind);
    private readonly LiveHistory _history = new(MostBehind);
    private readonly SemaphoreSlim _telling = new(1, 1);
    private readonly Ledger _ledger;
    private readonly LiveAccess _access;
    private readonly ILiveCallers _callers;

    public LiveAudience(Ledger ledger, LiveAccess access, ILiveCallers callers)
    {
        (_ledger, _access, _callers) = (ledger, access, callers);
        ledger.Add(this);
    }

    public void Add(LiveConnection connection) => _connections[connection.Id] = connection;

    public LiveConnection? Find(string id) => _connections.GetValueOrDefault(id);

    public void Remove(LiveConnection connection)
    {
        _connections.TryRemove(connection.Id, out _);
        lock (_lock)
            foreach (var topic in connection.Topics.ToArray())
                Leave(connection, topic);
        connection.Close();
    }

    /// <summary>From the returned position on the connection is told; what it missed after its cursor was put before that.</summary>
    public (long Position, bool IsGap) Join(LiveConnection connection, DeskCaller caller, IReadOnlyCollection<LiveTopic> topics, long? after)
    {
        lock (_lock)
        {
            // A connection that was removed in the meantime must not come back.
            if (!_connections.ContainsKey(connection.Id)) return (_history.Position, false);
            var isWhole = true;
            if (after is { } cursor && (isWhole = _history.TryReadAfter(cursor, out var missed)))
                foreach (var happened in missed)
                    if (happened.Topics.Any(topics.Contains) && !happened.Topics.Any(connection.Topics.Contains) && LiveAccess.MayHear(caller, happened))
                        connection.Send(LiveHub.Changed, happened.Change);
            foreach (var topic in topics)
                if (connection.Topics.Add(topic))
                    Listeners(topic).Add(connection);
            return (_history.Position, !isWhole);
        }
    }

    public void Leave(LiveConnection connection, IEnumerable<LiveTopic> topics)
    {
        lock (_lock)
            foreach (var topic in topics)
                Leave(connection, topic);
    }

    /// <summary>Brings in what is in the feed by now and tells whom it concerns.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        await _ledger.FollowAsync(ct);
        await _telling.WaitAsync(ct);
        try
        {
            while (_coming.TryTake(out var happened, out var droppedThrough))
            {
                if (droppedThrough > 0) Break(droppedThrough);
                await TellAsync(happened, ct);
            }
        }
        finally
        {
            _telling.Release();
        }
    }

    /// <summary>Passes a signal on to those who hear of its ticket.</summary>
    public async Task TellAsync(SentSignal sent, CancellationToken ct)
    {
        var topic = LiveTopic.Of(new TicketId(sent.Signal.Ticket));
        foreach (var connection in ListenersOf([topic]))
            if (connection.Id != sent.Connection && await CurrentAsync(connection, ct) is { } caller && _access.MayHear(caller, topic))
                connection.Send(LiveHub.Signalled, sent.Signal);
    }

    public void Dispose()
    {
        _ledger.Remove(this);
        _telling.Dispose();
    }

    void ILedgerListener.Hear(TicketChange change) => _coming.Put(LiveEvent.Of(change));

    void ILedgerListener.HearRedacted(LedgerTicket after, IReadOnlyList<TicketEvent> history, long position) => _coming.Put(LiveEvent.Redacted(after, position));

    void ILedgerListener.Hear(AgentId agent, AgentEvent happened, AgentRecord? after) => _coming.Put(LiveEvent.Of(agent, happened, _ledger.Position + 1));

    private async Task TellAsync(LiveEvent happened, CancellationToken ct)
    {
        LiveConnection[] concerned;
        // Whoever joins from now on is caught up with this one.
        lock (_lock)
        {
            concerned = Concerned(happened.Topics);
            _history.Add(happened);
        }
        foreach (var connection in concerned)
            await TellAsync(connection, happened, ct);
    }

    private async Task TellAsync(LiveConnection connection, LiveEvent happened, CancellationToken ct)
    {
        if (await CurrentAsync(connection, ct) is not { } caller) return;
        var lost = Lost(connection, caller);
        foreach (var topic in lost) connection.Send(LiveHub.Lost, topic.ToString());
        Leave(connection, lost);
        bool isConcerned;
        lock (_lock) isConcerned = happened.Topics.Any(connection.Topics.Contains);
        if (isConcerned && LiveAccess.MayHear(caller, happened)) connection.Send(LiveHub.Changed, happened.Change);
    }

    /// <summary>Null, and the connection is ended, where its caller may not be here any more, or where nobody can say so now: it comes back with its cursor.</summary>
    private async Task<DeskCaller?> CurrentAsync(LiveConnection connection, CancellationToken ct)
    {
        try
        {
            if (_access.CallerOf(await _callers.CurrentAsync(connection.Context, mayBeOld: true, ct)) is { } caller) return caller;
        }
        catch (StoreException)
        {
            // Ended below.
        }
        End(connection);
        return null;
    }

    /// <summary>Too much came at once to tell it all: everybody comes back, and is told that there is a gap.</summary>
    private void Break(long droppedThrough)
    {
        lock (_lock) _history.ForgetThrough(droppedThrough);
        foreach (var connection in _connections.Values) End(connection);
    }

    private void End(LiveConnection connection)
    {
        connection.Context.Abort();
        Remove(connection);
    }

    private LiveTopic[] Lost(LiveConnection connection, DeskCaller caller)
    {
        lock (_lock) return [.. connection.Topics.Where(t => !_access.MayHear(caller, t))];
    }

    private LiveConnection[] ListenersOf(IReadOnlyList<LiveTopic> topics)
    {
        lock (_lock) return Concerned(topics);
    }

    private LiveConnection[] Concerned(IReadOnlyList<LiveTopic> topics) =>
        [.. topics.Where(_listeners.ContainsKey).SelectMany(t => _listeners[t]).Distinct()];

    private HashSet<LiveConnection> Listeners(LiveTopic topic)
    {
        if (!_listeners.TryGetValue(topic, out var all)) _listeners.Add(topic, all = []);
        return all;
    }

    private void Leave(LiveConnection connection, LiveTopic topic)
    {
        if (!connection.Topics.Remove(topic) || !_listeners.TryGetValue(topic, out var all)) return;
        all.Remove(connection);
        // Topics are as many as there ever were tickets.
        if (all.Count == 0) _listeners.Remove(topic);
    }
}
