using System.Globalization;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Tests.Storage;

public abstract partial class StoreContract
{
    private static readonly StreamId Talk = new("talk/1");
    private static readonly DocumentKey Note = new("notes", "a");

    [Fact]
    public async Task Events_and_documents_of_one_commit_can_be_read_back_as_they_were()
    {
        var at = Noon.PlusTicks(7);
        var json = Json("größe 🙂");
        var append = new Write.Append(Talk, [new NewEvent("said", 3, json, at)]);

        var result = await CommitAsync(append, Put("a", "note", Noon + Duration.FromDays(1)));

        Assert.Equal(new CommitResult.Committed(1), result);
        var stored = Assert.Single(await Store.ReadStreamAsync(Talk, 0, 10, Ct));
        Assert.Equal((1, Talk, 1, "said", 3, at), (stored.Position, stored.Stream, stored.Version, stored.Type, stored.Schema, stored.At));
        Assert.Equal(json, stored.Json.ToArray());
        var note = await Store.GetAsync(Note, Noon, Ct);
        Assert.Equal((Note, 1, "note", Noon + Duration.FromDays(1)), (note!.Key, note.Version, Text(note.Json), note.Expires!.Value));
    }

    [Fact]
    public async Task A_commit_without_writes_only_checks()
    {
        Assert.Equal(new CommitResult.Committed(0), await CommitAsync());
        Assert.Equal(new CommitResult.Committed(0), await CommitAsync(Append("talk/1")));
        Assert.Equal(0, await Store.GetFeedPositionAsync(Ct));
        Assert.Equal(0, await Store.GetStreamVersionAsync(Talk, Ct));
    }

    [Fact]
    public async Task Several_appends_to_one_stream_go_on_from_each_other()
    {
        var result = await CommitAsync(Append("talk/1", "a", "b"), Append("talk/2", "x"), Append("talk/1", "c"));

        Assert.Equal(new CommitResult.Committed(4), result);
        var events = await Store.ReadStreamAsync(Talk, 0, 10, Ct);
        Assert.Equal([(1, 1, "a"), (2, 2, "b"), (4, 3, "c")], events.Select(e => (e.Position, e.Version, Text(e.Json))));
    }

    public static TheoryData<Check> FailingChecks =>
    [
        new Check.StreamAt(Talk, 0),
        new Check.StreamAt(Talk, 1),
        new Check.StreamAt(Talk, 3),
        new Check.StreamAt(new StreamId("TALK/1"), 2),
        new Check.DocumentAt(Note, 0),
        new Check.DocumentAt(Note, 2),
        new Check.DocumentAt(new DocumentKey("notes", "none"), 1),
        new Check.DocumentAt(new DocumentKey("others", "a"), 1),
    ];

    [Theory]
    [MemberData(nameof(FailingChecks), DisableDiscoveryEnumeration = true)]
    public async Task A_check_that_fails_is_named_and_nothing_is_written(Check failing)
    {
        await CommitAsync(Append("talk/1", "a", "b"), Put("a", "first"), Put("b", "kept"));

        var result = await Store.CommitAsync(new Commit(Noon)
        {
            Checks = [new Check.StreamAt(Talk, 2), failing, new Check.DocumentAt(Note, 1)],
            Writes = [Append("talk/1", "c"), Append("talk/new", "d"), Put("a", "second"), new Write.Delete(new DocumentKey("notes", "b"))],
        }, Ct);

        Assert.Equal(new CommitResult.Conflict(failing), result);
        Assert.Equal(2, await Store.GetFeedPositionAsync(Ct));
        Assert.Equal((2, 0), (await Store.GetStreamVersionAsync(Talk, Ct), await Store.GetStreamVersionAsync(new StreamId("talk/new"), Ct)));
        Assert.Equal(["first", "kept"], (await Store.ListAsync("notes", null, 10, Noon, Ct)).Select(d => Text(d.Json)));
    }

    [Fact]
    public async Task A_commit_whose_checks_all_hold_writes_everything()
    {
        await CommitAsync(Append("talk/1", "a"), Put("a", "first"), Put("b", "gone"));

        var result = await Store.CommitAsync(new Commit(Noon)
        {
            Checks = [new Check.StreamAt(Talk, 1), new Check.DocumentAt(Note, 1), new Check.DocumentAt(new DocumentKey("notes", "c"), 0)],
            Writes = [Append("talk/1", "b"), Put("a", "second"), new Write.Delete(new DocumentKey("notes", "b")), Put("c", "new")],
        }, Ct);

        Assert.Equal(new CommitResult.Committed(2), result);
        Assert.Equal([("a", 2), ("c", 1)], (await Store.ListAsync("notes", null, 10, Noon, Ct)).Select(d => (d.Key.Id, d.Version)));
    }

    [Fact]
    public async Task A_payload_of_the_greatest_size_comes_back_whole()
    {
        var json = new byte[CommitRules.MaxJsonBytes];
        new Random(1).NextBytes(json);

        await CommitAsync(new Write.Append(Talk, [new NewEvent("big", 1, json, Noon)]), new Write.Put(Note, json));

        Assert.True((await Store.ReadFeedAsync(0, 1, Ct))[0].Json.Span.SequenceEqual(json));
        Assert.True((await Store.GetAsync(Note, Noon, Ct))!.Json.Span.SequenceEqual(json));
    }

    public static TheoryData<string, Write> BadWrites => new()
    {
        { "StreamId", Append("", "x") },
        { "StreamId", Append(new string('s', 401), "x") },
        { "StreamId", Append("a\0b", "x") },
        { "StreamId", Append("half\uD83D", "x") },
        { "StreamId", new Write.Append(default, []) },
        { "Events", new Write.Append(Talk, default) },
        { "Type", new Write.Append(Talk, [new NewEvent("", 1, Json("x"), Noon)]) },
        { "Json", new Write.Append(Talk, [new NewEvent("said", 1, default, Noon)]) },
        { "Json", new Write.Put(Note, new byte[CommitRules.MaxJsonBytes + 1]) },
        { "Collection", new Write.Put(new DocumentKey(new string('c', 101), "a"), Json("x")) },
        { "Id", new Write.Delete(new DocumentKey("notes", new string('i', 401))) },
    };

    [Theory]
    [MemberData(nameof(BadWrites), DisableDiscoveryEnumeration = true)]
    public async Task A_write_outside_the_limits_is_a_bug_that_is_named(string field, Write write)
    {
        var bug = await Assert.ThrowsAsync<ArgumentException>(() => CommitAsync(Append("talk/1", "good"), write));

        Assert.Contains(field, bug.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Store.GetFeedPositionAsync(Ct));
    }

    [Fact]
    public async Task A_document_written_twice_in_one_commit_is_a_bug() =>
        await Assert.ThrowsAsync<ArgumentException>(() => CommitAsync(Put("a", "x"), new Write.Delete(Note)));

    [Fact]
    public async Task Ids_of_the_greatest_length_are_kept_apart()
    {
        var (one, two) = (new string('ü', 399) + "1", new string('ü', 399) + "2");

        await CommitAsync(Append(one, "a"), Append(two, "b"), Put(one, "c"), Put(two, "d"));

        Assert.Equal("b", Text((await Store.ReadStreamAsync(new StreamId(two), 0, 1, Ct))[0].Json));
        Assert.Equal("c", Text((await Store.GetAsync(new DocumentKey("notes", one), Noon, Ct))!.Json));
    }

    [Fact]
    public async Task A_commit_cancelled_from_the_start_writes_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.CommitAsync(new Commit(Noon) { Writes = [Append("talk/1", "a")] }, new CancellationToken(canceled: true)));

        Assert.Equal(0, await Store.GetStreamVersionAsync(Talk, Ct));
    }

    [Fact]
    public async Task Cancelled_means_not_written_and_committed_means_written()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var commits = Enumerable.Range(0, 400)
            .Select(i => Store.CommitAsync(new Commit(Noon) { Writes = [Append(Name(i), "x")] }, cancel.Token)).ToArray();
        await cancel.CancelAsync();

        await ((Task)Task.WhenAll(commits)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await CommitAsync(Append("cancel/fence", "after all of them"));
        for (var i = 0; i < commits.Length; i++)
            Assert.Equal(commits[i].IsCanceled ? 0 : 1, await Store.GetStreamVersionAsync(new StreamId(Name(i)), Ct));

        static string Name(int i) => "cancel/" + i.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Closing_writes_what_was_accepted_and_refuses_the_rest()
    {
        var accepted = Enumerable.Range(0, 500).Select(_ => CommitAsync(Append("talk/1", "x"))).ToArray();
        await Store.DisposeAsync();

        Assert.All(await Task.WhenAll(accepted), result => Assert.IsType<CommitResult.Committed>(result));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => CommitAsync(Append("talk/1", "late")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Store.GetFeedPositionAsync(Ct));
        await ReopenAsync();
        Assert.Equal((500, 500), (await Store.GetFeedPositionAsync(Ct), await Store.GetStreamVersionAsync(Talk, Ct)));
    }

    [Fact]
    public async Task Opened_again_the_store_has_everything_and_goes_on()
    {
        await CommitAsync(Append("talk/1", "a"), Put("a", "note"));
        await ReopenAsync();

        Assert.Equal(new CommitResult.Committed(2), await CommitAsync(Append("talk/1", "b"), Put("a", "note 2")));
        Assert.Equal(["a", "b"], (await Store.ReadFeedAsync(0, 10, Ct)).Select(e => Text(e.Json)));
        Assert.Equal(2, (await Store.GetAsync(Note, Noon, Ct))!.Version);
    }
}
