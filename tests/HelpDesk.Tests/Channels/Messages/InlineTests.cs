using System.Text.Json.Nodes;
using HelpDesk.Channels.Messages;
using HelpDesk.Channels.Turns;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HelpDesk.Tests.Channels.Messages;

public sealed class InlineTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replies_that_the_sender_takes_are_in_the_response_and_nowhere_else()
    {
        await using var server = await BotServer.StartAsync();
        var answer = await server.PostAsync(BotServer.Waiting(server.Message("one", "hello")));
        await server.PostAsync(server.Message("one", "now over the connector"));

        var activity = Assert.Single(answer.Json.GetProperty("activities").EnumerateArray());
        Assert.Equal("1: hello", activity.GetProperty("text").GetString());
        Assert.Equal("user-1", activity.GetProperty("recipient").GetProperty("id").GetString());
        Assert.False(activity.TryGetProperty("deliveryMode", out _));
        await server.Connector.UntilAsync(() => server.Connector.Texts("one").Count > 0);
        Assert.Equal(["2: now over the connector"], server.Connector.Texts("one"));
    }

    [Fact]
    public async Task An_inline_answer_keeps_to_the_order_of_its_conversation()
    {
        await using var server = await BotServer.StartAsync();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Bot.Before = turn => turn.Activity.Text == "slow" ? gate.Task : Task.CompletedTask;
        await server.PostAsync(server.Message("one", "slow"));
        var press = server.PostAsync(Press(server, "one"));
        await server.PostAsync(BotServer.Waiting(server.Message("two", "another conversation")));
        Assert.False(press.IsCompleted);

        gate.SetResult();
        Assert.Equal("turn 2", (await press).Json.GetProperty("value").GetString());
    }

    [Fact]
    public async Task A_late_turn_is_answered_honestly_and_its_replies_come_over_the_connector_once()
    {
        await using var server = await BotServer.StartAsync(Impatient);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Bot.Before = _ => gate.Task;
        var message = BotServer.Waiting(server.Message("one", "hello"));
        var asked = await server.PostAsync(message);
        var pressed = await server.PostAsync(Press(server, "two"));
        var fetched = await server.PostAsync(With(Press(server, "three"), "name", "message/submitAction"));
        gate.SetResult();

        Assert.Equal((200, """{"activities":[]}"""), (asked.Status, asked.Body));
        Assert.Equal((200, new MessagesOptions().StillWorking), (pressed.Status, pressed.Json.GetProperty("value").GetString()));
        Assert.Equal((503, ""), (fetched.Status, fetched.Body));
        await server.Connector.UntilAsync(() => server.Connector.Texts("one").Count > 0);
        var again = await server.PostAsync(message);
        Assert.Equal("""{"activities":[]}""", again.Body);
        Assert.Equal(["1: hello"], server.Connector.Texts("one"));
    }

    [Fact]
    public async Task Whether_the_time_runs_out_or_the_turn_is_done_first_each_reply_goes_one_way()
    {
        await using var server = await BotServer.StartAsync(Impatient);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Bot.Before = _ => gate.Task;
        var names = Enumerable.Range(0, 60).Select(i => $"race-{i}").ToArray();
        var answers = names.Select(name => server.PostAsync(BotServer.Waiting(server.Message(name, "hello")))).ToArray();
        // The first that gives up opens the gate for all others, at just their time.
        await Task.WhenAny(answers);
        gate.SetResult();
        var inline = (await Task.WhenAll(answers)).Select(answer => answer.Json.GetProperty("activities").GetArrayLength()).ToArray();

        await server.Connector.UntilAsync(() => names.Select((name, i) => server.Connector.Texts(name).Count + inline[i]).All(ways => ways >= 1));
        foreach (var name in names)
            await server.PostAsync(BotServer.Waiting(server.Message(name, "and then")));
        Assert.All(names.Zip(inline), pair => Assert.Equal(1, server.Connector.Texts(pair.First).Count(text => text == "1: hello") + pair.Second));
    }

    [Fact]
    public async Task A_sender_who_hangs_up_gets_the_replies_over_the_connector()
    {
        await using var server = await BotServer.StartAsync();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Bot.Before = _ =>
        {
            entered.TrySetResult();
            return gate.Task;
        };
        using var hangUp = new CancellationTokenSource();
        var call = server.PostAsync(BotServer.Waiting(server.Message("one", "hello")), hangUp.Token);
        await entered.Task.WaitAsync(Ct);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await WithdrawnAsync(server);
        gate.SetResult();

        await server.Connector.UntilAsync(() => server.Connector.Texts("one").Count > 0);
        Assert.Equal(["1: hello"], server.Connector.Texts("one"));
    }

    [Fact]
    public async Task Replies_for_a_sender_whose_process_has_died_come_over_the_connector()
    {
        await using var server = await BotServer.StartAsync(services => services.Configure<TurnOptions>(turns => turns.SweepInterval = TimeSpan.FromMilliseconds(100)));
        var message = System.Text.Json.JsonSerializer.Deserialize(BotServer.Waiting(server.Message("one", "hello")).ToJsonString(), HelpDesk.Channels.Activities.ActivityJson.Default.Activity)!;
        var passed = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) - Duration.FromMinutes(1);
        // As if the one who received it had gone before it could answer.
        await server.Services.GetRequiredService<TurnQueue>().ReceiveAsync(new(new("msteams", "one"), message) { RepliesAwaitedUntil = passed }, Ct);

        await server.Connector.UntilAsync(() => server.Connector.Texts("one").Count > 0);
        Assert.Equal(["1: hello"], server.Connector.Texts("one"));
    }

    [Fact]
    public async Task An_invoke_sent_again_while_the_first_is_in_work_gets_the_same_answer()
    {
        await using var server = await BotServer.StartAsync();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Bot.Before = _ =>
        {
            entered.TrySetResult();
            return gate.Task;
        };
        var press = Press(server, "one");
        var first = server.PostAsync(press);
        await entered.Task.WaitAsync(Ct);
        var second = server.PostAsync(With(press, "id", "sent again"));
        gate.SetResult();

        Assert.Equal((await first).Body, (await second).Body);
        Assert.Equal("turn 1", (await second).Json.GetProperty("value").GetString());
        Assert.Equal(1, await server.TurnsAsync(press));
    }

    [Fact]
    public async Task Whoever_takes_replies_finds_the_answer_to_its_invoke_among_them()
    {
        await using var server = await BotServer.StartAsync();
        var answer = await server.PostAsync(BotServer.Waiting(Press(server, "one")));
        var activity = Assert.Single(answer.Json.GetProperty("activities").EnumerateArray());
        Assert.Equal("invokeResponse", activity.GetProperty("type").GetString());
        Assert.Equal(200, activity.GetProperty("value").GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task An_invoke_that_keeps_failing_is_answered_with_the_apology()
    {
        await using var server = await BotServer.StartAsync(services => services.Configure<TurnOptions>(turns => turns.FirstWait = TimeSpan.FromMilliseconds(10)));
        server.Bot.Before = _ => throw new InvalidOperationException("A handler that fails.");
        var answer = await server.PostAsync(Press(server, "one"));
        Assert.Equal((200, new TurnOptions().Apology), (answer.Status, answer.Json.GetProperty("value").GetString()));
    }

    private static void Impatient(IServiceCollection services) =>
        services.Configure<MessagesOptions>(messages => messages.AnswerTimeout = TimeSpan.FromMilliseconds(400));

    // The server learns of it on its own time; then nobody waits in the store any more.
    private static async Task WithdrawnAsync(BotServer server)
    {
        while ((await server.Store.ListAsync("turn-waiting", null, 1, Instant.MinValue, Ct)).Count > 0)
            await Task.Yield();
    }

    private static JsonObject Press(BotServer server, string conversation)
    {
        var press = server.Message(conversation, "");
        press.Remove("text");
        press["type"] = "invoke";
        press["name"] = "adaptiveCard/action";
        press["replyToId"] = "card-1";
        press["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "yes", ["data"] = new JsonObject { ["a"] = 1 } } };
        return press;
    }

    private static JsonObject With(JsonObject activity, string name, string value)
    {
        var copy = activity.DeepClone().AsObject();
        copy[name] = value;
        return copy;
    }
}
