using NodaTime;

namespace HelpDesk.Storage;

/// <summary>
/// The one port for everything that must not be lost. One instance is one desk: one SQLite file, or one Redis hash slot.
/// Streams are append-only and versioned from 1; documents are JSON with a version from 1 and an optional expiry; the feed is every
/// event of every stream in one gap-free order. Broken I/O throws <see cref="StoreException"/>; a failed check is a value; an id, name or payload
/// outside <see cref="CommitRules"/> is a bug and throws <see cref="ArgumentException"/>. Times are kept in ticks of 100 ns.
/// </summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>
    /// All checks hold and all writes happen, durably, or none does. Cancelled means that nothing was written; once it is being written it is
    /// finished. After a <see cref="StoreException"/> repeat it with the same checks: a disk that broke at the flush leaves the outcome open.
    /// </summary>
    Task<CommitResult> CommitAsync(Commit commit, CancellationToken ct);

    /// <summary>Events of one stream with a version above <paramref name="afterVersion"/>, oldest first, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(StreamId stream, long afterVersion, int max, CancellationToken ct);

    /// <summary>The version of the newest event of a stream, 0 where the stream has none.</summary>
    Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken ct);

    /// <summary>The document, or null where there is none or it expired at or before <paramref name="now"/>.</summary>
    Task<StoredDocument?> GetAsync(DocumentKey key, Instant now, CancellationToken ct);

    /// <summary>Documents of a collection in the order of their ids' code points (UTF-8 byte order, no language's), ids above <paramref name="afterId"/>, at most <paramref name="max"/>, none expired.</summary>
    Task<IReadOnlyList<StoredDocument>> ListAsync(string collection, string? afterId, int max, Instant now, CancellationToken ct);

    /// <summary>Events with a feed position above <paramref name="afterPosition"/> in order, at most <paramref name="max"/>. Positions start at 1 and have no gaps.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadFeedAsync(long afterPosition, int max, CancellationToken ct);

    /// <summary>The position of the newest event, 0 for an empty store. Cheap enough to poll.</summary>
    Task<long> GetFeedPositionAsync(CancellationToken ct);

    /// <summary>Returns when the store can be read and written now, within a few seconds; waits for nothing to mend itself.</summary>
    /// <exception cref="StoreException">It cannot; <see cref="StoreException.Trouble"/> says why.</exception>
    Task CheckAsync(CancellationToken ct) => GetFeedPositionAsync(ct);

    /// <summary>Sends a signal to all listeners of its topic. Lossy and never stored: readers must poll as well.</summary>
    Task NotifyAsync(Signal signal, CancellationToken ct);

    /// <summary>Calls <paramref name="handler"/> for each signal of <paramref name="topic"/> until disposed. Handlers must be quick and must not throw.</summary>
    IDisposable Listen(string topic, Action<Signal> handler);
}
