using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Turns;

namespace HelpDesk.Tests.Channels.Connector;

public sealed class TypingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_sees_that_a_long_turn_is_worked_on()
    {
        var clock = new HeldClock();
        var handler = new SlowHandler();
        await using var talk = await ConnectorTalk.StartAsync(clock, handler, options => options.TypingAfter = TimeSpan.FromSeconds(3));
        await talk.HearAsync("one", "hello");
        await clock.WaitAsync(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));
        clock.Advance(TimeSpan.FromSeconds(3));

        var typing = await talk.Connector.NextAsync();
        handler.Held.SetResult();
        var answer = await talk.Connector.NextAsync();

        Assert.Equal(("typing", "/v3/conversations/one/activities/in-1"), (typing.Body.GetProperty("type").GetString(), typing.Target));
        Assert.Equal("done", answer.Text);
        await talk.UntilQuietAsync("one");
        Assert.Equal(2, await talk.Store.GetStreamVersionAsync(ConnectorTalk.Of("one").Stream, Ct));
    }

    [Fact]
    public async Task Typing_is_left_out_where_it_would_take_the_room_of_a_message()
    {
        var clock = new HeldClock();
        await using var talk = await ConnectorTalk.StartAsync(clock);
        await talk.HearAsync("one", "hello");
        await talk.Connector.NextAsync();
        await talk.UntilQuietAsync("one");
        var typing = talk.Get<Typing>();

        // The window has room for seven; the last is kept for what is said.
        for (var i = 0; i < 10; i++)
            await ShownAsync(talk, typing);

        var shown = 0;
        while (talk.Connector.HasMore)
        {
            Assert.Equal("typing", (await talk.Connector.NextAsync()).Body.GetProperty("type").GetString());
            shown++;
        }

        Assert.Equal(5, shown);
    }

    private static async Task ShownAsync(ConnectorTalk talk, Typing typing)
    {
        while (talk.Get<Deliveries>().Count > 0)
            await Task.Yield();
        await typing.ShowAsync(ConnectorTalk.Of("one"), Ct);
    }

    private sealed class SlowHandler : ITurnHandler
    {
        public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken ct)
        {
            await Held.Task.WaitAsync(ct);
            return TurnOutcome.Nothing with { Replies = [Reply.Text("done")] };
        }
    }
}
