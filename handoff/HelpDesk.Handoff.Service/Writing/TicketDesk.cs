using System.Collections.Immutable;
using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service.Writing;

/// <summary>
/// The one way to change tickets: load, decide by the rules, commit at the version that was decided on. Of any number of callers on any number of nodes
/// who want the same ticket, the store lets exactly one commit at a version; the others decide anew on what it became. The store signals the feed itself.
/// </summary>
public sealed class TicketDesk : IDisposable
{
    private readonly IStore _store;
    private readonly PolicyBook _policies;
    private readonly TimeProvider _time;
    private readonly TicketShelf _shelf;
    private readonly TicketNumbers _numbers;

    public TicketDesk(IStore store, PolicyBook policies, TimeProvider time)
    {
        (_store, _policies, _time) = (store, policies, time);
        (_shelf, _numbers) = (new TicketShelf(store), new TicketNumbers(store));
    }

    private Instant Now => _time.GetCurrentInstant();

    public Task<StoredTicket?> LoadAsync(TicketId id, CancellationToken ct) => _shelf.LoadAsync(id, ct);

    /// <summary>Every event of a ticket, oldest first; empty where there is no such ticket.</summary>
    public async Task<IReadOnlyList<TicketEvent>> HistoryAsync(TicketId id, CancellationToken ct) => [.. (await _shelf.HistoryAsync(id, ct)).Select(h => h.Happened)];

    internal Task<IReadOnlyList<(StoredEvent Stored, TicketEvent Happened)>> StoredHistoryAsync(TicketId id, CancellationToken ct) => _shelf.HistoryAsync(id, ct);

    /// <summary>The ticket that people call by a number, such as INC-1042.</summary>
    public async Task<TicketId?> FindAsync(string number, CancellationToken ct) => await PointerAsync(Documents.Number(number), ct) is { Id: var id } ? id : null;

    /// <summary>The ticket that a channel's conversation was last handed to.</summary>
    public async Task<StoredTicket?> FindByConversationAsync(string conversation, CancellationToken ct) =>
        await PointerAsync(Documents.Conversation(conversation), ct) is { Id: { } id } ? await LoadAsync(id, ct) : null;

    /// <summary>
    /// Opens a ticket, triaged and in its queue, in one commit. A conversation whose ticket is still open gets no second one: <see cref="TicketOutcome.AlreadySo"/>.
    /// </summary>
    public async Task<TicketOutcome> OpenAsync(OpenOrder order, WriteTerms terms, CancellationToken ct)
    {
        var (policy, id) = (_policies.Current, order.Id ?? new TicketId(Guid.CreateVersion7(_time.GetUtcNow())));
        while (true)
        {
            var pointer = order.Transcript is { Conversation: { } conversation } ? Documents.Conversation(conversation) : (DocumentKey?)null;
            var (known, version) = pointer is { } key ? await PointerAsync(key, ct) : default;
            if (!order.Beside && known is { } earlier && await LoadAsync(earlier, ct) is { Ticket.IsOpen: true } open)
                return terms.MaySee?.Invoke(open.Ticket) == false ? new TicketOutcome.NotFound(earlier) : new TicketOutcome.AlreadySo(open);
            var number = await _numbers.NextAsync(policy.Desk.Desk.Numbers.Of(order.Kind), Now, ct);
            var pointers = new List<DocumentKey> { Documents.Number(number) };
            if (pointer is { } talk) pointers.Add(talk);
            var outcome = await DoAsync(Opening.Orders(order, id, number, policy), terms with
            {
                Checks = [.. pointers.Select((p, i) => new Check.DocumentAt(p, i == 0 ? 0 : version))],
                Writes = [.. terms.Writes, .. pointers.Select(p => Documents.Put(p, new TicketPointer(id.Value), StoredJson.Default.TicketPointer))],
            }, ct);
            if (outcome is not TicketOutcome.Superseded) return outcome;
        }
    }

    public Task<TicketOutcome> DoAsync(TicketId ticket, TicketCommand command, WriteTerms terms, CancellationToken ct) =>
        DoAsync([new TicketOrder(ticket, command)], terms, ct);

    /// <summary>Gives commands to one or several tickets; all of them count, or none.</summary>
    public async Task<TicketOutcome> DoAsync(IReadOnlyList<TicketOrder> orders, WriteTerms terms, CancellationToken ct)
    {
        // What this node remembers may be old. That is safe to commit on, because the commit checks the version; it is not safe to refuse on.
        for (var fresh = false; ; fresh = true)
            if (await TryAsync(orders, terms, fresh, ct) is { } outcome && (fresh || outcome is TicketOutcome.Done))
                return outcome;
    }

    public void Dispose() => _numbers.Dispose();

    /// <summary>One attempt; null where another was faster.</summary>
    private async Task<TicketOutcome?> TryAsync(IReadOnlyList<TicketOrder> orders, WriteTerms terms, bool fresh, CancellationToken ct)
    {
        var draft = new Draft();
        foreach (var id in orders.Select(o => o.Ticket).Distinct())
        {
            var loaded = fresh ? await _shelf.LoadAsync(id, ct) : _shelf.Remembered(id);
            if (loaded is null && !orders.Any(o => o.Ticket == id && o.Command is TicketCommand.Open)) return new TicketOutcome.NotFound(id);
            if (loaded is not null && terms.MaySee?.Invoke(loaded.Ticket) == false) return new TicketOutcome.NotFound(id);
            draft.Add(id, loaded);
        }
        if (terms.IfVersion is { } wanted && draft.First is { } first && first.Version != wanted) return new TicketOutcome.Stale(first);
        var now = Instant.Max(Now, draft.Latest);
        foreach (var order in orders)
            if (draft.Give(order, _policies.Current.Desk, now) is { } refused)
                return new TicketOutcome.Refused(refused.Reason, refused.Words, draft.First);
        return draft.IsEmpty ? new TicketOutcome.AlreadySo(draft.First!) : await CommitAsync(draft, terms, now, ct);
    }

    private async Task<TicketOutcome?> CommitAsync(Draft draft, WriteTerms terms, Instant now, CancellationToken ct)
    {
        var checks = draft.Checks();
        foreach (var agent in draft.Agents.Distinct())
        {
            if (await _store.GetAsync(Documents.Agent(agent), now, ct) is not { } record) return new TicketOutcome.UnknownAgent(agent);
            checks = checks.Add(new Check.DocumentAt(record.Key, record.Version));
        }
        checks = [.. checks, .. terms.Checks, .. terms.Fence is { } fence ? [fence] : ImmutableArray<Check>.Empty, .. terms.Once is { } once ? [once.Check] : ImmutableArray<Check>.Empty];
        var result = await _store.CommitAsync(new Commit(now) { Checks = checks, Writes = [.. draft.Appends(), .. terms.Writes, .. Answer(draft, terms, now)] }, ct);
        if (result is CommitResult.Conflict conflict) return Lost(conflict.Failed, terms);
        if (terms.Once is { Answer: not null } kept) kept.IsKept = true;
        foreach (var ticket in draft.Tickets) _shelf.Remember(ticket);
        return new TicketOutcome.Done(draft.First!, draft.FirstEvents);
    }

    private static IEnumerable<Write> Answer(Draft draft, WriteTerms terms, Instant now)
    {
        if (terms.Once is { Answer: { } answer } once) yield return once.Put(answer(draft.First!), now);
    }

    private static TicketOutcome? Lost(Check failed, WriteTerms terms)
    {
        if (terms.Once is { } once && failed == once.Check) return new TicketOutcome.Repeated();
        if (failed == terms.Fence) return new TicketOutcome.Fenced();
        return terms.Checks.Contains(failed) ? new TicketOutcome.Superseded() : null;
    }

    private async Task<(TicketId? Id, long Version)> PointerAsync(DocumentKey key, CancellationToken ct)
    {
        var (pointer, version) = await _store.ReadAsync(key, StoredJson.Default.TicketPointer, Now, ct);
        return (pointer is null ? null : new TicketId(pointer.Ticket), version);
    }
}
