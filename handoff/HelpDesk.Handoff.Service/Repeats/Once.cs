using HelpDesk.Handoff.Service.Storing;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Handoff.Service.Repeats;

/// <summary>What a request was answered, kept under its idempotency key.</summary>
/// <param name="Fingerprint">SHA-256 over method, path, query and body, in hexadecimal.</param>
/// <param name="Body">JSON; empty for none.</param>
internal sealed record StoredAnswer(string Fingerprint, int Status, string? Location, string? ETag, string Body);

/// <summary>
/// A request that must have its effect once, whatever is delivered again. Its answer is written in the same commit as its effect: a crash can leave
/// neither or both.
/// </summary>
public sealed class Once
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly Duration Lifetime = Duration.FromHours(24);

    internal Once(DocumentKey key, string fingerprint) => (Key, Fingerprint) = (key, fingerprint);

    internal DocumentKey Key { get; }
    internal string Fingerprint { get; }

    /// <summary>What a ticket's change is answered; set by the endpoint.</summary>
    internal Func<StoredTicket, StoredAnswer>? Answer { get; set; }

    /// <summary>The answer was written together with the effect.</summary>
    internal bool IsKept { get; set; }

    internal Check Check => new Check.DocumentAt(Key, 0);

    internal Write.Put Put(StoredAnswer answer, Instant now) =>
        Documents.Put(Key, answer with { Fingerprint = Fingerprint }, StoredJson.Default.StoredAnswer, now + Lifetime);
}
