using System.Text.Json;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Tests.Bot.Conversations;

/// <summary>Every activity that was recorded on its way to a bot gets the answer that a person or a client expects.</summary>
public sealed class RecordingTests
{
    private static readonly Texts En = Texts.English;

    /// <summary>What is said, and for invokes the body that must come back.</summary>
    public static TheoryData<string, string[]> Said => new()
    {
        { "msteams.personal.installationUpdate.add", [Hello(null)] },
        { "msteams.personal.installationUpdate.remove", [] },
        { "msteams.personal.conversationUpdate.membersAdded", [Hello(null)] },
        { "msteams.personal.conversationUpdate.membersRemoved", [] },
        { "msteams.personal.message", [En.Greeting(null)] },
        { "msteams.personal.message.suggestedAction-imBack", [En.Miss] },
        { "msteams.personal.message.value", [] },
        { "msteams.personal.messageDelete.softDeleteMessage", [] },
        { "msteams.personal.messageUpdate.editMessage", [] },
        { "msteams.personal.messageReaction", [] },
        { "msteams.personal.typing", [] },
        { "msteams.personal.event.foo", [] },
        { "msteams.groupChat.installationUpdate.add", [HelloGroup] },
        { "msteams.groupChat.conversationUpdate.membersAdded", [HelloGroup] },
        { "msteams.groupChat.message", [En.Greeting(null)] },
        { "msteams.channel.installationUpdate.add", [HelloGroup] },
        { "msteams.channel.conversationUpdate.teamMemberAdded", [HelloGroup] },
        { "msteams.channel.conversationUpdate.teamMemberRemoved", [] },
        { "msteams.channel.conversationUpdate.teamRenamed", [] },
        { "msteams.channel.conversationUpdate.teamDeleted", [] },
        { "msteams.channel.conversationUpdate.channelCreated", [] },
        { "msteams.channel.conversationUpdate.channelRenamed", [] },
        { "msteams.channel.conversationUpdate.channelDeleted", [] },
        { "msteams.channel.message", [En.Greeting(null)] },
        { "webchat.none.conversationUpdate.membersAdded", [Hello("Alex")] },
        { "webchat.none.message", [En.Miss] },
        { "directline.none.conversationUpdate.membersAdded", [Hello("Alex")] },
        { "directline.none.message", [En.Miss] },
        { "emulator.personal.conversationUpdate.membersAdded", [Hello(null)] },
        { "emulator.personal.message", [En.Miss] },
        { "agents.personal.conversationUpdate.membersAdded", [Hello(null)] },
        { "agents.personal.message", [En.Miss] },
        { "expectreplies.personal.message", [En.Miss] },
    };

    public static TheoryData<string, int, string> Invokes => new()
    {
        { "msteams.personal.invoke.adaptiveCard_action", 200, $$$"""{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"BadRequest","message":"{{{En.BadAction}}}"}}""" },
        { "msteams.personal.invoke.composeExtension_query", 200, $$$"""{"composeExtension":{"type":"message","text":"{{{En.SearchNothing("val0")}}}"}}""" },
        { "msteams.personal.invoke.composeExtension_queryLink", 200, """{"composeExtension":{"type":"result","attachmentLayout":"list","attachments":[]}}""" },
        { "msteams.personal.invoke.composeExtension_fetchTask", 200, $$$"""{"task":{"type":"message","value":"{{{En.NoDialog}}}"}}""" },
        { "msteams.personal.invoke.composeExtension_submitAction", 200, $$$"""{"composeExtension":{"type":"message","text":"{{{En.NoDialog}}}"}}""" },
        { "msteams.personal.invoke.task_fetch", 200, $$$"""{"task":{"type":"message","value":"{{{En.NoDialog}}}"}}""" },
        { "msteams.personal.invoke.message_submitAction", 200, "" },
    };

    [Theory]
    [MemberData(nameof(Said))]
    public async Task What_was_recorded_is_answered_with_words(string recording, string[] expected)
    {
        await using var bench = await TurnBench.CreateAsync();

        var replies = await bench.TakeAsync(TurnBench.Recorded(recording));

        Assert.Equal(expected, replies.Select(TextOf));
        Assert.Null(bench.Last.Invoke);
    }

    [Theory]
    [MemberData(nameof(Invokes))]
    public async Task What_was_recorded_is_answered_in_the_response(string recording, int status, string body)
    {
        await using var bench = await TurnBench.CreateAsync();

        Assert.Empty(await bench.TakeAsync(TurnBench.Recorded(recording)));

        Assert.Equal(status, bench.Last.Invoke!.Status);
        Assert.Equal(body.Length == 0 ? null : Normal(body), bench.Last.Invoke.Body is { } answer ? Normal(answer.GetRawText()) : null);
    }

    [Fact]
    public void No_recording_is_forgotten()
    {
        var tested = Said.Select(row => row.Data.Item1).Concat(Invokes.Select(row => row.Data.Item1)).Order(StringComparer.Ordinal);
        var recorded = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Channels", "recordings"), "to-bot.*.json")
            .Select(path => Path.GetFileName(path)["to-bot.".Length..^".json".Length]).Order(StringComparer.Ordinal);

        Assert.Equal(recorded, tested);
    }

    [Fact]
    public async Task An_invoke_that_nobody_knows_is_not_implemented()
    {
        await using var bench = await TurnBench.CreateAsync();

        await bench.TakeAsync(TurnBench.Teams(ActivityTypes.Invoke) with { Name = "fileConsent/invoke" });

        Assert.Equal((501, null), (bench.Last.Invoke!.Status, bench.Last.Invoke.Body?.GetRawText()));
    }

    private static string Hello(string? name) => $"{En.Greeting(name)}\n\n{En.GreetingMore}";

    private static string HelloGroup => $"{En.GroupGreeting("Test Bot")}\n\n{En.GroupGreetingMore}";

    private static string TextOf(Activity reply) => reply.Text ?? reply.Card().GetProperty("speak").GetString()!;

    private static string Normal(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);
}
