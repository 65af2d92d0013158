using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Tests.Bot.Persons;

/// <summary>A store that breaks after a number of commits, as a crash would.</summary>
internal sealed class BreakingStore(IStore store, int commits) : IStore
{
    private int _left = commits;

    public Task<CommitResult> CommitAsync(Commit commit, CancellationToken ct) =>
        _left-- > 0 ? store.CommitAsync(commit, ct) : throw new StoreException("It broke.");

    public Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(StreamId stream, long afterVersion, int max, CancellationToken ct) => store.ReadStreamAsync(stream, afterVersion, max, ct);

    public Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken ct) => store.GetStreamVersionAsync(stream, ct);

    public Task<StoredDocument?> GetAsync(DocumentKey key, Instant now, CancellationToken ct) => store.GetAsync(key, now, ct);

    public Task<IReadOnlyList<StoredDocument>> ListAsync(string collection, string? afterId, int max, Instant now, CancellationToken ct) => store.ListAsync(collection, afterId, max, now, ct);

    public Task<IReadOnlyList<StoredEvent>> ReadFeedAsync(long afterPosition, int max, CancellationToken ct) => store.ReadFeedAsync(afterPosition, max, ct);

    public Task<long> GetFeedPositionAsync(CancellationToken ct) => store.GetFeedPositionAsync(ct);

    public Task NotifyAsync(Signal signal, CancellationToken ct) => store.NotifyAsync(signal, ct);

    public IDisposable Listen(string topic, Action<Signal> handler) => store.Listen(topic, handler);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
