using System.IO.Compression;
using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Persons;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;
using HelpDesk.Tests.Bot.Hosting;
using HelpDesk.Tests.Storage.Redis;
using NodaTime;

namespace HelpDesk.Tests.Bot.Commands;

/// <summary><c>person …</c> as an operator runs it, beside a running host on either store.</summary>
public sealed class PersonCommandsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("redis")]
    public async Task What_a_person_told_the_bot_is_exported_and_then_erased_beside_a_running_host(string store)
    {
        await using var program = new HelpDeskProgram();
        await using var redis = store == "redis" ? await RedisServer.StartAsync() : null;
        string[] settings = redis is null ? [] : [$"--Store:Redis={redis.Connection}", $"--Secrets:Key={Convert.ToBase64String(new byte[32])}"];
        var (url, _) = await program.HostAsync(settings);
        Task<(int Code, string Out, string Err)> RunAsync(params string[] arguments) => program.RunAsync([.. arguments, .. settings]);
        await using var other = await DirectLineTalk.StartAsync(url, Ct);
        await other.AskAsync("my outlook crashes on start", Ct);
        await using var talk = await DirectLineTalk.StartAsync(url, Ct);
        await talk.AskAsync("my vpn drops every five minutes says xylophonist", Ct);
        var archive = Path.Combine(program.Data, "person.zip");

        var exported = await RunAsync("person", "export", talk.User, "--to", archive);
        var again = await RunAsync("person", "export", talk.User, "--to", archive);
        var plan = await RunAsync("person", "erase", talk.User);
        var stillThere = await RunAsync("person", "export", talk.User, "--to", archive + "2", "--json");
        var erased = await RunAsync("person", "erase", talk.User, "--yes");
        var gone = await RunAsync("person", "erase", talk.User, "--yes");

        Assert.Contains("  1 conversation, ", exported.Out, StringComparison.Ordinal);
        Assert.Contains($"Written to {archive}, readable for you alone.", exported.Out, StringComparison.Ordinal);
        Assert.StartsWith($"error: {archive} exists already.", again.Err, StringComparison.Ordinal);
        await using (var zip = await ZipFile.OpenReadAsync(archive, Ct))
            Assert.Contains("xylophonist", await new StreamReader(await zip.GetEntry("conversations/001.json")!.OpenAsync(Ct)).ReadToEndAsync(Ct), StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed. Run this again with --yes to erase it; it cannot be undone.\n", plan.Out, StringComparison.Ordinal);
        Assert.True(JsonElement.Parse(stillThere.Out).GetProperty("found").GetProperty("conversations")[0].GetProperty("theirs").GetBoolean());
        Assert.Contains("Erased:", erased.Out, StringComparison.Ordinal);
        Assert.Contains("Backups taken before", erased.Out, StringComparison.Ordinal);
        Assert.Contains(store == "redis" ? "BGREWRITEAOF" : "Snapshots of the disk", erased.Out, StringComparison.Ordinal);
        Assert.Equal((0, $"The desk holds nothing about {talk.User}.\n"), (gone.Code, gone.Out));
        File.Delete(archive);
        File.Delete(archive + "2");
        if (redis is null)
            Assert.DoesNotContain(Directory.EnumerateFiles(program.Data, "helpdesk.db*"), f => Holds(f, "xylophonist"));
        Assert.Contains("outlook", (await other.AskAsync("outlook crashes on start", Ct)).GetRawText(), StringComparison.OrdinalIgnoreCase);
        var backup = Path.Combine(program.Data, "desk.backup");
        await RunAsync("backup", backup);
        Assert.Equal(0, (await RunAsync("backup", "verify", backup)).Code);
        Assert.False(Holds(backup, "xylophonist"));
    }

    [Theory]
    [InlineData("Alex Kim", "That names nobody.")]
    [InlineData("dl_nobody", "The desk holds nothing about dl_nobody.")]
    public async Task Who_cannot_be_found_is_a_clear_error(string person, string expected)
    {
        await using var program = new HelpDeskProgram();
        await program.HostAsync("--Knowledge:Sources:0=none");
        var (code, _, error) = await program.RunAsync("person", "export", person);
        Assert.Equal((1, true), (code, error.StartsWith($"error: {expected}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_last_admin_is_not_erased()
    {
        await using var program = new HelpDeskProgram();
        await program.HostAsync("--Knowledge:Sources:0=none", "--Accounts:BootstrapAdmin:Email=boss@example.com", "--Accounts:BootstrapAdmin:Password=correct horse battery");
        var refused = await program.RunAsync("person", "erase", "boss@example.com", "--yes");
        Assert.StartsWith("error: This is the last admin who can sign in.", refused.Err, StringComparison.Ordinal);
        Assert.Contains("boss@example.com", (await program.RunAsync("account", "list")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retention_that_is_too_short_stops_the_start()
    {
        await using var program = new HelpDeskProgram();
        var (code, _, error) = await program.RunAsync("--Retention:Conversations=00:10:00", "--Retention:Chats=1", "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, code);
        Assert.Contains("Retention:Chats: there is no such setting.", error, StringComparison.Ordinal);
        var (second, _, range) = await program.RunAsync("--Retention:Conversations=00:10:00", "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, second);
        Assert.Contains("Retention:Conversations", range, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erasure_that_is_killed_half_way_is_simply_run_again()
    {
        const int Said = 30_000;
        await using var program = new HelpDeskProgram();
        await program.HostAsync("--Knowledge:Sources:0=none");
        await using var store = await SqliteStore.OpenAsync(program.Data, StoreAccess.Command, TimeProvider.System, null, Ct);
        var (talk, at) = (new ConversationId(ChannelIds.WebChat, "long"), Instant.FromUtc(2026, 3, 2, 12, 0));
        var said = new Activity { Type = ActivityTypes.Message, From = new() { Id = "dl_talkative" }, Text = "a xylophonist" };
        await store.CommitAsync(new Commit(at) { Writes = [new Write.Append(talk.Stream, [.. Enumerable.Repeat(ConversationEvents.Create(ConversationEvents.Received, said, at), Said)])] }, Ct);
        using (var killed = program.Begin("person", "erase", "dl_talkative", "--yes"))
        {
            // From the end to the beginning: the last one is the first to go.
            while (ErasedActivity.Is(ConversationEvents.Read((await store.ReadStreamAsync(talk.Stream, Said - 1, 1, Ct))[0])) == false)
                Assert.False(killed.HasExited);
            killed.Kill();
            await killed.WaitForExitAsync(Ct);
        }
        Assert.Contains("xylophonist", System.Text.Encoding.UTF8.GetString((await store.ReadStreamAsync(talk.Stream, 0, 1, Ct))[0].Json.Span), StringComparison.Ordinal);

        var again = await program.RunAsync("person", "erase", "dl_talkative", "--yes");

        Assert.Equal(0, again.Code);
        Assert.All(await store.ReadStreamAsync(talk.Stream, 0, int.MaxValue, Ct), stored => Assert.True(ErasedActivity.Is(ConversationEvents.Read(stored))));
    }

    private static bool Holds(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
