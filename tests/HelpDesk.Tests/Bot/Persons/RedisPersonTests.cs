using HelpDesk.Storage;
using HelpDesk.Storage.Redis;
using HelpDesk.Tests.Storage.Redis;

namespace HelpDesk.Tests.Bot.Persons;

public sealed class RedisPersonTests(RedisServer redis) : PersonContract, IClassFixture<RedisServer>
{
    private readonly string _desk = Guid.NewGuid().ToString("N");

    private protected override async Task<IStore> OpenAsync(TimeProvider time) => await RedisStore.OpenAsync(redis.Desk(_desk), TimeProvider.System, null, Ct);
}
