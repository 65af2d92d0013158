using System.Collections.Concurrent;
using System.Globalization;
using HelpDesk.Storage;
using HelpDesk.Storage.Redis;
using NodaTime;

namespace HelpDesk.Tests.Storage.Redis;

/// <summary>A real Redis that dies, fills up, falls silent or changes its mind under a store at work.</summary>
public sealed class RedisStoreFailureTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 12, 0);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Redis_killed_twice_in_the_middle_of_ten_thousand_commits_loses_none_repeats_none_and_the_store_goes_on_by_itself()
    {
        const int Commits = 10_000, Writers = 16;
        await using var redis = await RedisServer.StartAsync();
        await using var store = await OpenAsync(redis.Desk("main"));
        var acknowledged = new ConcurrentQueue<int>();
        var (third, next) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 0);
        var (twoThirds, failed) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 0);

        async Task WriteAsync()
        {
            for (var id = Interlocked.Increment(ref next); id <= Commits; id = Interlocked.Increment(ref next))
            {
                // The check makes a commit that is done twice a false conflict.
                if (await store.CommitAsync(CommitOf(id), Ct) is CommitResult.Committed) acknowledged.Enqueue(id);
                else Interlocked.Increment(ref failed);
                if (acknowledged.Count > Commits / 3) third.TrySetResult();
                if (acknowledged.Count > Commits * 2 / 3) twoThirds.TrySetResult();
            }
        }

        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAsync, Ct)));
        foreach (var moment in (Task[])[third.Task, twoThirds.Task])
        {
            await moment;
            await redis.KillAsync();
            await redis.StartAgainAsync();
        }
        await writing;

        Assert.Equal(0, failed);
        Assert.Equal(Enumerable.Range(1, Commits), acknowledged.Order());
        await AssertWholeAsync(store, Commits);
    }

    [Fact]
    public async Task Ten_thousand_commits_get_through_while_connections_are_cut_again_and_again()
    {
        const int Commits = 10_000, Writers = 16;
        await using var redis = await RedisServer.StartAsync();
        await using var store = await OpenAsync(redis.Desk("main"));
        var next = 0;

        async Task WriteAsync()
        {
            for (var id = Interlocked.Increment(ref next); id <= Commits; id = Interlocked.Increment(ref next))
            {
                Assert.IsType<CommitResult.Committed>(await store.CommitAsync(CommitOf(id), Ct));
                // Redis ends all connections, those with commits on their way too: whether they were done is for the store to find out.
                if (id % 2000 == 0) await redis.SayAsync("CLIENT KILL TYPE normal");
            }
        }
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAsync, Ct)));

        await AssertWholeAsync(store, Commits);
    }

    [Fact]
    public async Task A_split_network_delays_commits_and_neither_loses_nor_repeats_one()
    {
        const int Before = 200, During = 300;
        await using var redis = await RedisServer.StartAsync();
        await using var proxy = new TcpProxy(redis.Port);
        await using var store = await OpenAsync(new RedisStoreOptions(proxy.Connection) { AnswerWithin = TimeSpan.FromMilliseconds(500), Patience = TimeSpan.FromMinutes(5) });
        await Task.WhenAll(Enumerable.Range(1, Before).Select(id => store.CommitAsync(CommitOf(id), Ct)));

        // Some are on their way when the network splits; others come while it is split.
        var commits = Enumerable.Range(Before + 1, During / 2).Select(id => store.CommitAsync(CommitOf(id), Ct)).ToList();
        proxy.Split();
        commits.AddRange(Enumerable.Range(Before + 1 + During / 2, During / 2).Select(id => store.CommitAsync(CommitOf(id), Ct)));
        var trouble = await Assert.ThrowsAsync<StoreException>(() => store.CheckAsync(Ct));
        proxy.Heal();

        Assert.Equal(StoreTrouble.Unreachable, trouble.Trouble);
        Assert.All(await Task.WhenAll(commits), result => Assert.IsType<CommitResult.Committed>(result));
        await store.CheckAsync(Ct);
        await AssertWholeAsync(store, Before + During);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_answered_and_neither_repeated_nor_taken_for_a_conflict()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var proxy = new TcpProxy(redis.Port);
        await using var store = await OpenAsync(new RedisStoreOptions(proxy.Connection) { AnswerWithin = TimeSpan.FromMilliseconds(300) });
        await store.CommitAsync(CommitOf(1), Ct);

        using var held = proxy.Hold(answers: true);
        var commit = store.CommitAsync(CommitOf(2), Ct);
        while (await redis.SayAsync("EVAL \"return tonumber(redis.call('GET', 'helpdesk:{main}:position'))\" 0") != ":4")
            await WaitAMomentAsync(); // It is done, and nobody was told.

        Assert.Equal(new CommitResult.Committed(4), await commit);
        await AssertWholeAsync(store, 2);
    }

    [Fact]
    public async Task A_copy_that_the_network_delivers_late_is_refused()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var proxy = new TcpProxy(redis.Port);
        await using var store = await OpenAsync(new RedisStoreOptions(proxy.Connection) { AnswerWithin = TimeSpan.FromMilliseconds(300), Lanes = 1 });
        var append = new Commit(Noon) { Writes = [new Write.Append(new StreamId("talk"), [new NewEvent("said", 1, new byte[] { 1 }, Noon)])] };

        using (proxy.Hold(answers: false))
        {
            Assert.Equal(new CommitResult.Committed(1), await store.CommitAsync(append, Ct));
            Assert.Equal(new CommitResult.Committed(2), await store.CommitAsync(append, Ct));
        }
        while (await redis.SayAsync("EVAL \"return string.find(redis.call('INFO', 'errorstats'), 'STALE') and 1 or 0\" 0") != ":1")
            await WaitAMomentAsync(); // The first copy has arrived.

        Assert.Equal(new CommitResult.Committed(3), await store.CommitAsync(append, Ct));
        Assert.Equal(3, await store.GetFeedPositionAsync(Ct));
    }

    [Fact]
    public async Task A_slow_network_slows_and_breaks_nothing()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var proxy = new TcpProxy(redis.Port);
        await using var store = await OpenAsync(new RedisStoreOptions(proxy.Connection));
        proxy.Latency = TimeSpan.FromMilliseconds(300);

        var results = await Task.WhenAll(Enumerable.Range(1, 500).Select(id => store.CommitAsync(CommitOf(id), Ct)));

        Assert.All(results, result => Assert.IsType<CommitResult.Committed>(result));
        await store.CheckAsync(Ct);
        proxy.Latency = TimeSpan.Zero;
        await AssertWholeAsync(store, 500);
    }

    [Fact]
    public async Task A_full_redis_refuses_commits_whole_still_reads_and_goes_on_when_there_is_room()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = await OpenAsync(redis.Desk("main"));
        await store.CommitAsync(CommitOf(1), Ct);
        Assert.Equal("+OK", await redis.SayAsync("CONFIG SET maxmemory 1"));

        var refused = await Assert.ThrowsAsync<StoreException>(() => store.CommitAsync(CommitOf(2), Ct));
        var state = await Assert.ThrowsAsync<StoreException>(() => store.CheckAsync(Ct));
        Assert.Equal((StoreTrouble.Full, StoreTrouble.Full), (refused.Trouble, state.Trouble));
        Assert.Contains("is full. Raise its maxmemory", refused.Message, StringComparison.Ordinal);
        await AssertWholeAsync(store, 1);

        Assert.Equal("+OK", await redis.SayAsync("CONFIG SET maxmemory 0"));
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(CommitOf(2), Ct));
        await store.CheckAsync(Ct);
        await AssertWholeAsync(store, 2);
    }

    [Fact]
    public async Task A_redis_that_became_a_replica_refuses_commits_and_goes_on_when_it_is_the_primary_again()
    {
        await using var primary = await RedisServer.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        await using var store = await OpenAsync(redis.Desk("main"));
        Assert.Equal("+OK", await redis.SayAsync(string.Create(CultureInfo.InvariantCulture, $"REPLICAOF 127.0.0.1 {primary.Port}")));

        var state = await Assert.ThrowsAsync<StoreException>(() => store.CheckAsync(Ct));
        var refused = await Assert.ThrowsAsync<StoreException>(() => store.CommitAsync(CommitOf(1), Ct));
        Assert.Equal((StoreTrouble.ReadOnly, StoreTrouble.ReadOnly), (state.Trouble, refused.Trouble));

        Assert.Equal("+OK", await redis.SayAsync("REPLICAOF NO ONE"));
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(CommitOf(1), Ct));
        await store.CheckAsync(Ct);
    }

    [Fact]
    public async Task A_redis_that_came_back_with_another_password_is_named_so_and_taken_back_with_the_right_one()
    {
        string[] durable = ["--appendonly", "yes", "--appendfsync", "always"];
        await using var redis = await RedisServer.StartAsync([.. durable, "--requirepass", "right"]);
        await using var store = await OpenAsync(new RedisStoreOptions(redis.Connection + ",password=right"));
        await store.CommitAsync(CommitOf(1), Ct);

        await redis.KillAsync();
        await redis.StartAgainAsync([.. durable, "--requirepass", "another"]);
        StoreException refused;
        while ((refused = await Assert.ThrowsAsync<StoreException>(() => store.CheckAsync(Ct))).Trouble == StoreTrouble.Unreachable)
            await WaitAMomentAsync(); // Until the client has tried to connect again.
        Assert.Equal(StoreTrouble.AccessDenied, refused.Trouble);
        Assert.DoesNotContain("right", refused.Message, StringComparison.Ordinal);

        await redis.KillAsync();
        await redis.StartAgainAsync([.. durable, "--requirepass", "right"]);
        while (!await IsWellAsync(store))
        {
        }
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(CommitOf(2), Ct));
        await AssertWholeAsync(store, 2);
    }

    [Fact]
    public async Task A_redis_that_came_back_without_its_append_only_file_gets_no_more_commits()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = await OpenAsync(redis.Desk("main"));
        await store.CommitAsync(CommitOf(1), Ct);

        await redis.KillAsync();
        await redis.StartAgainAsync("--appendonly", "no");
        var refused = await Assert.ThrowsAsync<StoreException>(() => store.CommitAsync(CommitOf(2), Ct));
        Assert.Equal(StoreTrouble.Unfit, refused.Trouble);

        await redis.KillAsync();
        await redis.StartAgainAsync("--appendonly", "yes");
        while (!await IsWellAsync(store))
        {
        }
        Assert.Equal(1, await store.GetFeedPositionAsync(Ct) / 2);
    }

    [Fact]
    public async Task Without_redis_a_commit_fails_as_not_written_when_the_patience_ends()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var store = await OpenAsync(redis.Desk("main") with { Patience = TimeSpan.Zero, ReadPatience = TimeSpan.Zero });
        await redis.KillAsync();
        while (await IsWellAsync(store))
        {
        }

        var commit = await Assert.ThrowsAsync<StoreException>(() => store.CommitAsync(CommitOf(1), Ct));
        var read = await Assert.ThrowsAsync<StoreException>(() => store.GetFeedPositionAsync(Ct));

        Assert.Equal((StoreTrouble.Unreachable, StoreTrouble.Unreachable), (commit.Trouble, read.Trouble));
        Assert.DoesNotContain("is not known", commit.Message, StringComparison.Ordinal);
        await redis.StartAgainAsync();
        while (!await IsWellAsync(store))
        {
        }
        Assert.Equal(0, await store.GetFeedPositionAsync(Ct));
    }

    private static async Task<bool> IsWellAsync(IStore store)
    {
        try
        {
            await store.CheckAsync(Ct);
            return true;
        }
        catch (StoreException)
        {
            await WaitAMomentAsync();
            return false;
        }
    }

    /// <summary>Between two looks at a state that is sure to come; nothing depends on how long it is.</summary>
    private static async Task WaitAMomentAsync()
    {
        using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        await moment.WaitForNextTickAsync(Ct);
    }

    private static Task<RedisStore> OpenAsync(RedisStoreOptions options) => RedisStore.OpenAsync(options, TimeProvider.System, null, Ct);

    private static Commit CommitOf(int id)
    {
        var name = id.ToString(CultureInfo.InvariantCulture);
        var happened = new NewEvent("happened", 1, System.Text.Encoding.UTF8.GetBytes(name), Noon);
        return new Commit(Noon)
        {
            Checks = [new Check.StreamAt(new StreamId("own/" + name), 0)],
            Writes =
            [
                new Write.Append(new StreamId($"shared/{id % 7}"), [happened]), new Write.Append(new StreamId("own/" + name), [happened]),
                new Write.Put(new DocumentKey("crash", name), happened.Json),
            ],
        };
    }

    /// <summary>Positions and versions without a gap, and each commit there once with all its parts.</summary>
    private static async Task AssertWholeAsync(RedisStore store, int commits)
    {
        var events = await store.ReadFeedAsync(0, int.MaxValue, Ct);
        Assert.Equal(Enumerable.Range(1, 2 * commits).Select(p => (long)p), events.Select(e => e.Position));
        Assert.All(events.GroupBy(e => e.Stream), s => Assert.Equal(Enumerable.Range(1, s.Count()).Select(v => (long)v), s.Select(e => e.Version)));
        var expected = Enumerable.Range(1, commits).Select(id => id.ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal);
        Assert.Equal(expected, events.Where(e => e.Stream.Value.StartsWith("own/", StringComparison.Ordinal)).Select(e => e.Stream.Value[4..]).Order(StringComparer.Ordinal));
        Assert.Equal(expected, (await store.ListAsync("crash", null, int.MaxValue, Noon, Ct)).Select(d => d.Key.Id));
        foreach (var id in expected.Take(100))
            Assert.Equal(1, await store.GetStreamVersionAsync(new StreamId("own/" + id), Ct));
    }
}
