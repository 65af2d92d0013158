using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HelpDesk.Tests.Channels.Connector;

public sealed class ClaimTests
{
    private static readonly ConversationId One = new(ChannelIds.Emulator, "one");
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hosts_that_share_a_store_send_nothing_twice_and_keep_the_order()
    {
        using var folder = new TemporaryFolder();
        await using var connector = await TestConnector.StartAsync();
        await using var store = await SqliteStore.OpenAsync(folder.Path, StoreAccess.Host, TimeProvider.System, log: null, Ct);
        await using var one = Host(store);
        await using var two = Host(store);
        ServiceProvider[] hosts = [one, two];
        await one.GetRequiredService<TurnQueue>().ReceiveAsync(One, Heard(connector), null, Ct);
        foreach (var host in hosts)
            await Worker(host).StartAsync(Ct);

        for (var i = 0; i < 60; i++)
            await hosts[i % 2].GetRequiredService<Outbox>().SendAsync(One, [Reply.Text($"{i}")], Ct);

        // Two that are at it at once would send something twice before the last is out.
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"{i}"), (await connector.NextAsync(60)).Select(request => request.Text));
        foreach (var host in hosts)
            await Worker(host).StopAsync(Ct);
        Assert.False(connector.HasMore);
    }

    [Fact]
    public async Task What_a_lost_host_has_claimed_is_free_after_two_minutes()
    {
        using var folder = new TemporaryFolder();
        var clock = new TestClock();
        await using var store = await SqliteStore.OpenAsync(folder.Path, StoreAccess.Host, TimeProvider.System, log: null, Ct);
        Claims Start() => new(store, clock, Options.Create(new OutboxOptions { IsShared = true }));
        var (lost, other, lane) = (Start(), Start(), new DeliveryLane());

        Assert.True(await lost.HoldAsync(One, new(), Ct));
        Assert.False(await other.HoldAsync(One, lane, Ct));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await other.HoldAsync(One, lane, Ct));
        await other.ReleaseAsync(One, lane);
        Assert.True(await lost.HoldAsync(One, new(), Ct));
    }

    private static ServiceProvider Host(IStore store) => new ServiceCollection().AddLogging().AddSingleton(store)
        .AddSingleton<ITurnHandler, HelpDesk.ChannelHost.EchoHandler>().AddConnector()
        .Configure<OutboxOptions>(options => (options.IsShared, options.SweepInterval) = (true, TimeSpan.FromMilliseconds(100))).BuildServiceProvider();

    private static DeliveryWorker Worker(ServiceProvider host) => host.GetServices<IHostedService>().OfType<DeliveryWorker>().Single();

    private static Activity Heard(TestConnector connector) => new()
    {
        Type = ActivityTypes.ConversationUpdate, ChannelId = One.Channel, ServiceUrl = connector.ServiceUrl,
        Conversation = new() { Id = One.Id }, From = new() { Id = "user" }, Recipient = new() { Id = "bot" },
    };
}
