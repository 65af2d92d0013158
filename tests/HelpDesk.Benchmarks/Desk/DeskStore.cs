using HelpDesk.Handoff.Service;
using HelpDesk.Handoff.Service.Writing;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Benchmarks.Desk;

/// <summary>A store in a folder that goes with it, seen by two nodes.</summary>
internal sealed class DeskStore(string folder, IStore host, IStore other) : IAsyncDisposable
{
    public IStore Host => host;

    /// <summary>As another process has it.</summary>
    public IStore Other => other;

    public static PolicyBook Policies { get; } = PolicyFolder.Read(new HandoffOptions());

    public static async Task<DeskStore> CreateAsync(string parent, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"desk-benchmark-{Guid.NewGuid():N}")).FullName;
        return new DeskStore(
            folder, await SqliteStore.OpenAsync(folder, StoreAccess.Host, TimeProvider.System, null, ct), await SqliteStore.OpenAsync(folder, StoreAccess.Command, TimeProvider.System, null, ct));
    }

    public async ValueTask DisposeAsync()
    {
        await other.DisposeAsync();
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
