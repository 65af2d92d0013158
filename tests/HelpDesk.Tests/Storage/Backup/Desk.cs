using HelpDesk.Storage;
using HelpDesk.Storage.Backup;
using HelpDesk.Storage.Redis;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Storage.Redis;
using NodaTime;

namespace HelpDesk.Tests.Storage.Backup;

/// <summary>A desk of its own in one of the stores, with a folder of files.</summary>
internal sealed class Desk(string folder, RedisStoreOptions? redis)
{
    public string Files { get; } = Path.Combine(folder, "blobs");

    public static Desk Sqlite(TemporaryFolder folder, string name) => new(Path.Combine(folder.Path, name), null);

    public static Desk Redis(RedisServer server, TemporaryFolder folder)
    {
        var name = Guid.NewGuid().ToString("N");
        return new Desk(Path.Combine(folder.Path, name), server.Desk(name));
    }

    public async Task<ICopyableStore> OpenAsync(StoreAccess access = StoreAccess.Command) => redis is null
        ? await SqliteStore.OpenAsync(folder, access, TimeProvider.System, null, TestContext.Current.CancellationToken)
        : await RedisStore.OpenAsync(redis, TimeProvider.System, null, TestContext.Current.CancellationToken);

    public async Task<IStoreFilling> FillAsync(bool replace) => redis is null
        ? await SqliteFilling.BeginAsync(folder, replace, TestContext.Current.CancellationToken)
        : await RedisFilling.BeginAsync(redis, replace, TestContext.Current.CancellationToken);

    /// <summary>Everything, as text that can be compared: what the port itself gives, not what backups are made of.</summary>
    public async Task<(List<string> Events, List<string> Documents, List<string> Files)> ReadAllAsync(CancellationToken ct)
    {
        await using var store = await OpenAsync();
        var events = await store.ReadFeedAsync(0, int.MaxValue, ct);
        var documents = new List<string>();
        foreach (var collection in (string[])["notes 0", "notes 1", "notes 2", "own"])
            foreach (var d in await store.ListAsync(collection, null, int.MaxValue, Instant.MinValue, ct))
                documents.Add($"{d.Key} {d.Version} {d.Expires?.ToUnixTimeTicks()} {Convert.ToHexString(d.Json.Span)}");
        foreach (var stream in events.GroupBy(e => e.Stream))
            Assert.Equal(stream.Select(e => e.Position), (await store.ReadStreamAsync(stream.Key, 0, int.MaxValue, ct)).Select(e => e.Position));
        return (
            [.. events.Select(e => $"{e.Position} {e.Stream} {e.Version} {e.Type} {e.Schema} {e.At.ToUnixTimeTicks()} {Convert.ToHexString(e.Json.Span)}")],
            documents,
            [.. Directory.GetFiles(Files, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".partial", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(f => $"{Path.GetRelativePath(Files, f)} {Convert.ToHexString(File.ReadAllBytes(f))}")]);
    }
}
