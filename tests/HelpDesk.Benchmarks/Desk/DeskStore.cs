using HelpDesk.Benchmarks.Storage;
using HelpDesk.Handoff.Service;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Storage;
using HelpDesk.Storage.Redis;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Benchmarks.Desk;

internal enum StoreKind { Sqlite, Redis }

/// <summary>A store in a folder that goes with it, seen by two nodes. Redis is a server of its own, and as durable as SQLite.</summary>
internal sealed class DeskStore(string folder, IStore host, IStore other, RedisProcess? server) : IAsyncDisposable
{
    public IStore Host => host;

    /// <summary>As another process has it.</summary>
    public IStore Other => other;

    public static PolicyBook Policies { get; } = PolicyFolder.Read(new HandoffOptions());

    public static async Task<DeskStore> CreateAsync(string parent, StoreKind kind, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"desk-benchmark-{Guid.NewGuid():N}")).FullName;
        if (kind == StoreKind.Sqlite)
            return new DeskStore(
                folder, await SqliteStore.OpenAsync(folder, StoreAccess.Host, TimeProvider.System, null, ct), await SqliteStore.OpenAsync(folder, StoreAccess.Command, TimeProvider.System, null, ct), null);
        var server = await RedisProcess.StartAsync(folder, "always", ct);
        var options = new RedisStoreOptions(server.Connection);
        return new DeskStore(folder, await RedisStore.OpenAsync(options, TimeProvider.System, null, ct), await RedisStore.OpenAsync(options, TimeProvider.System, null, ct), server);
    }

    public async ValueTask DisposeAsync()
    {
        await other.DisposeAsync();
        await host.DisposeAsync();
        server?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
