using System.Text.Json;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Bot.Accounts;

/// <summary>One line of the audit: who did what to whom, and how it ended. Never a secret, never what somebody wrote.</summary>
/// <param name="Subject">Who did it: an account's or key's id, or the address that was typed at a sign-in; <c>system</c> for the program itself.</param>
/// <param name="Action">Such as <c>sign-in</c> or <c>account.roles</c>.</param>
/// <param name="Target">Whom or what it was done to; null where that is the subject.</param>
/// <param name="Outcome"><c>ok</c>, or why not.</param>
public sealed record AuditEntry(string Subject, string Action, string? Target, string Outcome);

/// <summary>The stream of everything that touches accounts and rights; append-only, read by leads and auditors.</summary>
public sealed class AuditTrail(IStore store, TimeProvider time)
{
    public static readonly StreamId Stream = new("audit");
    public const string EventType = "audit.entry";

    public const string Ok = "ok";

    /// <summary>The entry as part of the commit that does what it tells.</summary>
    public static Write Telling(AuditEntry entry, Instant at) =>
        new Write.Append(Stream, [new NewEvent(EventType, 1, JsonSerializer.SerializeToUtf8Bytes(entry, AccountJson.Default.AuditEntry), at)]);

    /// <summary>For what changes nothing else, such as a refusal.</summary>
    public Task TellAsync(AuditEntry entry, CancellationToken ct)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        return store.CommitAsync(new Commit(now) { Writes = [Telling(entry, now)] }, ct);
    }

    /// <summary>Entries after a version of the stream, oldest first.</summary>
    public async Task<IReadOnlyList<(long Version, Instant At, AuditEntry Entry)>> ReadAsync(long after, int max, CancellationToken ct) =>
    [
        .. from stored in await store.ReadStreamAsync(Stream, after, max, ct)
           select (stored.Version, stored.At, Read(stored)),
    ];

    internal static AuditEntry Read(StoredEvent stored) => JsonSerializer.Deserialize(stored.Json.Span, AccountJson.Default.AuditEntry)!;
}
