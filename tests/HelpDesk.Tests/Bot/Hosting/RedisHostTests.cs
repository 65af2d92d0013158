using System.Net;
using System.Text.Json;
using HelpDesk.Tests.Storage.Redis;

namespace HelpDesk.Tests.Bot.Hosting;

/// <summary>The real program on a real Redis.</summary>
public sealed class RedisHostTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_keeps_everything_in_redis_says_what_is_wrong_with_it_and_recovers_by_itself()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var program = new HelpDeskProgram();
        var (url, banner) = await program.HostAsync($"--Store:Redis={redis.Connection}", "--Store:Desk=it-desk", $"--Secrets:Key={Convert.ToBase64String(new byte[32])}");
        using var http = new HttpClient { BaseAddress = url };

        Assert.StartsWith($"Redis at {redis.Connection}, desk it-desk", HelpDeskProgram.Row(banner, "Store  "), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(program.Data, "helpdesk.db")));
        Assert.Equal((HttpStatusCode.OK, "ready"), await ReadyAsync(http));
        await using (var talk = await DirectLineTalk.StartAsync(url, Ct))
            Assert.Contains("vpn", (await talk.AskAsync("my vpn drops every five minutes", Ct)).GetRawText(), StringComparison.OrdinalIgnoreCase);

        Assert.Equal("+OK", await redis.SayAsync("CONFIG SET maxmemory 1"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready: the store is full"), await ReadyAsync(http));
        Assert.Equal("+OK", await redis.SayAsync("CONFIG SET maxmemory 0"));
        Assert.Equal((HttpStatusCode.OK, "ready"), await ReadyAsync(http));

        Assert.Equal("+OK", await redis.SayAsync("REPLICAOF 127.0.0.1 1"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready: the store is read-only"), await ReadyAsync(http));
        Assert.Equal("+OK", await redis.SayAsync("REPLICAOF NO ONE"));

        await redis.KillAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready: the store is unreachable"), await ReadyAsync(http));
        await redis.StartAgainAsync();
        while ((await ReadyAsync(http)).Status != HttpStatusCode.OK)
            Assert.False(Ct.IsCancellationRequested);
        await using (var talk = await DirectLineTalk.StartAsync(url, Ct))
            Assert.Contains("vpn", (await talk.AskAsync("my vpn drops every five minutes", Ct)).GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_running_desk_is_backed_up_and_its_copy_goes_into_the_other_store()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var program = new HelpDeskProgram();
        var (url, _) = await program.HostAsync();
        await using (var talk = await DirectLineTalk.StartAsync(url, Ct))
            await talk.AskAsync("my vpn drops every five minutes", Ct);
        var file = Path.Combine(program.Data, "desk.backup");
        string[] toRedis = [$"--Store:Redis={redis.Connection}", "--json"];

        var taken = Printed(await program.RunAsync("backup", file, "--json"));
        var verified = Printed(await program.RunAsync("backup", "verify", file, "--json"));
        var restored = Printed(await program.RunAsync(["restore", file, .. toRedis]));
        var again = await program.RunAsync(["restore", file, .. toRedis]);
        var inUse = await program.RunAsync("restore", file, "--replace");
        var copy = Printed(await program.RunAsync(["backup", file + ".2", .. toRedis]));

        Assert.True(taken.GetProperty("events").GetInt64() > 0 && taken.GetProperty("documents").GetInt64() > 0);
        Assert.Equal([taken.GetRawText(), taken.GetRawText()], [verified.GetRawText(), restored.GetRawText()]);
        foreach (var part in (string[])["events", "documents", "files", "eventsHash", "documentsHash", "filesHash"])
            Assert.Equal(taken.GetProperty(part).GetRawText(), copy.GetProperty(part).GetRawText());
        Assert.Equal((1, 1), (again.Code, inUse.Code));
        Assert.Contains("is not empty", again.Err, StringComparison.Ordinal);
        Assert.Contains("already running", inUse.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Store:Redis=127.0.0.1:1", "error: Redis at 127.0.0.1:1 cannot be reached.")]
    [InlineData("--Store:Desk=no spaces", "error: Store:Desk: ")]
    [InlineData("--Store:Rediss=x", "error: Store:Rediss: there is no such setting.")]
    public async Task A_store_that_cannot_be_had_stops_the_start_with_one_line(string setting, string expected)
    {
        await using var program = new HelpDeskProgram();

        var (code, printed, error) = await program.RunAsync("--urls", "http://127.0.0.1:0", setting);

        Assert.Equal((1, ""), (code, printed));
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_without_a_store_or_a_file_says_so()
    {
        await using var program = new HelpDeskProgram();

        Assert.StartsWith("error: There is no store in", (await program.RunAsync("backup", Path.Combine(program.Data, "x"))).Err, StringComparison.Ordinal);
        Assert.StartsWith("error: No file was named.", (await program.RunAsync("backup")).Err, StringComparison.Ordinal);
        Assert.Contains("cannot be read", (await program.RunAsync("backup", "verify", Path.Combine(program.Data, "none"))).Err, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(program.Data));
    }

    private static JsonElement Printed((int Code, string Out, string Err) run)
    {
        Assert.True(run.Code == 0, run.Err);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    private static async Task<(HttpStatusCode Status, string Text)> ReadyAsync(HttpClient http)
    {
        using var response = await http.GetAsync("health/ready", Ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Ct));
    }
}
