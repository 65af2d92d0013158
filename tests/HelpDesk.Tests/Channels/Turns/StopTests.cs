using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Tests.Channels.DirectLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HelpDesk.Tests.Channels.Turns;

public sealed class StopTests
{
    [Fact]
    public async Task A_stop_lets_a_running_turn_end_and_begins_no_other()
    {
        var handler = new HeldHandler();
        await using var server = await DirectLineServer.StartAsync(handler);
        var talk = await server.StartTalkAsync();
        await server.SayAsync(talk, "first");
        await handler.Entered.Task.WaitAsync(TestContext.Current.CancellationToken);
        await server.SayAsync(talk, "second");
        var worker = server.Services.GetServices<IHostedService>().OfType<TurnWorker>().Single();

        var stop = worker.StopAsync(CancellationToken.None);
        Assert.False(stop.IsCompleted);
        handler.Held.SetResult();
        await stop.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(["first"], handler.Said);

        await server.StopAsync();
        await server.StartAgainAsync();
        using var socket = await SocketClient.OpenAsync(new UriBuilder(talk.Stream) { Port = server.Http.BaseAddress!.Port }.Uri);
        await socket.UntilTextAsync("second!");
        Assert.Equal(["first", "second"], handler.Said);
        // Typing may or may not be seen in between.
        Assert.Equal(["first", "second", "first!", "second!"], socket.Activities.Select(SocketClient.TextOf).OfType<string>());
    }

    private sealed class HeldHandler : ITurnHandler
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<string> Said { get; } = [];

        public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken ct)
        {
            if (turn.Activity.Text is not { } text)
                return TurnOutcome.Nothing;
            Said.Add(text);
            Entered.TrySetResult();
            await Held.Task.WaitAsync(ct);
            return TurnOutcome.Nothing with { Replies = [Reply.Text($"{text}!")] };
        }
    }
}
