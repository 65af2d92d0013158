using System.Globalization;
using HelpDesk.ChannelHost;
using HelpDesk.Channels.DirectLine;
using HelpDesk.Storage;
using HelpDesk.Storage.Redis;
using HelpDesk.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// The echo server as a process of its own, for tests that kill it: <folder> <port>, and a Redis where several share one. Prints its address once it listens.
var port = int.Parse(args[1], CultureInfo.InvariantCulture);
var redis = args.ElementAtOrDefault(2);
IStore store = redis is null
    ? await SqliteStore.OpenAsync(args[0], StoreAccess.Host, TimeProvider.System, log: null, CancellationToken.None)
    : await RedisStore.OpenAsync(new RedisStoreOptions(redis), TimeProvider.System, log: null, CancellationToken.None);
await using var app = await EchoHost.StartAsync(
    store, isShared: redis is not null, args[0], port, new DyingHandler(new EchoHandler()), TimeProvider.System,
    services => services.AddConnector().Configure<DirectLineOptions>(options => options.PostBurst = 10_000), CancellationToken.None);
Console.WriteLine(app.Urls.First());
await app.WaitForShutdownAsync();
