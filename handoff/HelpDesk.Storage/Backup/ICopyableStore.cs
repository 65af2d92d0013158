namespace HelpDesk.Storage.Backup;

/// <summary>A store that can be copied whole while others write to it. Beside <see cref="IStore"/>, because only backups may see all collections and exact versions.</summary>
public interface ICopyableStore : IStore
{
    /// <summary>Everything as it is at one moment: what is committed later is not in it.</summary>
    /// <exception cref="StoreException">The store cannot be read, or another backup is reading it.</exception>
    Task<IStoreSnapshot> SnapshotAsync(CancellationToken ct);
}

/// <summary>A desk at one moment. Read it while it is open; it lets go of what it held when disposed.</summary>
public interface IStoreSnapshot : IAsyncDisposable
{
    /// <summary>Of the newest event; as many events are in it.</summary>
    long Position { get; }

    /// <summary>All events in the feed's order.</summary>
    IAsyncEnumerable<StoredEvent> EventsAsync(CancellationToken ct);

    /// <summary>All documents in no promised order, each once; expired ones that were not cleared away yet may be among them.</summary>
    /// <exception cref="StoreException">The moment could not be held on to; nothing that was read may be used.</exception>
    IAsyncEnumerable<StoredDocument> DocumentsAsync(CancellationToken ct);
}

/// <summary>An empty desk that is being filled. Nothing of it can be used before <see cref="FinishAsync"/>; disposed before that, it is no desk.</summary>
public interface IStoreFilling : IAsyncDisposable
{
    /// <summary>The next events of the feed, with the versions that they have.</summary>
    Task AppendAsync(IReadOnlyList<StoredEvent> events, CancellationToken ct);

    /// <summary>Documents with the versions that they have; each once.</summary>
    Task PutAsync(IReadOnlyList<StoredDocument> documents, CancellationToken ct);

    /// <summary>Makes it the desk, durably.</summary>
    Task FinishAsync(CancellationToken ct);
}
