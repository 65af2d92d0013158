using HelpDesk.Storage;
using HelpDesk.Storage.Redis;
using HelpDesk.Tests.Storage.Redis;

namespace HelpDesk.Tests.Handoff.Service;

/// <summary>On a real redis-server; each test is a desk of its own in it.</summary>
public sealed class RedisDeskTests(RedisServer redis) : DeskContract, IClassFixture<RedisServer>
{
    private readonly string _desk = Guid.NewGuid().ToString("N");

    private protected override async Task<IStore> OpenAsync(TimeProvider time) => await RedisStore.OpenAsync(redis.Desk(_desk), time, null, Ct);

    private protected override Task<IStore> OpenAgainAsync(TimeProvider time) => OpenAsync(time);
}
