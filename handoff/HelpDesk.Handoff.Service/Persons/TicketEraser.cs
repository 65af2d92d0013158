using System.Collections.Immutable;
using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Handoff.Service.Persons;

/// <summary>Takes people and their words out of tickets; what counts and measures stays, by <see cref="Erasing"/>.</summary>
public sealed class TicketEraser(IStore store)
{
    private const string Answers = "idempotency";
    private const string StreamPrefix = "ticket/";
    private const int Page = 200;

    /// <summary>Appended with every redaction of a ticket, so that lists, search and open consoles forget as well.</summary>
    public static NewEvent Told(Instant at) => new(TicketEvents.Redacted, TicketEvents.Schema, "{}"u8.ToArray(), at);

    /// <summary>False for streams of other kinds.</summary>
    public static bool TryRead(StreamId stream, out TicketId ticket)
    {
        var isTicket = stream.Value.StartsWith(StreamPrefix, StringComparison.Ordinal) & Guid.TryParse(stream.Value.AsSpan(Math.Min(StreamPrefix.Length, stream.Value.Length)), out var id);
        ticket = new(id);
        return isTicket;
    }

    /// <summary>The event without words, files and those people; null where it has none of these (any more) or is not known here.</summary>
    public static byte[]? Without(StoredEvent stored, Func<PersonId, bool> isPerson) =>
        Rewritten(stored, (happened, ticket) => Erasing.All(happened, p => isPerson(p) ? Erasing.PersonOf(ticket) : p));

    /// <summary>The event without what these people said and did in a ticket that is not theirs.</summary>
    public static byte[]? WithoutPartOf(StoredEvent stored, Func<PersonId, bool> isPerson) =>
        Rewritten(stored, (happened, ticket) => Erasing.PartOf(happened, isPerson, Erasing.PersonOf(ticket)));

    public static byte[]? WithoutFiles(StoredEvent stored) => Rewritten(stored, (happened, _) => Erasing.Files(happened));

    /// <summary>The uploaded files that an event names, by the hash of their content.</summary>
    public static IReadOnlyList<(string Hash, string Name)> FilesOf(StoredEvent stored) =>
        TryRead(stored.Stream, out _) && TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var happened)
            ? [.. Erasing.FilesOf(happened).Select(f => (f.Blob, f.Name))]
            : [];

    /// <summary>Removes what is kept beside tickets: the way from their conversations, and answers that are kept for requests that come again.</summary>
    /// <returns>How many documents; null where a check failed.</returns>
    public async Task<int?> ForgetAsync(IReadOnlySet<TicketId> tickets, Instant now, ImmutableArray<Check> checks, CancellationToken ct)
    {
        var writes = ImmutableArray.CreateBuilder<Write>();
        foreach (var ticket in tickets)
            if (await PointerAsync(ticket, now, ct) is { } pointer) writes.Add(new Write.Delete(pointer));
        writes.AddRange(await AnswersAsync(tickets, now, ct));
        foreach (var part in writes.Distinct().Chunk(Page))
            if (await store.CommitAsync(new Commit(now) { Checks = checks, Writes = [.. part] }, ct) is not CommitResult.Committed) return null;
        return writes.Count;
    }

    private async Task<DocumentKey?> PointerAsync(TicketId ticket, Instant now, CancellationToken ct)
    {
        var first = await store.ReadStreamAsync(new StreamId(TicketEvents.StreamOf(ticket)), 0, 1, ct);
        if (first.Count == 0 || !TicketEvents.TryRead(first[0].Type, first[0].Schema, first[0].Json.Span, out var happened)) return null;
        if (happened is not TicketEvent.Opened { Transcript.Conversation: { } conversation }) return null;
        var key = Documents.Conversation(conversation);
        var (pointer, _) = await store.ReadAsync(key, StoredJson.Default.TicketPointer, now, ct);
        return pointer?.Ticket == ticket.Value ? key : null;
    }

    private async Task<IEnumerable<Write>> AnswersAsync(IReadOnlySet<TicketId> tickets, Instant now, CancellationToken ct)
    {
        if (tickets.Count == 0) return [];
        // They live for a day, so there are few; the answers name their ticket.
        return from answer in await store.ReadAllAsync(Answers, now, ct)
               let text = System.Text.Encoding.UTF8.GetString(answer.Json.Span)
               where tickets.Any(t => text.Contains(t.ToString(), StringComparison.Ordinal) || text.Contains(t.Value.ToString(), StringComparison.Ordinal))
               select (Write)new Write.Delete(answer.Key);
    }

    private static byte[]? Rewritten(StoredEvent stored, Func<TicketEvent, TicketId, TicketEvent> rewrite)
    {
        if (!TryRead(stored.Stream, out var ticket) || !TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var before)) return null;
        var after = rewrite(before, ticket);
        // Today's shape is the first: once there is a second, a redaction has to carry the schema of what it writes.
        return after.Equals(before) ? null : TicketEvents.ToStored(after).Json.ToArray();
    }
}
