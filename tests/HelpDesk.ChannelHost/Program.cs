using System.Globalization;
using HelpDesk.ChannelHost;
using HelpDesk.Channels.DirectLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// The echo server as a process of its own, for tests that kill it: <folder> <port>. Prints its address once it listens.
var port = int.Parse(args[1], CultureInfo.InvariantCulture);
await using var app = await EchoHost.StartAsync(
    args[0], port, new DyingHandler(new EchoHandler()), TimeProvider.System,
    services => services.AddConnector().Configure<DirectLineOptions>(options => options.PostBurst = 10_000), CancellationToken.None);
Console.WriteLine(app.Urls.First());
await app.WaitForShutdownAsync();
