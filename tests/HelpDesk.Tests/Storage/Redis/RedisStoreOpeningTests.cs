using HelpDesk.Storage;
using HelpDesk.Storage.Redis;

namespace HelpDesk.Tests.Storage.Redis;

public sealed class RedisStoreOpeningTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_redis_is_named_with_what_to_do()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();

        var refused = await RefusalAsync(redis.Desk("main"));

        Assert.Equal((StoreTrouble.Unreachable, $"Redis at {redis.Connection} cannot be reached. Start it, or correct Store:Redis (host:port,password=…,ssl=true)."), (refused.Trouble, refused.Message));
    }

    [Theory]
    [InlineData("appendonly no", "--appendonly", "no")]
    [InlineData("maxmemory-policy allkeys-lru", "--appendonly", "yes", "--maxmemory-policy", "allkeys-lru")]
    [InlineData("is a cluster", "--appendonly", "yes", "--cluster-enabled", "yes")]
    public async Task A_redis_that_would_lose_data_is_refused_with_the_setting(string expected, params string[] settings)
    {
        await using var redis = await RedisServer.StartAsync(settings);

        var refused = await RefusalAsync(redis.Desk("main"));

        Assert.Equal(StoreTrouble.Unfit, refused.Trouble);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redis_without_a_file_is_taken_when_the_loss_is_accepted()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "no");
        await using var store = await RedisStore.OpenAsync(redis.Desk("main") with { AllowLoss = true }, TimeProvider.System, null, Ct);

        await store.CheckAsync(Ct);
        Assert.Equal(0, await store.GetFeedPositionAsync(Ct));
    }

    [Fact]
    public async Task A_replica_is_refused()
    {
        await using var primary = await RedisServer.StartAsync();
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes", "--replicaof", $"127.0.0.1 {primary.Port}");

        Assert.Equal(StoreTrouble.ReadOnly, (await RefusalAsync(redis.Desk("main"))).Trouble);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",password=guess")]
    public async Task A_wrong_password_is_named_and_never_shown(string password)
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes", "--requirepass", "right");

        var refused = await RefusalAsync(new RedisStoreOptions(redis.Connection + password));

        Assert.Equal(StoreTrouble.AccessDenied, refused.Trouble);
        Assert.DoesNotContain("guess", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_taken_from_the_connection_string()
    {
        await using var redis = await RedisServer.StartAsync("--appendonly", "yes", "--requirepass", "p$=ss");
        await using var store = await RedisStore.OpenAsync(new RedisStoreOptions(redis.Connection + ",password=p$=ss"), TimeProvider.System, null, Ct);

        Assert.Equal(0, await store.GetFeedPositionAsync(Ct));
    }

    [Theory]
    [InlineData("localhost:6379,passwort=secret")]
    [InlineData("one:6379,two:6379")]
    [InlineData("")]
    public async Task A_string_that_is_no_connection_string_is_refused_without_repeating_it(string connection)
    {
        var refused = await RefusalAsync(new RedisStoreOptions(connection));

        Assert.Contains("Store:Redis is no connection string", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_desk_of_a_newer_program_is_refused_with_both_layouts()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.SayAsync("SET helpdesk:{main}:layout 99");

        Assert.Contains("written by a newer HelpDesk (layout 99; this one knows 1)", (await RefusalAsync(redis.Desk("main"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6.0.16", false)]
    [InlineData("6.2.0", true)]
    [InlineData("7.4.1", true)]
    [InlineData("10.0.0", true)]
    public void A_redis_older_than_what_the_scripts_need_is_refused(string version, bool fit)
    {
        var fitness = new Fitness($"# Server\r\nredis_version:{version}\r\naof_enabled:1\r\nrole:master\r\nmaxmemory_policy:noeviction\r\n");

        if (fit) fitness.Demand("here", allowLoss: false);
        else Assert.Contains("6.2 is the oldest", Assert.Throws<StoreException>(() => fitness.Demand("here", allowLoss: false)).Message, StringComparison.Ordinal);
    }

    private static Task<StoreException> RefusalAsync(RedisStoreOptions options) =>
        Assert.ThrowsAsync<StoreException>(() => RedisStore.OpenAsync(options, TimeProvider.System, null, Ct));
}
