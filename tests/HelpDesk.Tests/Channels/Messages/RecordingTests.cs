using System.Text.Json.Nodes;

namespace HelpDesk.Tests.Channels.Messages;

public sealed class RecordingTests
{
    // Status, turns that it makes, and what the answer's body holds; all others are stored as one turn and acknowledged with an empty 200.
    private static readonly Dictionary<string, (int Status, int Turns, string? Holds)> Special = new(StringComparer.Ordinal)
    {
        ["expectreplies.personal.message"] = (200, 1, "1: hello er"),
        ["msteams.personal.invoke.adaptiveCard_action"] = (200, 1, "turn 1"),
        ["msteams.personal.invoke.task_fetch"] = (200, 1, "turn 1"),
        ["msteams.personal.invoke.composeExtension_query"] = (200, 0, "found"),
        ["msteams.personal.invoke.composeExtension_queryLink"] = (503, 0, null),
        ["msteams.personal.invoke.composeExtension_fetchTask"] = (501, 1, null),
        ["msteams.personal.invoke.composeExtension_submitAction"] = (501, 1, null),
        ["msteams.personal.invoke.message_submitAction"] = (501, 1, null),
        ["msteams.personal.typing"] = (200, 0, null),
    };

    public static TheoryData<string> Recordings => [.. Recording.Posted];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task A_recording_is_answered_as_expected_and_sent_again_it_has_no_second_effect(string recording)
    {
        await using var server = await BotServer.StartAsync();
        var body = Recording.Body(recording);
        body["serviceUrl"] = server.Connector.Url;
        var (status, turns, holds) = Special.GetValueOrDefault(recording, (200, 1, null));

        var first = await server.PostAsync(body);
        var sameId = await server.PostAsync(body);
        var newId = await server.PostAsync(With(body, "id", Guid.NewGuid().ToString()));

        Assert.Equal((status, status, status), (first.Status, sameId.Status, newId.Status));
        Assert.Equal(holds is null, first.Body.Length == 0);
        Assert.Contains(holds ?? "", first.Body, StringComparison.Ordinal);
        Assert.Equal((first.Body, first.Body), (sameId.Body, newId.Body));
        Assert.Equal(turns, await server.TurnsAsync(body));
    }

    [Theory]
    [InlineData("msteams.personal.message", "1: hello")]
    [InlineData("msteams.personal.message.value", """1: {"b":2,"note":"my note"}""")]
    [InlineData("webchat.none.message", "1: hello webchat")]
    [InlineData("emulator.personal.message", "1: hello emulator")]
    public async Task A_reply_reaches_the_channel_once_however_often_the_message_was_sent(string recording, string reply)
    {
        await using var server = await BotServer.StartAsync();
        var body = Recording.Body(recording);
        body["serviceUrl"] = server.Connector.Url;
        var conversation = (string)body["conversation"]!["id"]!;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => server.PostAsync(i < 4 ? body : With(body, "id", $"again-{i}"))));
        await server.PostAsync(With(With(With(body, "id", "last"), "localTimestamp", "2026-11-21T23:00:00.001Z"), "replyToId", "none"));

        await server.Connector.UntilAsync(() => server.Connector.Texts(conversation).Count >= 2);
        Assert.Equal([reply, reply.Replace("1: ", "2: ", StringComparison.Ordinal)], server.Connector.Texts(conversation));
    }

    [Fact]
    public async Task The_probe_finds_somebody()
    {
        await using var server = await BotServer.StartAsync();
        using var probe = new HttpRequestMessage(new HttpMethod((string)Recording.Read("HEAD-probe")["method"]!), "/api/messages");
        using var answer = await server.Http.SendAsync(probe, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    private static JsonObject With(JsonObject body, string name, string value)
    {
        var copy = body.DeepClone().AsObject();
        copy[name] = value;
        return copy;
    }
}
