using System.Globalization;
using System.Text;
using HelpDesk.Storage;
using HelpDesk.Storage.Backup;
using HelpDesk.Storage.Redis;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Storage.Redis;
using NodaTime;

namespace HelpDesk.Tests.Storage.Backup;

public sealed class BackupTests(RedisServer redis) : IClassFixture<RedisServer>, IDisposable
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 12, 0);
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string BackupPath => Path.Combine(_folder.Path, "desk.backup");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_desk_moves_from_sqlite_to_redis_and_back_without_losing_anything()
    {
        var (first, second, third) = (Desk.Sqlite(_folder, "first"), Desk.Redis(redis, _folder), Desk.Sqlite(_folder, "third"));
        await FillAsync(first);

        var there = await MoveAsync(first, second);
        var back = await MoveAsync(second, third);

        Assert.Equal(there with { TakenAt = default }, back with { TakenAt = default });
        await AssertSameAsync(first, second);
        await AssertSameAsync(first, third);
        await using var store = await third.OpenAsync();
        Assert.Equal(new CommitResult.Committed(there.Events + 1), await store.CommitAsync(new Commit(Noon) { Writes = [Event("talk/1")] }, Ct));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backup_beside_busy_writers_is_one_moment_of_the_desk(bool inRedis)
    {
        var desk = inRedis ? Desk.Redis(redis, _folder) : Desk.Sqlite(_folder, "busy");
        await using var store = await desk.OpenAsync();
        for (var i = 0; i < 600; i++) await CountOnAsync(store);
        var stop = false;
        var writing = Task.Run(async () =>
        {
            while (!Volatile.Read(ref stop)) await CountOnAsync(store);
        }, Ct);

        for (var round = 0; round < 3; round++)
            await BackupFile.WriteAsync(store, desk.Files, BackupPath, Noon, null, Ct);
        Volatile.Write(ref stop, true);
        await writing;

        var copy = Desk.Sqlite(_folder, "copy");
        var proof = await RestoreAsync(copy, BackupPath, false);
        await using var copied = await copy.OpenAsync();
        await AssertOneMomentAsync(copied, proof.Events);
    }

    [Fact]
    public async Task A_backup_that_was_changed_anywhere_or_cut_off_is_refused()
    {
        var desk = Desk.Sqlite(_folder, "first");
        await FillAsync(desk);
        await BackUpAsync(desk);
        var whole = await File.ReadAllBytesAsync(BackupPath, Ct);
        await BackupFile.VerifyAsync(BackupPath, null, Ct);

        for (var at = 0; at < whole.Length; at += Math.Max(1, whole.Length / 97))
        {
            var changed = (byte[])whole.Clone();
            changed[at] ^= 0x10;
            await File.WriteAllBytesAsync(BackupPath, changed, Ct);
            Assert.True(await RefusedAsync(), $"A change at byte {at} was not noticed.");
        }
        await File.WriteAllBytesAsync(BackupPath, whole[..^9], Ct);
        Assert.True(await RefusedAsync());
        await File.WriteAllTextAsync(BackupPath, "my holiday photos", Ct);
        Assert.True(await RefusedAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_desk_that_holds_something_is_only_replaced_when_asked_to(bool inRedis)
    {
        var (source, target) = (Desk.Sqlite(_folder, "first"), inRedis ? Desk.Redis(redis, _folder) : Desk.Sqlite(_folder, "second"));
        await FillAsync(source);
        await BackUpAsync(source);
        await using (var store = await target.OpenAsync())
            await store.CommitAsync(new Commit(Noon) { Writes = [new Write.Put(new DocumentKey("own", "kept"), Encoding.UTF8.GetBytes("1"))] }, Ct);

        var refused = await Assert.ThrowsAsync<StoreException>(() => RestoreAsync(target, BackupPath, false));
        Assert.Contains("not empty", refused.Message, StringComparison.Ordinal);
        await using (var store = await target.OpenAsync())
            Assert.NotNull(await store.GetAsync(new DocumentKey("own", "kept"), Noon, Ct));

        await RestoreAsync(target, BackupPath, true);
        await AssertSameAsync(source, target);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_desk_in_use_is_not_restored_into(bool inRedis)
    {
        var (source, target) = (Desk.Sqlite(_folder, "first"), inRedis ? Desk.Redis(redis, _folder) : Desk.Sqlite(_folder, "second"));
        await FillAsync(source);
        await BackUpAsync(source);
        await using var host = await target.OpenAsync(StoreAccess.Host);

        await Assert.ThrowsAsync<StoreException>(() => RestoreAsync(target, BackupPath, true));

        Assert.Equal(0, await host.GetFeedPositionAsync(Ct));
        await host.CheckAsync(Ct);
    }

    [Fact]
    public async Task A_restore_into_redis_that_broke_off_leaves_no_desk_until_it_is_run_again()
    {
        var (source, target) = (Desk.Sqlite(_folder, "first"), Desk.Redis(redis, _folder));
        await FillAsync(source);
        await BackUpAsync(source);
        await using (var filling = await target.FillAsync(false))
        {
            // Broke off before the first page.
        }

        await using (var store = await target.OpenAsync())
        {
            var state = await Assert.ThrowsAsync<StoreException>(() => store.CheckAsync(Ct));
            var refused = await Assert.ThrowsAsync<StoreException>(() => store.CommitAsync(new Commit(Noon) { Writes = [Event("talk/1")] }, Ct));
            Assert.Equal((StoreTrouble.Restoring, StoreTrouble.Restoring), (state.Trouble, refused.Trouble));
        }
        await Assert.ThrowsAsync<StoreException>(() => RestoreAsync(target, BackupPath, false));
        await RestoreAsync(target, BackupPath, true);
        await AssertSameAsync(source, target);
    }

    [Fact]
    public async Task Two_backups_of_one_desk_in_redis_do_not_disturb_each_other()
    {
        var desk = Desk.Redis(redis, _folder);
        await using var store = await desk.OpenAsync();
        await using (await store.SnapshotAsync(Ct))
            Assert.Contains("Another backup", (await Assert.ThrowsAsync<StoreException>(() => store.SnapshotAsync(Ct))).Message, StringComparison.Ordinal);

        await using var next = await store.SnapshotAsync(Ct);
        Assert.Equal(0, next.Position);
    }

    private async Task<bool> RefusedAsync()
    {
        try
        {
            await BackupFile.VerifyAsync(BackupPath, null, Ct);
            return false;
        }
        catch (StoreException)
        {
            return true;
        }
    }

    /// <summary>Streams and documents of many kinds: names with accents, times to the tick, expiries, versions over 1, big ones, and files.</summary>
    private static async Task FillAsync(Desk desk)
    {
        await using (var store = await desk.OpenAsync())
        {
            for (var i = 0; i < 40; i++)
                await store.CommitAsync(new Commit(Noon)
                {
                    Writes =
                    [
                        .. Enumerable.Range(0, 40).Select(n => new Write.Append(new StreamId($"talk/größe/{n % 7}"), [Happened(i * n), Happened(n)])),
                        .. Enumerable.Range(0, 20).Select(n => new Write.Put(new DocumentKey($"notes {i % 3}", $"🙂/{n}"), Encoding.UTF8.GetBytes($"{i}"), n % 4 == 0 ? Noon.PlusTicks((1L << 56) + i) : null)),
                    ],
                }, Ct);
            await store.CommitAsync(new Commit(Noon) { Writes = [new Write.Append(new StreamId("big"), [Happened(1) with { Json = new byte[3_000_000] }])] }, Ct);
        }
        Directory.CreateDirectory(Path.Combine(desk.Files, "ab"));
        await File.WriteAllBytesAsync(Path.Combine(desk.Files, "ab", "picture"), [1, 2, 3], Ct);
        await File.WriteAllBytesAsync(Path.Combine(desk.Files, "empty"), [], Ct);
        await File.WriteAllBytesAsync(Path.Combine(desk.Files, "half.partial"), [9], Ct);
    }

    /// <summary>One more event; a document that counts them; a document for each of the newest ten events, of which every third is deleted in between.</summary>
    private static async Task CountOnAsync(ICopyableStore store)
    {
        var next = await store.GetFeedPositionAsync(Ct) + 1;
        await store.CommitAsync(new Commit(Noon)
        {
            Writes =
            [
                Event("count"), new Write.Put(new DocumentKey("all", "total"), Json(next)), new Write.Put(new DocumentKey("newest", $"{next}"), Json(next)),
                new Write.Delete(new DocumentKey("newest", $"{next - 10}")), new Write.Put(new DocumentKey("slots", $"{next % 500}"), Json(next)),
            ],
        }, Ct);
    }

    private static async Task AssertOneMomentAsync(ICopyableStore store, long position)
    {
        Assert.Equal(position, await store.GetStreamVersionAsync(new StreamId("count"), Ct));
        Assert.Equal((position, Text(position)), await TotalAsync());
        var newest = await store.ListAsync("newest", null, 100, Noon, Ct);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => Text(position - i)).Order(StringComparer.Ordinal), newest.Select(d => d.Key.Id));
        var slots = (await store.ListAsync("slots", null, 1000, Noon, Ct)).Select(d => long.Parse(d.Json.Span, CultureInfo.InvariantCulture)).Order();
        Assert.Equal(Enumerable.Range(0, 500).Select(i => position - 499 + i), slots);

        async Task<(long, string)> TotalAsync()
        {
            var total = await store.GetAsync(new DocumentKey("all", "total"), Noon, Ct);
            return (total!.Version, Encoding.UTF8.GetString(total.Json.Span));
        }
    }

    private async Task<BackupProof> MoveAsync(Desk from, Desk to)
    {
        await BackUpAsync(from);
        return await RestoreAsync(to, BackupPath, false);
    }

    private async Task BackUpAsync(Desk desk)
    {
        await using var store = await desk.OpenAsync();
        await BackupFile.WriteAsync(store, desk.Files, BackupPath, Noon, null, Ct);
    }

    private static Task<BackupProof> RestoreAsync(Desk desk, string path, bool replace) =>
        BackupFile.RestoreAsync(path, _ => desk.FillAsync(replace), _ => desk.OpenAsync(), desk.Files, null, Ct);

    private static async Task AssertSameAsync(Desk one, Desk other)
    {
        var (expected, found) = (await one.ReadAllAsync(Ct), await other.ReadAllAsync(Ct));
        Assert.Equal(expected.Events, found.Events);
        Assert.Equal(expected.Documents, found.Documents);
        Assert.Equal(expected.Files, found.Files);
        Assert.DoesNotContain(found.Files, f => f.StartsWith("half", StringComparison.Ordinal));
    }

    private static Write.Append Event(string stream) => new(new StreamId(stream), [Happened(1)]);

    private static NewEvent Happened(int n) => new($"happened-{n % 5}", n, Encoding.UTF8.GetBytes($"{{\"ü\":{n}}}"), Noon.PlusTicks(n));

    private static byte[] Json(long number) => Encoding.UTF8.GetBytes(Text(number));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
