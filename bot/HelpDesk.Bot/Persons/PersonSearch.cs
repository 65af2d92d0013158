using System.Collections.Immutable;
using System.Text;
using HelpDesk.Bot.Accounts;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Persons;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Service.Persons;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;

namespace HelpDesk.Bot.Persons;

/// <summary>Finds a person by reading the feed once from its beginning: there is no index of people, so that there is none to forget them in.</summary>
internal sealed class PersonSearch(IStore store, AccountBook accounts)
{
    public async Task<PersonTrace> FindAsync(PersonKey key, CancellationToken ct)
    {
        var account = key.IsAccount ? await accounts.FindAsync(key.Text, ct) : key.Id is { } id ? await accounts.FindAsync(id, ct) : null;
        var agent = account?.Account.Id ?? key.Id;
        var (streams, audit) = await ScanAsync(key, account?.Account, ct);
        var conversations = ImmutableArray.CreateBuilder<ConversationTrace>();
        var tickets = ImmutableArray.CreateBuilder<TicketTrace>();
        foreach (var stream in streams.OrderBy(s => s.Value, StringComparer.Ordinal))
        {
            if (ConversationEraser.TryRead(stream, out var conversation)) conversations.Add(await LookAsync(conversation, key, ct));
            else if (TicketEraser.TryRead(stream, out var ticket)) tickets.Add(await LookAsync(ticket, stream, key, ct));
        }
        var worked = agent is { } worker && await store.GetStreamVersionAsync(AgentEraser.StreamOf(new(worker)), ct) > 0 ? new AgentId(worker) : (AgentId?)null;
        return new(conversations.ToImmutable(), tickets.ToImmutable(), account, worked, audit);
    }

    /// <summary>Whether an activity came from the person or went there.</summary>
    public static bool IsAbout(Activity activity, PersonKey key) =>
        key.Is(activity.From) || key.Is(activity.Recipient) || (activity.MembersAdded?.Any(key.Is) ?? false) || (activity.MembersRemoved?.Any(key.Is) ?? false);

    private async Task<(HashSet<StreamId> Streams, ImmutableArray<long> Audit)> ScanAsync(PersonKey key, Account? account, CancellationToken ct)
    {
        var (streams, audit) = (new HashSet<StreamId>(), ImmutableArray.CreateBuilder<long>());
        await foreach (var stored in store.FeedAsync(ct))
        {
            // Most events are somebody else's: their text is looked through before it is read as what it is.
            if (stored.Type == AuditTrail.EventType) { if (IsAbout(AuditTrail.Read(stored), key, account)) audit.Add(stored.Version); }
            else if (!key.IsAccount && key.MayBeIn(Encoding.UTF8.GetString(stored.Json.Span)) && IsAbout(stored, key)) streams.Add(stored.Stream);
        }
        return (streams, audit.ToImmutable());
    }

    private static bool IsAbout(StoredEvent stored, PersonKey key) => ConversationEraser.IsActivity(stored)
        ? IsAbout(ConversationEvents.Read(stored), key)
        : TicketEraser.TryRead(stored.Stream, out _) && TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var happened) && Erasing.PeopleOf(happened).Any(key.Is);

    private static bool IsAbout(AuditEntry entry, PersonKey key, Account? account)
    {
        string[] names = [.. account is null ? [] : (string[])[account.Id.ToString(), account.Email], .. key.Id is { } id ? (string[])[$"entra:{id}", id.ToString()] : []];
        return names.Contains(entry.Subject, StringComparer.OrdinalIgnoreCase) || (entry.Target is { } target && names.Contains(target, StringComparer.OrdinalIgnoreCase));
    }

    private async Task<ConversationTrace> LookAsync(ConversationId conversation, PersonKey key, CancellationToken ct)
    {
        var (theirs, others) = (0, false);
        await foreach (var stored in store.StreamAsync(conversation.Stream, ct))
        {
            if (!ConversationEraser.IsActivity(stored)) continue;
            var activity = ConversationEvents.Read(stored);
            if (IsAbout(activity, key)) theirs++;
            else if (stored.Type == ConversationEvents.Received && !ErasedActivity.Is(activity)) others = true;
        }
        return new(conversation, !others, theirs);
    }

    private async Task<TicketTrace> LookAsync(TicketId ticket, StreamId stream, PersonKey key, CancellationToken ct)
    {
        var (folded, about, all) = ((Ticket?)null, 0, 0);
        await foreach (var stored in store.StreamAsync(stream, ct))
        {
            if (!TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var happened)) continue;
            folded = Ticket.Apply(folded, happened);
            all++;
            if (Erasing.PeopleOf(happened).Any(key.Is)) about++;
        }
        var isTheirs = key.Is(folded!.Person);
        return new(ticket, folded.Number, stream, isTheirs, folded.IsOpen, isTheirs ? all : about);
    }
}
