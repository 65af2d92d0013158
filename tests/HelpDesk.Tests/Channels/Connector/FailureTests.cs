using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Turns;

namespace HelpDesk.Tests.Channels.Connector;

/// <summary>A connector that fails in every way that connectors do.</summary>
public sealed class FailureTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Failures => ["500", "502", "503", "504", "408", "412", "429", "reset", "silence", "nobody"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Everything_arrives_in_order_when_the_channel_is_back(string failure)
    {
        var clock = new HeldClock();
        await using var talk = await ConnectorTalk.StartAsync(clock);
        await talk.HearAsync("one", "first");
        await talk.Connector.NextAsync();
        await FailAsync(talk, failure);

        await talk.HearAsync("one", "second");
        await talk.HearAsync("one", "third");
        if (failure != "nobody")
            await talk.Connector.NextAsync();
        if (failure == "silence")
        {
            await clock.WaitAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));
            clock.Advance(TimeSpan.FromSeconds(30));
        }

        var wait = await clock.WaitAsync(ConnectorTalk.FirstWait / 2, ConnectorTalk.FirstWait);
        Assert.False(talk.Connector.HasMore);
        if (failure == "nobody")
            await talk.Connector.StartAgainAsync();
        clock.Advance(wait);

        Assert.Equal(["2: second", "3: third"], (await talk.Connector.NextAsync(2)).Select(request => request.Text));
        await talk.UntilQuietAsync("one");
        Assert.Empty(await talk.LettersAsync());
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_no_reason_to_send_twice()
    {
        await using var talk = await ConnectorTalk.StartAsync();
        talk.Connector.Order(TestConnector.Status(201, body: "<html>"), TestConnector.Status(201, body: "[]"), TestConnector.Status(200, body: ""));
        foreach (var text in (string[])["a", "b", "c", "d"])
            await talk.HearAsync("one", text);

        Assert.Equal(["1: a", "2: b", "3: c", "4: d"], (await talk.Connector.NextAsync(4)).Select(request => request.Text));
        await talk.UntilQuietAsync("one");
        Assert.False(talk.Connector.HasMore);
    }

    [Theory]
    [InlineData("120")]
    [InlineData("Mon, 02 Mar 2026 12:02:00 GMT")]
    public async Task The_channels_own_wish_is_waited_for(string retryAfter)
    {
        var clock = new HeldClock();
        await using var talk = await ConnectorTalk.StartAsync(clock);
        talk.Connector.Order(TestConnector.Status(429, retryAfter));

        await talk.HearAsync("one", "hello");

        await talk.Connector.NextAsync();
        var wait = await clock.WaitAsync(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2) + ConnectorTalk.FirstWait);
        clock.Advance(wait);
        Assert.Equal("1: hello", (await talk.Connector.NextAsync()).Text);
    }

    [Fact]
    public async Task A_blocked_conversation_holds_up_no_other()
    {
        var clock = new HeldClock();
        await using var talk = await ConnectorTalk.StartAsync(clock, configure: options => (options.Parallel, options.TenantSendsPerSecond) = (2, 0));
        talk.Connector.Rule = request => request.Conversation.StartsWith("blocked", StringComparison.Ordinal) ? TestConnector.Status(503) : null;
        for (var i = 0; i < 20; i++)
            await talk.HearAsync($"blocked {i}", "hello");
        await talk.Connector.NextAsync(20);

        for (var i = 0; i < 20; i++)
            await talk.HearAsync($"free {i}", "hello");

        var free = await talk.Connector.NextAsync(20);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"free {i}").Order(), free.Select(request => request.Conversation).Order());
    }

    [Fact]
    public async Task A_silent_service_leaves_workers_for_the_others()
    {
        var clock = new HeldClock();
        await using var talk = await ConnectorTalk.StartAsync(clock, configure: options => (options.Parallel, options.TenantSendsPerSecond) = (4, 0));
        await using var other = await TestConnector.StartAsync();
        talk.Connector.Rule = _ => TestConnector.Silence;
        for (var i = 0; i < 6; i++)
            await talk.HearAsync($"silent {i}", "hello");
        await talk.Connector.NextAsync(2);

        for (var i = 0; i < 10; i++)
            await talk.HearAsync(talk.Message($"free {i}", "hello") with { ServiceUrl = other.ServiceUrl });

        Assert.Equal(10, (await other.NextAsync(10)).Length);
    }

    [Fact]
    public async Task What_a_channel_refuses_is_kept_and_the_rest_goes_on()
    {
        await using var talk = await ConnectorTalk.StartAsync();
        talk.Connector.Order(TestConnector.Status(403));
        await talk.HearAsync("one", "first");
        await talk.HearAsync("one", "second");

        Assert.Equal(["1: first", "2: second"], (await talk.Connector.NextAsync(2)).Select(request => request.Text));
        await talk.UntilQuietAsync("one");
        var letter = Assert.Single(await talk.LettersAsync());
        Assert.Equal((403, "OnOrder", 1, "one"), (letter.Status, letter.Reason, letter.Tries, letter.Conversation));
        Assert.Equal("1: first", (await talk.Get<DeadLetters>().ActivityAsync(letter, Ct))!.Text);
    }

    [Fact]
    public async Task An_operator_sends_again_what_was_given_up()
    {
        var clock = new HeldClock();
        await using var talk = await ConnectorTalk.StartAsync(clock);
        talk.Connector.Order(TestConnector.Status(404), TestConnector.Status(404));
        await talk.HearAsync("one", "first");
        await talk.HearAsync("one", "second");
        await talk.Connector.NextAsync(2);
        await talk.UntilQuietAsync("one");
        var letters = talk.Get<DeadLetters>();
        var first = (await talk.LettersAsync()).MinBy(letter => letter.Version)!;

        Assert.True(await letters.SendAgainAsync(first.Id, Ct));
        Assert.False(await letters.SendAgainAsync("none", Ct));
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("1: first", (await talk.Connector.NextAsync()).Text);
        while ((await talk.LettersAsync()).Count > 1)
            await Task.Yield();
        Assert.NotNull(await talk.Get<SentActivities>().ChannelIdAsync(ConnectorTalk.Of("one"), ConversationEvents.ActivityIdAt(ConnectorTalk.Of("one"), first.Version), Ct));
        Assert.True(await letters.DropAsync((await talk.LettersAsync())[0].Id, Ct));
        Assert.Empty(await talk.LettersAsync());
    }

    [Fact]
    public async Task What_is_too_old_is_given_up()
    {
        var clock = new HeldClock();
        await using var talk = await ConnectorTalk.StartAsync(clock, configure: options => options.GiveUpAfter = TimeSpan.FromHours(2));
        talk.Connector.Order(TestConnector.Status(503, "7200000"));
        await talk.HearAsync("one", "hello");
        await talk.Connector.NextAsync();

        // Nobody waits longer than until it is given up.
        var wait = await clock.WaitAsync(TimeSpan.FromHours(1), TimeSpan.FromHours(2));
        clock.Advance(wait);

        await talk.UntilQuietAsync("one");
        var letter = Assert.Single(await talk.LettersAsync());
        Assert.Equal(("TooOld", 0, 1), (letter.Reason, letter.Status, letter.Tries));
        Assert.False(talk.Connector.HasMore);
    }

    private static async Task FailAsync(ConnectorTalk talk, string failure)
    {
        if (failure == "nobody")
        {
            await talk.UntilQuietAsync("one");
            await talk.Connector.StopAsync();
        }
        else
        {
            talk.Connector.Order(failure switch
            {
                "reset" => TestConnector.Reset,
                "silence" => TestConnector.Silence,
                _ => TestConnector.Status(int.Parse(failure)),
            });
        }
    }
}
