using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using HelpDesk.Tests.Channels.DirectLine;

namespace HelpDesk.Tests.Channels.Connector;

public sealed class OutboxTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reply_reaches_the_channel_as_an_answer_and_both_ids_find_each_other()
    {
        await using var talk = await ConnectorTalk.StartAsync();
        await talk.HearAsync("a:1;x", "hello");

        var request = await talk.Connector.NextAsync();
        await talk.UntilQuietAsync("a:1;x");

        Assert.Equal(("POST", "/v3/conversations/a%3A1%3Bx/activities/in-1"), (request.Method, request.Target));
        Assert.Equal("1: hello", request.Text);
        Assert.Equal("user", request.Body.GetProperty("recipient").GetProperty("id").GetString());
        Assert.False(request.Body.TryGetProperty("id", out _));
        var conversation = ConnectorTalk.Of("a:1;x");
        Assert.Equal("1001", await talk.Get<SentActivities>().ChannelIdAsync(conversation, "a:1;x|0000002", Ct));
        Assert.Equal("a:1;x|0000002", await talk.Get<SentActivities>().OwnIdAsync(conversation, "1001", Ct));
        Assert.Null(await talk.Get<SentActivities>().OwnIdAsync(conversation, "999", Ct));
    }

    [Fact]
    public async Task Ids_are_found_however_many_came_after()
    {
        await using var talk = await ConnectorTalk.StartAsync();
        // A channel without limits.
        var conversation = new ConversationId(ChannelIds.Emulator, "one");
        await talk.Get<TurnQueue>().ReceiveAsync(conversation, talk.Message("one", "hello") with { ChannelId = ChannelIds.Emulator }, null, Ct);
        await talk.Connector.NextAsync();
        const int more = (3 * Cursor.PageLength) + 1;

        var ids = await talk.Get<Outbox>().SendAsync(conversation, [.. Enumerable.Range(1, more).Select(i => Reply.Text($"note {i}"))], Ct);
        await talk.Connector.NextAsync(more);
        while (await talk.Store.GetAsync(OutboxDocuments.Waiting(conversation), NodaTime.Instant.MinValue, Ct) is not null)
            await Task.Yield();

        var sent = talk.Get<SentActivities>();
        for (var i = 0; i < more; i++)
        {
            var channelId = (1_002 + i).ToString();
            Assert.Equal(channelId, await sent.ChannelIdAsync(conversation, ids!.Value[i], Ct));
            Assert.Equal(ids.Value[i], await sent.OwnIdAsync(conversation, channelId, Ct));
        }
    }

    [Fact]
    public async Task What_is_said_between_turns_stands_and_is_sent_in_order()
    {
        await using var talk = await ConnectorTalk.StartAsync();
        await talk.HearAsync("one", "first");
        await talk.Connector.NextAsync();

        await talk.Get<Outbox>().SendAsync(ConnectorTalk.Of("one"), [Reply.Text("a notice"), Reply.Text("and another")], Ct);
        var notices = await talk.Connector.NextAsync(2);
        await talk.HearAsync("one", "second");
        var last = await talk.Connector.NextAsync();

        Assert.Equal(["a notice", "and another", "2: second"], notices.Append(last).Select(request => request.Text));
        Assert.All(notices, notice => Assert.Equal("/v3/conversations/one/activities", notice.Target));
        Assert.Equal("bot", notices[0].Body.GetProperty("from").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_check_that_does_not_hold_keeps_the_words_back()
    {
        await using var talk = await ConnectorTalk.StartAsync();
        await talk.HearAsync("one", "hello");
        await talk.Connector.NextAsync();
        var key = new DocumentKey("test", "passed-on");
        var with = new Commit(NodaTime.Instant.MinValue)
        {
            Checks = [new Check.DocumentAt(key, 0)],
            Writes = [new Write.Put(key, "1"u8.ToArray())],
        };
        var outbox = talk.Get<Outbox>();

        Assert.NotNull(await outbox.SendAsync(ConnectorTalk.Of("one"), [Reply.Text("once")], with, Ct));
        Assert.Null(await outbox.SendAsync(ConnectorTalk.Of("one"), [Reply.Text("once")], with, Ct));
        Assert.Equal("once", (await talk.Connector.NextAsync()).Text);
        await talk.UntilQuietAsync("one");
        Assert.False(talk.Connector.HasMore);
    }

    [Fact]
    public async Task An_edit_puts_and_a_removal_deletes_by_the_channels_id()
    {
        await using var talk = await ConnectorTalk.StartAsync();
        await talk.HearAsync("one", "hello");
        await talk.Connector.NextAsync();
        var outbox = talk.Get<Outbox>();
        var conversation = ConnectorTalk.Of("one");

        await outbox.SendAsync(conversation, [Reply.Text("better") with { Type = ActivityTypes.MessageUpdate, Id = "one|0000002" }], Ct);
        var put = await talk.Connector.NextAsync();
        await outbox.SendAsync(conversation, [new() { Type = ActivityTypes.MessageDelete, Id = "one|0000002" }], Ct);
        var delete = await talk.Connector.NextAsync();

        Assert.Equal(("PUT", "/v3/conversations/one/activities/1001", "better"), (put.Method, put.Target, put.Text));
        Assert.Equal(("message", "1001"), (put.Body.GetProperty("type").GetString(), put.Body.GetProperty("id").GetString()));
        Assert.Equal(("DELETE", "/v3/conversations/one/activities/1001"), (delete.Method, delete.Target));
    }

    [Fact]
    public async Task What_was_answered_inline_or_says_nothing_is_not_sent()
    {
        await using var talk = await ConnectorTalk.StartAsync();
        await talk.HearAsync("one", "hello");
        await talk.Connector.NextAsync();
        await talk.UntilQuietAsync("one");

        await talk.Get<Outbox>().SendAsync(
            ConnectorTalk.Of("one"),
            [
                Reply.Text("inline") with { DeliveryMode = "expectReplies" }, new() { Type = "invokeResponse" }, Reply.Text(""), Reply.Typing(),
                new() { Type = "trace" }, Reply.Text("told"),
            ],
            Ct);

        Assert.Equal("told", (await talk.Connector.NextAsync()).Text);
        await talk.UntilQuietAsync("one");
        Assert.False(talk.Connector.HasMore);
    }

    [Fact]
    public async Task What_waited_at_a_stop_is_sent_after_the_start()
    {
        await using var talk = await ConnectorTalk.StartAsync();
        await talk.HearAsync("one", "hello");
        await talk.Connector.NextAsync();
        await talk.UntilQuietAsync("one");
        await talk.Connector.StopAsync();
        await talk.Get<Outbox>().SendAsync(ConnectorTalk.Of("one"), [Reply.Text("a"), Reply.Text("b")], Ct);
        await talk.Server.StopAsync();
        await talk.Connector.StartAgainAsync();
        await talk.Server.StartAgainAsync();

        Assert.Equal(["a", "b"], (await talk.Connector.NextAsync(2)).Select(request => request.Text));
    }

    [Fact]
    public async Task Direct_lines_own_conversations_are_told_by_their_stream_alone()
    {
        await using var talk = await ConnectorTalk.StartAsync();
        var line = await talk.Server.StartTalkAsync();
        await talk.Server.SayAsync(line, "hello");
        var conversation = new ConversationId(ChannelIds.WebChat, line.Id);

        var ids = await talk.Get<Outbox>().SendAsync(conversation, [Reply.Text("a notice")], Ct);

        using var socket = await SocketClient.OpenAsync(line.Stream);
        await socket.UntilTextAsync("a notice");
        Assert.Single(ids!.Value);
        Assert.Null(await talk.Store.GetAsync(OutboxDocuments.Waiting(conversation), NodaTime.Instant.MinValue, Ct));
        Assert.Null(await talk.Get<References>().FindAsync(conversation, Ct));
    }
}
