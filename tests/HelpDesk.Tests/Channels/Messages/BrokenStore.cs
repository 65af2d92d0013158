using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Tests.Channels.Messages;

/// <summary>A store whose disk is gone.</summary>
internal sealed class BrokenStore : IStore
{
    private static StoreException Gone => new("The disk is gone.");

    public Task<CommitResult> CommitAsync(Commit commit, CancellationToken ct) => Task.FromException<CommitResult>(Gone);

    public Task<IReadOnlyList<StoredEvent>> ReadStreamAsync(StreamId stream, long afterVersion, int max, CancellationToken ct) => Task.FromException<IReadOnlyList<StoredEvent>>(Gone);

    public Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken ct) => Task.FromException<long>(Gone);

    public Task<StoredDocument?> GetAsync(DocumentKey key, Instant now, CancellationToken ct) => Task.FromException<StoredDocument?>(Gone);

    public Task<IReadOnlyList<StoredDocument>> ListAsync(string collection, string? afterId, int max, Instant now, CancellationToken ct) => Task.FromException<IReadOnlyList<StoredDocument>>(Gone);

    public Task<IReadOnlyList<StoredEvent>> ReadFeedAsync(long afterPosition, int max, CancellationToken ct) => Task.FromException<IReadOnlyList<StoredEvent>>(Gone);

    public Task<long> GetFeedPositionAsync(CancellationToken ct) => Task.FromException<long>(Gone);

    public Task NotifyAsync(Signal signal, CancellationToken ct) => Task.CompletedTask;

    public IDisposable Listen(string topic, Action<Signal> handler) => new Silence();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Silence : IDisposable
    {
        public void Dispose() { }
    }
}
