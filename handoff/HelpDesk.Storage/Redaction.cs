using System.Collections.Immutable;
using NodaTime;

namespace HelpDesk.Storage;

/// <summary>Under which conditions events are redacted.</summary>
/// <param name="Now">The caller's clock.</param>
public sealed record RedactionTerms(Instant Now)
{
    /// <summary>Of every commit, such as a worker's fence.</summary>
    public ImmutableArray<Check> Checks { get; init; } = [];

    /// <summary>Appended to the stream in every commit that redacts something, for those who remember what it said; null where nobody does.</summary>
    public NewEvent? Told { get; init; }

    /// <summary>Only up to this version.</summary>
    public long Through { get; init; } = long.MaxValue;
}

/// <summary>Rewrites what a stream holds, event by event, in commits that are not too large. Done twice it changes nothing the second time.</summary>
public static class Redaction
{
    private const int Page = 250;

    /// <param name="store">Where.</param>
    /// <param name="stream">Whose events.</param>
    /// <param name="rewrite">The event's new JSON; null where it stays as it is, which it must answer for what it has written itself.</param>
    /// <param name="terms">Checks, and who is told.</param>
    /// <param name="ct">Ends it between two commits.</param>
    /// <returns>How many events were redacted; null where a check failed, with what was redacted before it.</returns>
    public static async Task<long?> RedactAsync(this IStore store, StreamId stream, Func<StoredEvent, byte[]?> rewrite, RedactionTerms terms, CancellationToken ct)
    {
        var (count, end) = (0L, Math.Min(await store.GetStreamVersionAsync(stream, ct), terms.Through));
        // From the end: who finds a stream by how it begins finds it again until the last commit is done.
        for (var last = end; last > 0; last -= Page)
        {
            var after = Math.Max(0, last - Page);
            var redacted = ImmutableArray.CreateBuilder<Write>();
            foreach (var stored in await store.ReadStreamAsync(stream, after, (int)(last - after), ct))
                if (rewrite(stored) is { } json) redacted.Add(new Write.Redact(stream, stored.Version, json));
            if (redacted.Count == 0) continue;
            count += redacted.Count;
            if (terms.Told is { } told) redacted.Add(new Write.Append(stream, [told]));
            if (await store.CommitAsync(new Commit(terms.Now) { Checks = terms.Checks, Writes = redacted.ToImmutable() }, ct) is not CommitResult.Committed) return null;
        }
        return count;
    }
}
