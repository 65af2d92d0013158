using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Channels.Persons;
using HelpDesk.Handoff.Service.Persons;
using HelpDesk.Handoff.Tickets;
using HelpDesk.Handoff.Tickets.Stored;
using HelpDesk.Storage;
using NodaTime;
using NodaTime.Extensions;

namespace HelpDesk.Bot.Persons;

/// <param name="Position">How far the feed has been dealt with.</param>
internal sealed record RetentionCursor(long Position);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RetentionCursor))]
internal sealed partial class RetentionJson : JsonSerializerContext;

/// <summary>What one round forgot.</summary>
public sealed record RetentionReport(long Events, int Tickets, int Files);

/// <summary>
/// Forgets what is older than the settings keep it, in the order of the feed: each rule has a cursor in the store, moved in the commit that redacts. Every commit is
/// under the fence of the desk's workers, so that only one node does it. What is broken off is gone on with.
/// </summary>
internal sealed class RetentionWorker(IStore store, RetentionOptions options, StoredFiles files, TimeProvider time)
{
    private const string Collection = "retention";
    private const int Page = 250;
    private readonly ConversationEraser _conversations = new(store);
    private readonly TicketEraser _tickets = new(store);

    private Instant Now => time.GetCurrentInstant();

    /// <summary>Forgets everything that is due; null where another node has taken over.</summary>
    public async Task<RetentionReport?> StepAsync(Check fence, CancellationToken ct)
    {
        var report = new RetentionReport(0, 0, 0);
        if (options.Tickets is { } closed)
        {
            if (await ForgetTicketsAsync(Now - Duration.FromTimeSpan(closed), fence, report, ct) is not { } after) return null;
            report = after;
        }
        foreach (var rule in RetentionRule.All)
        {
            if (rule.Age(options) is not { } age) continue;
            if (await ForgetAsync(rule, Now - Duration.FromTimeSpan(age), fence, report, ct) is not { } after) return null;
            report = after;
        }
        return report;
    }

    private async Task<RetentionReport?> ForgetAsync(RetentionRule rule, Instant cutoff, Check fence, RetentionReport report, CancellationToken ct)
    {
        var (cursor, version) = await CursorAsync(rule.Name, ct);
        byte[]? Rewrite(StoredEvent stored) => stored.At <= cutoff ? rule.Rewrite(stored) : null;
        var deleted = await files.DeleteAsync(await NamedAsync(cursor, cutoff, Rewrite, ct), Rewrite, ct);
        report = report with { Files = report.Files + deleted };
        while (await DueAsync(cursor, cutoff, ct) is { Count: > 0 } due)
        {
            var redacted = due.Select(e => (Event: e, Json: Rewrite(e))).Where(r => r.Json is not null).ToList();
            if (rule == RetentionRule.Conversations && !await ForgetTalksAsync(redacted.Select(r => r.Event), fence, ct)) return null;
            cursor = due[^1].Position;
            Write[] writes = [.. redacted.Select(r => new Write.Redact(r.Event.Stream, r.Event.Version, r.Json!)), .. Told(redacted.Select(r => r.Event.Stream)), Put(rule.Name, cursor)];
            var commit = new Commit(Now) { Checks = [fence, new Check.DocumentAt(Key(rule.Name), version++)], Writes = [.. writes] };
            if (await store.CommitAsync(commit, ct) is not CommitResult.Committed) return null;
            report = report with { Events = report.Events + redacted.Count };
        }
        return report;
    }

    private async Task<RetentionReport?> ForgetTicketsAsync(Instant cutoff, Check fence, RetentionReport report, CancellationToken ct)
    {
        var (cursor, version) = await CursorAsync(RetentionRule.Tickets, ct);
        while (await DueAsync(cursor, cutoff, ct) is { Count: > 0 } due)
        {
            var ended = new HashSet<TicketId>();
            foreach (var stored in due.Where(IsEnd))
                if (TicketEraser.TryRead(stored.Stream, out var ticket) && await IsOverAsync(stored.Stream, cutoff, ct)) ended.Add(ticket);
            if (await ForgetAsync(ended, fence, ct) is not { } forgotten) return null;
            cursor = due[^1].Position;
            var commit = new Commit(Now) { Checks = [fence, new Check.DocumentAt(Key(RetentionRule.Tickets), version++)], Writes = [Put(RetentionRule.Tickets, cursor)] };
            if (await store.CommitAsync(commit, ct) is not CommitResult.Committed) return null;
            report = new(report.Events + forgotten.Events, report.Tickets + ended.Count, report.Files + forgotten.Files);
        }
        return report;
    }

    private async Task<(long Events, int Files)?> ForgetAsync(HashSet<TicketId> ended, Check fence, CancellationToken ct)
    {
        if (ended.Count == 0) return (0, 0);
        byte[]? Rewrite(StoredEvent stored) => TicketEraser.TryRead(stored.Stream, out var ticket) && ended.Contains(ticket) ? TicketEraser.Without(stored, _ => true) : null;
        var streams = ended.Select(t => new StreamId(TicketEvents.StreamOf(t))).ToList();
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stream in streams)
            await foreach (var stored in store.StreamAsync(stream, ct)) named.UnionWith(StoredFiles.NamedBy(stored).Select(f => f.Hash));
        var deleted = await files.DeleteAsync(named, Rewrite, ct);
        if (await _tickets.ForgetAsync(ended, Now, [fence], ct) is null) return null;
        var events = 0L;
        foreach (var stream in streams)
        {
            if (await store.RedactAsync(stream, Rewrite, new(Now) { Checks = [fence], Told = TicketEraser.Told(Now) }, ct) is not { } redacted) return null;
            events += redacted;
        }
        return (events, deleted);
    }

    private static bool IsEnd(StoredEvent stored) => TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var happened) && Ends(happened);

    private static bool Ends(TicketEvent happened) => happened is TicketEvent.Closed or TicketEvent.Cancelled or TicketEvent.MergedInto;

    /// <summary>A ticket that was reopened has a later end, and is looked at again when that one is old enough.</summary>
    private async Task<bool> IsOverAsync(StreamId stream, Instant cutoff, CancellationToken ct)
    {
        var (ticket, last) = ((Ticket?)null, Instant.MinValue);
        await foreach (var stored in store.StreamAsync(stream, ct))
        {
            if (!TicketEvents.TryRead(stored.Type, stored.Schema, stored.Json.Span, out var happened)) continue;
            ticket = Ticket.Apply(ticket, happened);
            if (Ends(happened)) last = happened.At;
        }
        return ticket is { Status: TicketStatus.Closed or TicketStatus.Cancelled or TicketStatus.Merged } && last <= cutoff;
    }

    /// <summary>Where the last that was said is forgotten, so is what the bot remembers of it and the way to the person.</summary>
    private async Task<bool> ForgetTalksAsync(IEnumerable<StoredEvent> redacted, Check fence, CancellationToken ct)
    {
        foreach (var last in redacted.GroupBy(e => e.Stream).Select(g => g.MaxBy(e => e.Version)!))
        {
            if (!ConversationEraser.TryRead(last.Stream, out var conversation) || await store.GetStreamVersionAsync(last.Stream, ct) > last.Version) continue;
            if (await _conversations.ForgetAsync(conversation, isGroup: false, Now, [fence], ct) is null) return false;
        }
        return true;
    }

    private async Task<HashSet<string>> NamedAsync(long cursor, Instant cutoff, Func<StoredEvent, byte[]?> rewrite, CancellationToken ct)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        for (var after = cursor; await DueAsync(after, cutoff, ct) is { Count: > 0 } due; after = due[^1].Position)
            foreach (var stored in due)
                if (StoredFiles.NamedBy(stored) is { Count: > 0 } found && rewrite(stored) is not null) named.UnionWith(found.Select(f => f.Hash));
        return named;
    }

    /// <summary>The next events that are old enough. The feed is in the order of its commits, which is that of their times but for the nodes' clocks: the first younger one ends it.</summary>
    private async Task<List<StoredEvent>> DueAsync(long after, Instant cutoff, CancellationToken ct) =>
        [.. (await store.ReadFeedAsync(after, Page, ct)).TakeWhile(e => e.At <= cutoff)];

    private IEnumerable<Write> Told(IEnumerable<StreamId> streams) =>
        streams.Distinct().Where(s => TicketEraser.TryRead(s, out _)).Select(s => new Write.Append(s, [TicketEraser.Told(Now)]));

    private async Task<(long Position, long Version)> CursorAsync(string rule, CancellationToken ct) =>
        await store.GetAsync(Key(rule), Now, ct) is { } stored ? (JsonSerializer.Deserialize(stored.Json.Span, RetentionJson.Default.RetentionCursor)!.Position, stored.Version) : (0, 0);

    private static Write.Put Put(string rule, long position) => new(Key(rule), JsonSerializer.SerializeToUtf8Bytes(new(position), RetentionJson.Default.RetentionCursor));

    private static DocumentKey Key(string rule) => new(Collection, rule);
}
