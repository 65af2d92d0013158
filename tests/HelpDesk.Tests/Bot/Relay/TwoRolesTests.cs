using System.Diagnostics;
using HelpDesk.Tests.Storage.Redis;

namespace HelpDesk.Tests.Bot.Relay;

/// <summary>The bot and the desk as two processes on one Redis. Each is killed with SIGKILL in the middle of a chat.</summary>
public sealed class TwoRolesTests
{
    private const int Lines = 40;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_is_killed_in_the_middle_of_a_chat_and_every_message_arrives_in_order()
    {
        await using var redis = await RedisServer.StartAsync();
        string[] shared = [$"--Store:Redis={redis.Connection}", $"--Secrets:Key={Convert.ToBase64String(new byte[32])}", "--DirectLine:PostBurst=10000", .. DeskStaff.Settings];
        await using var desk = await RoleProcess.StartAsync("desk", shared);
        await using var bot = await RoleProcess.StartAsync("bot", shared);
        using var staff = await DeskStaff.SignInAsync(desk.Url);
        using var mia = await staff.HireAsync("Mia Berg");
        var alex = await DirectLineChat.StartAsync(bot.Url);
        await alex.SayAsync("agent");
        await alex.UntilAsync("what should they know?");
        await alex.SayAsync("the lights on my docking station blink green and pink");
        var number = (await alex.UntilAsync("your ticket is")).Split("your ticket is ")[1].Split(',')[0];
        await mia.DoAsync(number, "accept");
        await alex.UntilAsync("Mia has joined");

        // The bot dies while both talk. What Mia writes meanwhile is taken by the desk; what Alex could not send is sent again.
        var (fromMia, fromAlex) = (Replies(mia, number, "a", 0), Says(alex, "p", 0));
        await alex.UntilAsync($"a{Lines / 4:D2}");
        await bot.KillAsync();
        await fromMia;
        var unsent = await fromAlex;
        await bot.StartAgainAsync();
        alex = alex.At(bot.Url);
        foreach (var line in unsent) Assert.True(await alex.TrySayAsync(line, line));
        await alex.UntilAsync($"a{Lines - 1:D2}");
        await mia.UntilAsync(number, messages => messages.Any(m => m.GetProperty("text").GetString() == $"p{Lines - 1:D2}"));

        // Now the desk dies. Alex is heard all the same: the bot's node writes by the same rules.
        var more = Says(alex, "q", 0);
        await mia.UntilAsync(number, messages => messages.Any(m => m.GetProperty("text").GetString()!.StartsWith('q')));
        await desk.KillAsync();
        Assert.Empty(await more);
        await desk.StartAgainAsync();
        using var again = new DeskAgent(await DeskStaff.BrowserAsync(desk.Url, "mia@example.com"));
        await again.ReplyAsync(number, "z00", "z00");
        await alex.UntilAsync("z00");

        var talk = await again.UntilAsync(number, messages => messages.Any(m => m.GetProperty("text").GetString() == $"q{Lines - 1:D2}"));
        var heardByMia = talk.Where(m => m.GetProperty("kind").GetString() == "person").Select(m => m.GetProperty("text").GetString()!).Where(t => t.Length == 3).ToList();
        var heardByAlex = alex.Heard.Where(t => t.StartsWith("**Mia:** ", StringComparison.Ordinal)).Select(t => t["**Mia:** ".Length..]).ToList();
        Assert.Equal([.. Numbered("p"), .. Numbered("q")], heardByMia);
        Assert.Equal([.. Numbered("a"), "z00"], heardByAlex);
    }

    private static IEnumerable<string> Numbered(string prefix) => Enumerable.Range(0, Lines).Select(n => $"{prefix}{n:D2}");

    private static async Task Replies(DeskAgent agent, string ticket, string prefix, int from)
    {
        foreach (var line in Numbered(prefix).Skip(from)) await agent.ReplyAsync(ticket, line, line);
    }

    /// <summary>Those that were not taken, from the first one on: whoever types waits for the one before.</summary>
    private static async Task<IReadOnlyList<string>> Says(DirectLineChat person, string prefix, int from)
    {
        var lines = Numbered(prefix).Skip(from).ToList();
        for (var at = 0; at < lines.Count; at++)
            if (!await person.TrySayAsync(lines[at], lines[at])) return lines[at..];
        return [];
    }
}

/// <summary>One role of the program as a process, which can be killed and started again.</summary>
internal sealed class RoleProcess(string role, string[] settings) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly string _data = Directory.CreateTempSubdirectory($"helpdesk-{role}-").FullName;
    private Process? _process;

    public Uri Url { get; private set; } = null!;

    public static async Task<RoleProcess> StartAsync(string role, string[] settings)
    {
        var process = new RoleProcess(role, settings);
        await process.StartAgainAsync();
        return process;
    }

    public async Task StartAgainAsync()
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "HelpDesk.Bot.dll"), "--urls", "http://127.0.0.1:0", "--role", role, $"--Data:Path={_data}", .. settings])
            info.ArgumentList.Add(argument);
        _process = Process.Start(info)!;
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience) is { } line)
        {
            if (line.Trim().StartsWith("Web chat", StringComparison.Ordinal)) Url = new Uri(line.Trim()["Web chat".Length..].Trim());
            if (!line.StartsWith("Press Ctrl+C", StringComparison.Ordinal)) continue;
            // A full pipe would stop it.
            _ = _process.StandardOutput.ReadToEndAsync();
            _ = _process.StandardError.ReadToEndAsync();
            return;
        }
        throw new InvalidOperationException($"The {role} ended: {await _process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>SIGKILL: nothing is finished, nothing is said.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
        Directory.Delete(_data, recursive: true);
    }
}
