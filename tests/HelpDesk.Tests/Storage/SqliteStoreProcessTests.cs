using System.Globalization;
using System.Threading.Channels;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using NodaTime;

namespace HelpDesk.Tests.Storage;

/// <summary>The store among real processes, some of which are killed.</summary>
public sealed class SqliteStoreProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_process_is_killed_after_ten_thousand_commits_amid_more()
    {
        const int KilledAfter = 10_000, MoreThanItCanDo = 10_000_000;
        using var victim = StoreProcess.Start(_folder.Path, StoreAccess.Host, MoreThanItCanDo);
        Assert.Equal("ready", await victim.ReadLineAsync(Ct));
        var acknowledged = new List<string>();
        while (acknowledged.Count < KilledAfter)
            acknowledged.Add((await victim.ReadLineAsync(Ct))!);
        await victim.KillAsync(Ct);
        acknowledged.AddRange(await victim.ReadUntilAsync(null, Ct)); // What it had said but nobody had read yet.

        await using var store = await OpenAsync();
        foreach (var id in acknowledged)
            Assert.Equal(1, await store.GetStreamVersionAsync(new StreamId("own/" + id), Ct));
        await AssertWholeAsync(store);
    }

    [Fact]
    public async Task A_second_host_process_is_refused_and_told_who_has_the_folder()
    {
        await using var store = await OpenAsync();
        using var second = StoreProcess.Start(_folder.Path, StoreAccess.Host, 0);

        var line = await second.ReadLineAsync(Ct);

        Assert.StartsWith($"refused: A HelpDesk host is already running on {_folder.Path} (process {Environment.ProcessId}).", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_hosts_lock_dies_with_it()
    {
        using var victim = StoreProcess.Start(_folder.Path, StoreAccess.Host, 0);
        Assert.Equal("ready", await victim.ReadLineAsync(Ct));
        var refusal = await Assert.ThrowsAsync<StoreException>(OpenAsync);
        Assert.Contains($"(process {victim.Id})", refusal.Message, StringComparison.Ordinal);

        await victim.KillAsync(Ct);

        await using var store = await OpenAsync();
        Assert.Equal(0, await store.GetFeedPositionAsync(Ct));
    }

    [Fact]
    public async Task Two_processes_write_at_once_and_the_host_hears_of_what_the_command_wrote()
    {
        const int Commits = 300;
        await using var store = await OpenAsync();
        var heard = Channel.CreateUnbounded<long>();
        using var listening = store.Listen(Signal.FeedTopic, s => heard.Writer.TryWrite(long.Parse(s.Payload.Span, CultureInfo.InvariantCulture)));
        using var command = StoreProcess.Start(_folder.Path, StoreAccess.Command, Commits);
        Assert.Equal("ready", await command.ReadLineAsync(Ct));

        var said = command.ReadUntilAsync("done", Ct);
        var own = 0;
        for (; !said.IsCompleted || own < 100; own++)
            await store.CommitAsync(CommitOf("host"), Ct);
        Assert.Equal(Commits, (await said).Count);
        var last = await store.GetFeedPositionAsync(Ct);
        while (await heard.Reader.ReadAsync(Ct) < last)
        {
        }

        Assert.Equal(Commits * 2 + own, last);
        Assert.Equal(own, await store.GetStreamVersionAsync(new StreamId("host"), Ct));
        await AssertWholeAsync(store);
    }

    [Fact]
    public async Task A_command_that_is_killed_leaves_the_host_at_work()
    {
        await using var store = await OpenAsync();
        using var command = StoreProcess.Start(_folder.Path, StoreAccess.Command, 1_000_000);
        Assert.Equal("ready", (await command.ReadUntilAsync("200", Ct))[0]);
        await command.KillAsync(Ct);

        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(CommitOf("host"), Ct));
        await AssertWholeAsync(store);
    }

    /// <summary>Positions without a gap, each of the crasher's commits there with all its parts or with none, and the file sound.</summary>
    private async Task AssertWholeAsync(SqliteStore store)
    {
        var events = await store.ReadFeedAsync(0, int.MaxValue, Ct);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(p => (long)p), events.Select(e => e.Position));
        var own = events.Where(e => e.Stream.Value.StartsWith("own/", StringComparison.Ordinal)).Select(e => e.Stream.Value[4..]).Order(StringComparer.Ordinal);
        var documents = await store.ListAsync("crash", null, int.MaxValue, Instant.MinValue, Ct);
        Assert.Equal(own, documents.Select(d => d.Key.Id));
        Assert.Equal(documents.Count, events.Count(e => e.Stream.Value.StartsWith("shared/", StringComparison.Ordinal)));
        using var beside = new RawDatabase(_folder.Path);
        Assert.Equal("ok", beside.Query("PRAGMA integrity_check"));
    }

    private Task<SqliteStore> OpenAsync() => SqliteStore.OpenAsync(_folder.Path, StoreAccess.Host, TimeProvider.System, null, Ct);

    private static Commit CommitOf(string stream) =>
        new(Instant.MinValue) { Writes = [new Write.Append(new StreamId(stream), [new NewEvent("happened", 1, "{}"u8.ToArray(), Instant.MinValue)])] };
}
