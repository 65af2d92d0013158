using HelpDesk.Channels.Turns;
using HelpDesk.ChannelHost;
using HelpDesk.Tests.Channels.DirectLine;
using Microsoft.Extensions.DependencyInjection;

namespace HelpDesk.Tests.Channels.Turns;

public sealed class RetryTests
{
    [Fact]
    public async Task The_wait_doubles_with_each_failure_and_other_talks_go_on_meanwhile()
    {
        int[] waits = [70, 140, 280, 560];
        var clock = new RetryClock(waits);
        var handler = new EchoHandler();
        await using var server = await DirectLineServer.StartAsync(handler, clock, services =>
            services.Configure<TurnOptions>(options => options.FirstWait = TimeSpan.FromMilliseconds(70)));
        var failing = await server.StartTalkAsync();
        var other = await server.StartTalkAsync("user2");
        using var watching = await SocketClient.OpenAsync(other.Stream);
        await watching.UntilTextAsync("welcome");
        await server.SayAsync(failing, "poison");

        foreach (var wait in waits)
        {
            var timer = await clock.NextAsync();
            Assert.Equal(TimeSpan.FromMilliseconds(wait), timer.Wait);
            await server.SayAsync(failing, $"waiting {wait}");
            await server.SayAsync(other, $"at {wait}");
            await watching.UntilAsync(activity => SocketClient.TextOf(activity)?.EndsWith($": at {wait}", StringComparison.Ordinal) == true);
            timer.Fire();
        }

        using var socket = await SocketClient.OpenAsync(failing.Stream);
        await socket.UntilTextAsync("4: waiting 560");
        Assert.Single(socket.Activities, activity => SocketClient.TextOf(activity)?.StartsWith("Sorry", StringComparison.Ordinal) == true);
        Assert.Equal(new TurnOptions().Tries + 2 + 8, handler.Calls);
    }
}
