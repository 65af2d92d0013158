using System.Globalization;
using System.Threading.Channels;
using HelpDesk.Storage;
using HelpDesk.Storage.Redis;
using NodaTime;

namespace HelpDesk.Tests.Storage.Redis;

public sealed class RedisStoreTests(RedisServer redis) : StoreContract, IClassFixture<RedisServer>
{
    private readonly string _desk = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Two_desks_of_one_redis_know_nothing_of_each_other()
    {
        await CommitAsync(Append("talk/1", "a"), Put("a", "mine"));
        await using var other = await RedisStore.OpenAsync(redis.Desk("other-" + _desk), TimeProvider.System, null, Ct);

        Assert.Equal(0, await other.GetFeedPositionAsync(Ct));
        Assert.Empty(await other.ListAsync("notes", null, 10, Noon, Ct));
    }

    [Fact]
    public async Task Nodes_of_one_desk_see_each_others_commits_and_hear_each_others_signals()
    {
        await using var other = await RedisStore.OpenAsync(redis.Desk(_desk), TimeProvider.System, null, Ct);
        var (feed, typing) = (Channel.CreateUnbounded<string>(), Channel.CreateUnbounded<string>());
        using var listening = other.Listen(Signal.FeedTopic, s => feed.Writer.TryWrite(Text(s.Payload)));
        using var more = other.Listen("typing/ü", s => typing.Writer.TryWrite(Text(s.Payload)));

        await CommitAsync(Append("talk/1", "a", "b"));
        await Store.NotifyAsync(new Signal("typing/ü", Json("hello")), Ct);

        Assert.Equal("2", await feed.Reader.ReadAsync(Ct));
        Assert.Equal("hello", await typing.Reader.ReadAsync(Ct));
        Assert.Equal(2, await other.GetFeedPositionAsync(Ct));
    }

    [Fact]
    public async Task A_lost_message_costs_only_a_moment_because_nodes_look_as_well()
    {
        var clock = new TestClock();
        await using var other = await RedisStore.OpenAsync(redis.Desk(_desk), clock, null, Ct);
        var heard = Channel.CreateUnbounded<string>();
        using var listening = other.Listen(Signal.FeedTopic, s => heard.Writer.TryWrite(Text(s.Payload)));

        // The position moves and nobody publishes it.
        await redis.SayAsync($"SET helpdesk:{{{_desk}}}:position 7");
        Assert.False(heard.Reader.TryPeek(out _));
        clock.Advance(redis.Desk(_desk).LookInterval);

        Assert.Equal("7", await heard.Reader.ReadAsync(Ct));
    }

    [Fact]
    public async Task Ticks_beyond_what_a_double_can_hold_are_told_apart()
    {
        var at = Instant.FromUnixTimeTicks((1L << 57) + 1);
        await CommitAsync(Put("a", "x", at), new Write.Append(new StreamId("talk/1"), [new NewEvent("said", int.MinValue, Json("x"), at)]));
        var check = new Check.DocumentAt(new DocumentKey("notes", "a"), 1);

        Assert.Equal(at, (await Store.ReadFeedAsync(0, 1, Ct))[0].At);
        Assert.Equal(int.MinValue, (await Store.ReadFeedAsync(0, 1, Ct))[0].Schema);
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(new Commit(at.PlusTicks(-1)) { Checks = [check] }, Ct));
        Assert.IsType<CommitResult.Conflict>(await Store.CommitAsync(new Commit(at) { Checks = [check] }, Ct));
        Assert.Single(await Store.ListAsync("notes", null, 9, at.PlusTicks(-1), Ct));
        Assert.Empty(await Store.ListAsync("notes", null, 9, at, Ct));
    }

    [Fact]
    public async Task The_feed_goes_on_over_the_edges_of_its_keys()
    {
        const int Events = 3000;
        await CommitAsync(Append("before", "x"), Append("talk/1", [.. Enumerable.Range(0, Events).Select(i => i.ToString(CultureInfo.InvariantCulture))]));

        var feed = await Store.ReadFeedAsync(1, int.MaxValue, Ct);
        var stream = await Store.ReadStreamAsync(new StreamId("talk/1"), 0, int.MaxValue, Ct);

        Assert.Equal(Enumerable.Range(0, Events).Select(i => (i + 2L, i + 1L, i.ToString(CultureInfo.InvariantCulture))), feed.Select(e => (e.Position, e.Version, Text(e.Json))));
        Assert.Equal(feed.Select(e => (e.Position, e.Version, Text(e.Json))), stream.Select(e => (e.Position, e.Version, Text(e.Json))));
        Assert.Equal([1024, 1025, 1026], (await Store.ReadFeedAsync(1023, 3, Ct)).Select(e => e.Position));
    }

    [Fact]
    public async Task A_collection_of_many_pages_is_listed_whole()
    {
        for (var i = 0; i < 7; i++)
            await CommitAsync([.. Enumerable.Range(i * 100, 100).Select(n => Put($"{n:0000}", "x", n % 3 == 0 ? AtOne : null))]);

        var listed = await Store.ListAsync("notes", null, int.MaxValue, AtOne, Ct);

        Assert.Equal(Enumerable.Range(0, 700).Where(n => n % 3 != 0).Select(n => $"{n:0000}"), listed.Select(d => d.Key.Id));
        Assert.Equal(300, (await Store.ListAsync("notes", null, 300, AtOne, Ct)).Count);
    }

    [Fact]
    public async Task Documents_long_expired_are_cleared_away_and_others_are_kept()
    {
        var late = Noon + Duration.FromDays(3);
        await CommitAsync(Put("expired", "x", Noon + Duration.FromHours(1)), Put("kept a day", "x", late), Put("for ever", "x"));

        for (var lane = 0; lane < 2 * redis.Desk("").Lanes; lane++)
            await Store.CommitAsync(new Commit(late) { Writes = [.. Enumerable.Range(0, 64).Select(i => Put($"new {i}", "x", late + Duration.FromDays(1)))] }, Ct);

        // A clock that is behind sees what is still there.
        var ids = (await Store.ListAsync("notes", null, 100, Noon, Ct)).Select(d => d.Key.Id).ToList();
        Assert.DoesNotContain("expired", ids);
        Assert.Equal(["for ever", "kept a day"], ids.Where(id => !id.StartsWith("new", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Redis_forgetting_its_scripts_is_not_noticed()
    {
        await CommitAsync(Append("talk/1", "a"));
        Assert.Equal("+OK", await redis.SayAsync("SCRIPT FLUSH"));

        Assert.Equal(new CommitResult.Committed(2), await CommitAsync(Append("talk/1", "b")));
        Assert.Equal(2, (await Store.ReadStreamAsync(new StreamId("talk/1"), 0, 9, Ct)).Count);
    }

    [Fact]
    public async Task A_store_may_be_closed_twice()
    {
        await Store.DisposeAsync();
        await Store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => CommitAsync());
    }

    protected override async Task<IStore> OpenAsync() => await RedisStore.OpenAsync(redis.Desk(_desk), TimeProvider.System, null, Ct);
}
