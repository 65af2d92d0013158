using System.Globalization;
using System.Threading.Channels;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using NodaTime;

namespace HelpDesk.Tests.Storage;

public sealed class SqliteStoreTests : StoreContract
{
    private static readonly StreamId Talk = new("talk/1");
    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();

    [Fact]
    public async Task Commits_can_be_cancelled_while_they_wait_for_the_writer()
    {
        const int Commits = 300, LargestTransaction = 256;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        using var other = new RawDatabase(_folder.Path);
        other.Execute("BEGIN IMMEDIATE"); // What the writer has taken now waits for this lock, the rest waits for the writer.
        var commits = Enumerable.Range(0, Commits)
            .Select(_ => Store.CommitAsync(new Commit(Noon) { Writes = [Append("talk/1", "x")] }, cancel.Token)).ToArray();
        await cancel.CancelAsync();
        other.Execute("ROLLBACK");

        await ((Task)Task.WhenAll(commits)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await CommitAsync(Append("talk/2", "after all of them"));
        Assert.InRange(commits.Count(c => c.IsCanceled), Commits - LargestTransaction, Commits);
        Assert.Equal(commits.Count(c => c.IsCompletedSuccessfully), await Store.GetStreamVersionAsync(Talk, Ct));
    }

    [Fact]
    public async Task The_bytes_of_what_was_redacted_are_in_no_file_any_more()
    {
        var secret = new string('s', 20_000) + "ecret";
        await CommitAsync(Append("talk/1", secret, "b"), Put("a", secret));
        Assert.Contains(Directory.EnumerateFiles(_folder.Path, SqliteStore.FileName + "*"), f => Holds(f, "ssecret"));

        await CommitAsync(new Write.Redact(Talk, 1, Json("gone")), new Write.Delete(new DocumentKey("notes", "a")));

        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.Path, SqliteStore.FileName + "*"), f => Holds(f, "sssss"));
    }

    private static bool Holds(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
    }

    [Fact]
    public async Task A_transaction_that_fails_is_undone_whole_and_the_store_works_on()
    {
        using (var other = new RawDatabase(_folder.Path))
            other.Execute("CREATE TRIGGER full BEFORE INSERT ON documents WHEN NEW.id = 'poison' BEGIN SELECT RAISE(ABORT, 'no'); END");
        await CommitAsync(Append("talk/1", "before"));

        await Assert.ThrowsAsync<StoreException>(() => CommitAsync(Append("talk/1", "undone"), Put("poison", "x")));

        Assert.Equal(1, await Store.GetFeedPositionAsync(Ct));
        Assert.Equal(new CommitResult.Committed(2), await CommitAsync(Append("talk/1", "after")));
    }

    [Fact]
    public async Task Reads_do_not_wait_for_a_writer()
    {
        await CommitAsync(Append("talk/1", "a"));
        using var other = new RawDatabase(_folder.Path);
        other.Execute("BEGIN IMMEDIATE; DELETE FROM events");

        Assert.Single(await Store.ReadFeedAsync(0, 10, Ct));
    }

    [Fact]
    public async Task Documents_long_expired_are_cleared_away_and_others_are_kept()
    {
        var late = Noon + Duration.FromDays(3);
        await CommitAsync(Put("expired", "x", Noon + Duration.FromHours(1)), Put("kept a day", "x", late), Put("for ever", "x"));

        await Store.CommitAsync(new Commit(late) { Writes = [.. Enumerable.Range(0, 64).Select(i => Put($"new {i}", "x", late + Duration.FromDays(1)))] }, Ct);

        // A clock that is behind sees what is still in the file.
        var ids = (await Store.ListAsync("notes", null, 100, Noon, Ct)).Select(d => d.Key.Id).ToList();
        Assert.DoesNotContain("expired", ids);
        Assert.Equal(["for ever", "kept a day"], ids.Where(id => !id.StartsWith("new", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_another_process_commits_is_noticed_at_the_next_look()
    {
        var heard = Channel.CreateUnbounded<string>();
        using var listening = Store.Listen(Signal.FeedTopic, s => heard.Writer.TryWrite(Text(s.Payload)));
        await using (var command = await SqliteStore.OpenAsync(_folder.Path, StoreAccess.Command, _clock, null, Ct))
            await command.CommitAsync(new Commit(Noon) { Writes = [Append("talk/1", "a", "b")] }, Ct);

        Assert.False(heard.Reader.TryPeek(out _));
        _clock.Advance(SqliteStore.LookInterval);

        Assert.Equal("2", await heard.Reader.ReadAsync(Ct));
    }

    [Fact]
    public async Task No_position_is_signalled_twice()
    {
        var heard = Channel.CreateUnbounded<string>();
        using var listening = Store.Listen(Signal.FeedTopic, s => heard.Writer.TryWrite(Text(s.Payload)));
        for (var i = 1; i <= 20; i++)
        {
            await CommitAsync(Append("talk/1", "own"));
            _clock.Advance(SqliteStore.LookInterval);
            Assert.Equal(i.ToString(CultureInfo.InvariantCulture), await heard.Reader.ReadAsync(Ct));
        }
        Assert.Equal(0, heard.Reader.Count);
    }

    [Fact]
    public async Task A_store_may_be_closed_twice()
    {
        await Store.DisposeAsync();
        await Store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => CommitAsync());
    }

    protected override async Task<IStore> OpenAsync() => await SqliteStore.OpenAsync(_folder.Path, StoreAccess.Host, _clock, null, Ct);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
