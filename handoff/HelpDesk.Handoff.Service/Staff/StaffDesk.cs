using HelpDesk.Handoff.Agents;
using HelpDesk.Handoff.Service.Repeats;
using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Storage;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Handoff.Service.Staff;

/// <summary>The one way to change agents: the event and the record it makes are one commit at the record's version.</summary>
public sealed class StaffDesk(IStore store, TimeProvider time)
{
    private Instant Now => time.GetCurrentInstant();

    public async Task<AgentRecord?> FindAsync(AgentId agent, CancellationToken ct) => (await ReadAsync(agent, ct)).Record;

    public async Task<IReadOnlyList<AgentRecord>> ListAsync(CancellationToken ct) =>
        [.. (await store.ReadAllAsync(Documents.Agents, Now, ct)).Select(d => Documents.Read(d, StoredJson.Default.AgentRecord))];

    /// <summary>Enrols an agent, or replaces his profile.</summary>
    public Task<StaffOutcome> SetProfileAsync(AgentId agent, AgentProfile profile, string by, CancellationToken ct) =>
        ChangeAsync(agent, before => before?.Profile == profile ? null : new AgentEvent.ProfileSet(profile, by, Now), StaffTerms.Enrolling, ct);

    /// <summary>Changes a part of the profile.</summary>
    public Task<StaffOutcome> ChangeProfileAsync(AgentId agent, Func<AgentProfile, AgentProfile> change, string by, StaffTerms terms, CancellationToken ct) =>
        ChangeAsync(agent, before => new AgentEvent.ProfileSet(change(before!.Profile), by, Now), terms, ct);

    /// <summary>Notes whose tickets he may see, as his sign-in says now; null for every customer.</summary>
    public Task<StaffOutcome> SetCustomersAsync(AgentId agent, IReadOnlySet<CustomerId>? customers, string by, CancellationToken ct)
    {
        string[] ids = [.. (customers ?? new HashSet<CustomerId>()).Select(c => c.Value).Order(StringComparer.Ordinal)];
        return ChangeAsync(agent, before => before!.Profile.Customers.SequenceEqual(ids, StringComparer.Ordinal) ? null
            : new AgentEvent.ProfileSet(before.Profile with { Customers = ids }, by, Now), StaffTerms.None, ct);
    }

    public Task<StaffOutcome> SetPresenceAsync(AgentId agent, Presence presence, string by, CancellationToken ct) =>
        ChangeAsync(agent, before => before!.Presence == presence ? null : new AgentEvent.PresenceSet(presence, by, Now), StaffTerms.None, ct);

    /// <summary>Who takes a ticket is there, whatever he said before: an agent who is offline keeps no chat. He is offered nothing until he says that he is available.</summary>
    public async Task ArriveAsync(AgentId agent, string by, CancellationToken ct)
    {
        var (record, _) = await ReadAsync(agent, ct);
        if (record is not { Presence: Presence.Offline }) return;
        if (record.DisconnectedSince is not null) await TouchAsync(agent, ct);
        await ChangeAsync(agent, before => before!.Presence == Presence.Offline ? new AgentEvent.PresenceSet(Presence.Busy, by, Now) : null, StaffTerms.None, ct);
    }

    public Task<StaffOutcome> RemoveAsync(AgentId agent, string by, CancellationToken ct) =>
        ChangeAsync(agent, _ => new AgentEvent.Left(by, Now), StaffTerms.None, ct);

    /// <summary>His console spoke: keep calling this more often than <see cref="HandoffOptions.ContactSeconds"/> while it is open.</summary>
    public async Task<StaffOutcome> TouchAsync(AgentId agent, CancellationToken ct)
    {
        var (record, _) = await ReadAsync(agent, ct);
        if (record is null) return new StaffOutcome.Unknown();
        await store.CommitAsync(new Commit(Now) { Writes = [Documents.Put(Documents.Contact(agent), new AgentContact(Now), StoredJson.Default.AgentContact)] }, ct);
        return record.DisconnectedSince is null ? new StaffOutcome.Unchanged(record) : await ChangeAsync(
            agent, before => before!.DisconnectedSince is null ? null : new AgentEvent.Reconnected(Now), StaffTerms.None, ct);
    }

    /// <summary>His console has gone; the policy's grace begins.</summary>
    public Task<StaffOutcome> DisconnectAsync(AgentId agent, Instant since, StaffTerms terms, CancellationToken ct) =>
        ChangeAsync(agent, before => before!.DisconnectedSince is null && before.Presence != Presence.Offline ? new AgentEvent.Disconnected(since, Now) : null, terms, ct);

    /// <summary>The grace is over.</summary>
    public Task<StaffOutcome> DropAsync(AgentId agent, StaffTerms terms, CancellationToken ct) =>
        ChangeAsync(agent, before => before!.DisconnectedSince is not null && before.Presence != Presence.Offline ? new AgentEvent.Dropped(Now) : null, terms, ct);

    private async Task<StaffOutcome> ChangeAsync(AgentId agent, Func<AgentRecord?, AgentEvent?> change, StaffTerms terms, CancellationToken ct)
    {
        while (true)
        {
            var (before, version) = await ReadAsync(agent, ct);
            if (before is null && !terms.MayEnrol) return new StaffOutcome.Unknown();
            if (change(before) is not { } happened) return new StaffOutcome.Unchanged(before!);
            var after = AgentRecord.After(before, agent.Value, happened);
            var key = Documents.Agent(agent);
            var result = await store.CommitAsync(new Commit(Now)
            {
                Checks = [new Check.DocumentAt(key, version), .. terms.Checks],
                Writes =
                [
                    new Write.Append(AgentEvents.StreamOf(agent), [AgentEvents.ToStored(happened)]),
                    after is null ? new Write.Delete(key) : Documents.Put(key, after, StoredJson.Default.AgentRecord),
                    .. after is null ? [new Write.Delete(Documents.Contact(agent))] : Array.Empty<Write>(),
                    .. terms.Answer(after, Now),
                ],
            }, ct);
            if (result is CommitResult.Committed)
            {
                if (terms.Once is { } once && terms.Answer(after, Now).Any()) once.IsKept = true;
                return new StaffOutcome.Changed(after);
            }
            if (result is CommitResult.Conflict conflict && terms.Checks.Contains(conflict.Failed)) return new StaffOutcome.Overtaken(conflict.Failed);
        }
    }

    private Task<(AgentRecord? Record, long Version)> ReadAsync(AgentId agent, CancellationToken ct) =>
        store.ReadAsync(Documents.Agent(agent), StoredJson.Default.AgentRecord, Now, ct);
}

public abstract record StaffOutcome
{
    private StaffOutcome() { }

    /// <param name="Record">Null after he left.</param>
    public sealed record Changed(AgentRecord? Record) : StaffOutcome;
    public sealed record Unchanged(AgentRecord Record) : StaffOutcome;
    public sealed record Unknown : StaffOutcome;

    /// <summary>The lease has passed on, or the same request was answered meanwhile.</summary>
    public sealed record Overtaken(Check Failed) : StaffOutcome;
}

/// <summary>Under which conditions a change of an agent counts.</summary>
public sealed record StaffTerms
{
    public static StaffTerms None { get; } = new();
    internal static StaffTerms Enrolling { get; } = new() { MayEnrol = true };

    internal bool MayEnrol { get; init; }

    /// <summary>A worker's lease.</summary>
    public Check? Fence { get; init; }
    public Once? Once { get; init; }

    /// <summary>The contact that a disconnection is concluded from.</summary>
    internal Check? Contact { get; init; }
    internal Func<AgentRecord, StoredAnswer>? AnswerOf { get; init; }

    internal IReadOnlyList<Check> Checks => [.. new[] { Fence, Contact, Once?.Check }.OfType<Check>()];

    internal IEnumerable<Write> Answer(AgentRecord? after, Instant now) =>
        Once is { } once && AnswerOf is { } answer && after is not null ? [once.Put(answer(after), now)] : [];
}
