using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using HelpDesk.Storage.Redis;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Bot.Hosting;
using HelpDesk.Tests.Channels.Connector;
using HelpDesk.Tests.Storage.Redis;
using NodaTime;

namespace HelpDesk.Tests.Bot.Commands;

public sealed class OutboxCommandsTests
{
    private static readonly ConversationId One = new(ChannelIds.Teams, "one");
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_given_up_is_named_shown_and_dropped_without_its_words()
    {
        await using var program = new HelpDeskProgram();
        var id = await GiveUpAsync(program.Data, "https://smba.example/");

        var list = await program.RunAsync("outbox", "list");
        var show = await program.RunAsync("outbox", "show", id);
        var text = await program.RunAsync("outbox", "show", id, "--text");
        var json = await program.RunAsync("outbox", "show", id, "--json");
        var missing = await program.RunAsync("outbox", "drop", "nothing");
        var drop = await program.RunAsync("outbox", "drop", id);
        var empty = await program.RunAsync("outbox", "list", "--json");

        Assert.Contains($"{id}  2026-03-02 12:00:00Z  msteams  one  403 BotNotInConversationRoster", list.Out, StringComparison.Ordinal);
        Assert.Contains("0 conversations wait, 1 activities were given up.", list.Out, StringComparison.Ordinal);
        Assert.Contains("message, number 1 of its conversation", show.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("a secret word", list.Out + show.Out + json.Out, StringComparison.Ordinal);
        Assert.Contains("a secret word", text.Out, StringComparison.Ordinal);
        Assert.Equal(id, JsonElement.Parse(json.Out).GetProperty("letter").GetProperty("id").GetString());
        Assert.Equal((1, 0), (missing.Code, drop.Code));
        Assert.StartsWith("error: There is no given-up activity nothing.", missing.Err, StringComparison.Ordinal);
        Assert.Equal("""{"waiting":[],"givenUp":[]}""", empty.Out.Trim());
    }

    [Fact]
    public async Task A_running_host_takes_up_what_is_sent_again()
    {
        await using var program = new HelpDeskProgram();
        await using var connector = await TestConnector.StartAsync();
        var id = await GiveUpAsync(program.Data, connector.ServiceUrl);
        await program.HostAsync("--Knowledge:Sources:0=none");

        var resend = await program.RunAsync("outbox", "resend", "--all", "--json");

        Assert.Equal($$"""{"resent":["{{id}}"]}""", resend.Out.Trim());
        Assert.Equal("a secret word", (await connector.NextAsync()).Text);
        Assert.Equal(1, (await program.RunAsync("outbox", "resend")).Code);
    }

    [Fact]
    public async Task The_commands_open_the_store_that_the_settings_name()
    {
        await using var program = new HelpDeskProgram();
        await using var redis = await RedisServer.StartAsync();
        var options = new RedisStoreOptions(redis.Connection, "main", AllowLoss: false);
        string id;
        await using (var store = await RedisStore.OpenAsync(options, TimeProvider.System, null, Ct))
            id = await GiveUpAsync(store, "https://smba.example/");

        var list = await program.RunAsync("outbox", "list", "--json", $"--Store:Redis={redis.Connection}");

        Assert.Equal(id, JsonElement.Parse(list.Out).GetProperty("givenUp")[0].GetProperty("id").GetString());
        Assert.Equal(1, (await program.RunAsync("outbox", "list")).Code);
    }

    private static async Task<string> GiveUpAsync(string folder, string serviceUrl)
    {
        await using var store = await SqliteStore.OpenAsync(folder, StoreAccess.Command, TimeProvider.System, null, Ct);
        return await GiveUpAsync(store, serviceUrl);
    }

    private static async Task<string> GiveUpAsync(IStore store, string serviceUrl)
    {
        var at = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        var said = Reply.Text("a secret word") with { ServiceUrl = serviceUrl, ChannelId = One.Channel, Conversation = new() { Id = One.Id }, Timestamp = at };
        var letter = new DeadLetter(DeadLetter.IdOf(One, 1), One.Channel, One.Id, 1, at, at, 403, "BotNotInConversationRoster", 1);
        var now = Instant.FromDateTimeOffset(at);
        await store.CommitAsync(
            new Commit(now)
            {
                Writes =
                [
                    new Write.Append(One.Stream, [ConversationEvents.Create(ConversationEvents.Sent, said, now)]),
                    new Write.Put(OutboxDocuments.Dead(letter.Id), JsonSerializer.SerializeToUtf8Bytes(letter, OutboxJson.Default.DeadLetter)),
                ],
            },
            Ct);
        return letter.Id;
    }
}
