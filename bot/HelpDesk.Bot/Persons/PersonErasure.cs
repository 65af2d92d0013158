using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using HelpDesk.Bot.Accounts;
using HelpDesk.Bot.Handoffs;
using HelpDesk.Channels.Persons;
using HelpDesk.Handoff.Service.Persons;
using HelpDesk.Storage;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Bot.Persons;

/// <summary>What an erasure took away.</summary>
/// <param name="Documents">Beside conversations and tickets: the bot's memory, addresses, kept answers, invitations.</param>
/// <param name="Staff">Events of the agent's record.</param>
public sealed record ErasureReport(int Files, long TicketEvents, long Activities, int Documents, long Staff, bool Account)
{
    public bool IsEmpty => this == new ErasureReport(0, 0, 0, 0, 0, Account: false);
}

/// <summary>
/// Takes a person out of the desk: words, names, ids and files go; events, their order, their times and everything that is counted stay. Each step finds what is left of
/// its kind, so that a run that was broken off is simply run again.
/// </summary>
internal sealed class PersonErasure(IStore store, AccountBook accounts, AgentEraser agents, StoredFiles files, TimeProvider time)
{
    private const string Invitations = "account-invitation";

    /// <summary>What the relay between a person and an agent remembers: where the person is, and which message became which.</summary>
    private static readonly string[] Talks = [PersonTalks.Collection, TalkLinks.Living, TalkLinks.Ended];

    private readonly ConversationEraser _conversations = new(store);
    private readonly TicketEraser _tickets = new(store);

    private Instant Now => time.GetCurrentInstant();

    /// <param name="key">Whom.</param>
    /// <param name="trace">Where, as <see cref="PersonSearch"/> has just found it.</param>
    /// <param name="by">Who does it, for the audit.</param>
    /// <param name="ct">Ends it between two steps; what is left is found again.</param>
    public async Task<ErasureReport> EraseAsync(PersonKey key, PersonTrace trace, string by, CancellationToken ct)
    {
        var rewrite = Rewriting(key, trace);
        var deleted = await files.DeleteAsync(await NamedAsync(trace, rewrite, ct), rewrite, ct);
        var documents = await ForgetAsync(trace, ct);
        long tickets = 0, activities = 0;
        foreach (var ticket in trace.Tickets)
            tickets += await store.RedactAsync(ticket.Stream, rewrite, new(Now) { Told = TicketEraser.Told(Now) }, ct) ?? 0;
        foreach (var conversation in trace.Conversations)
            activities += await store.RedactAsync(conversation.Stream, rewrite, new(Now), ct) ?? 0;
        var staff = trace.Agent is { } agent ? await agents.EraseAsync(agent, by, new(Now), ct) : 0;
        var account = trace.Account is { } known && await accounts.TryDeleteAsync(known, new(by, "account.delete", known.Account.Id.ToString(), AuditTrail.Ok), ct);
        var report = new ErasureReport(deleted, tickets, activities, documents, staff, account);
        if (!report.IsEmpty) await TellAsync(key, by, ct);
        return report;
    }

    /// <summary>What becomes of each event of the feed.</summary>
    public static Func<StoredEvent, byte[]?> Rewriting(PersonKey key, PersonTrace trace)
    {
        var conversations = trace.Conversations.ToDictionary(c => c.Stream, c => c.IsTheirs);
        var tickets = trace.Tickets.ToDictionary(t => t.Stream, t => t.IsTheirs);
        return stored =>
        {
            if (conversations.TryGetValue(stored.Stream, out var isTheirTalk))
                return ConversationEraser.Without(stored, isTheirTalk ? null : activity => PersonSearch.IsAbout(activity, key));
            if (!tickets.TryGetValue(stored.Stream, out var isTheirTicket)) return null;
            return isTheirTicket ? TicketEraser.Without(stored, key.Is) : TicketEraser.WithoutPartOf(stored, key.Is);
        };
    }

    private async Task<HashSet<string>> NamedAsync(PersonTrace trace, Func<StoredEvent, byte[]?> rewrite, CancellationToken ct)
    {
        var hashes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stream in trace.Conversations.Select(c => c.Stream).Concat(trace.Tickets.Select(t => t.Stream)))
            await foreach (var stored in store.StreamAsync(stream, ct))
                if (StoredFiles.NamedBy(stored) is { Count: > 0 } named && rewrite(stored) is not null) hashes.UnionWith(named.Select(f => f.Hash));
        return hashes;
    }

    private async Task<int> ForgetAsync(PersonTrace trace, CancellationToken ct)
    {
        var count = await _tickets.ForgetAsync(trace.Tickets.Select(t => t.Ticket).ToHashSet(), Now, [], ct) ?? 0;
        foreach (var conversation in trace.Conversations)
            count += await _conversations.ForgetAsync(conversation.Conversation, !conversation.IsTheirs, Now, [], ct) ?? 0;
        count += await ForgetTalksAsync(trace, ct);
        return trace.Account is { } account ? count + await ForgetInvitationsAsync(account.Account, ct) : count;
    }

    private async Task<int> ForgetTalksAsync(PersonTrace trace, CancellationToken ct)
    {
        var tickets = trace.Tickets.Where(t => t.IsTheirs).Select(t => t.Ticket.ToString()).ToHashSet(StringComparer.Ordinal);
        string[] places = [.. trace.Conversations.Where(c => c.IsTheirs).SelectMany(c => new[] { $"\"{c.Conversation.Id}\"", $"\"{System.Text.Json.JsonEncodedText.Encode(c.Conversation.Id)}\"" })];
        var writes = ImmutableArray.CreateBuilder<Write>();
        foreach (var collection in Talks)
            await foreach (var kept in store.AllAsync(collection, Now, ct))
                if (tickets.Contains(kept.Key.Id) || places.Any(Encoding.UTF8.GetString(kept.Json.Span).Contains)) writes.Add(new Write.Delete(kept.Key));
        if (writes.Count > 0) await store.CommitAsync(new Commit(Now) { Writes = writes.ToImmutable() }, ct);
        return writes.Count;
    }

    private async Task<int> ForgetInvitationsAsync(Account account, CancellationToken ct)
    {
        var writes = ImmutableArray.CreateBuilder<Write>();
        await foreach (var invitation in store.AllAsync(Invitations, Now, ct))
            if (System.Text.Json.JsonSerializer.Deserialize(invitation.Json.Span, AccountJson.Default.PasswordInvitation)?.Email == account.Email) writes.Add(new Write.Delete(invitation.Key));
        if (writes.Count > 0) await store.CommitAsync(new Commit(Now) { Writes = writes.ToImmutable() }, ct);
        return writes.Count;
    }

    // By a hash: whoever has the request can show that it was answered, and nobody learns from the audit who it was.
    private Task TellAsync(PersonKey key, string by, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Text.ToLowerInvariant())))[..32];
        return store.CommitAsync(new Commit(Now) { Writes = [AuditTrail.Telling(new(by, "person.erase", hash, AuditTrail.Ok), Now)] }, ct);
    }
}
