using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Storage;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Benchmarks.Search;

/// <summary>
/// <c>freshness</c>: the real host as a process is asked fifty times a second while another process edits articles beside it; how long until
/// the host answers from each edit.
/// </summary>
internal static class FreshnessBenchmark
{
    private const int QuestionsPerSecond = 50;
    private const int Edits = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Build()
    {
        var command = new Command("freshness", "Time from an edit to the first answer with it, on a running host under load.");
        command.SetAction((_, ct) => RunAsync(ct));
        return command;
    }

    private static async Task RunAsync(CancellationToken ct)
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-freshness-").FullName;
        using var host = Start(data, out var url);
        try
        {
            using var client = new HttpClient { BaseAddress = await url.WaitAsync(TimeSpan.FromSeconds(60), ct) };
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var asking = AskAsync(client, stop.Token);
            var seconds = await EditAsync(data, client, ct);
            await stop.CancelAsync();
            var (asked, slowest) = await asking;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"freshness: {Edits} edits answered after {seconds.Min():0.000}-{seconds.Max():0.000} s (median {seconds.Order().ElementAt(Edits / 2):0.000}); {asked} questions asked meanwhile, slowest {slowest:0} ms"));
        }
        finally
        {
            host.Kill(entireProcessTree: true);
            await host.WaitForExitAsync(CancellationToken.None);
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<List<double>> EditAsync(string data, HttpClient client, CancellationToken ct)
    {
        await using var store = await SqliteStore.OpenAsync(data, StoreAccess.Command, TimeProvider.System, null, ct);
        var articles = new ArticleStore(store, TimeProvider.System);
        var seconds = new List<double>();
        for (var edit = 0; edit < Edits; edit++)
        {
            var word = "zebra" + (char)('a' + edit);
            var watch = Stopwatch.StartNew();
            await articles.SaveAsync(new Article { Id = new ArticleId(word), Title = $"The {word} badge reader is silent", Body = "1. Hold the badge still." }, 0, ct);
            while (!(await client.GetStringAsync($"kb/suggest?q={word}", ct)).Contains(word, StringComparison.Ordinal))
            {
                if (watch.Elapsed > Patience) throw new TimeoutException($"The edit was not answered from within {Patience.TotalSeconds:0} s.");
                // Another process is watched: asking it again is the only way to know. 50 ms is what the figure may be too high by.
                await Task.Delay(50, ct);
            }
            seconds.Add(watch.Elapsed.TotalSeconds);
            // Edits come apart, as a person's do, so that none rides on the one before.
            await Task.Delay(300, ct);
        }
        return seconds;
    }

    private static async Task<(int Asked, double SlowestMilliseconds)> AskAsync(HttpClient client, CancellationToken ct)
    {
        string[] questions = ["outlook cra", "vpn drops every 5 min", "forgot my passw", "printer is off", "teams no sou"];
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / QuestionsPerSecond));
        var (asked, slowest) = (0, 0.0);
        try
        {
            while (await beat.WaitForNextTickAsync(ct))
            {
                var watch = Stopwatch.StartNew();
                await client.GetStringAsync("kb/suggest?q=" + Uri.EscapeDataString(questions[asked++ % questions.Length]), ct);
                slowest = Math.Max(slowest, watch.Elapsed.TotalMilliseconds);
            }
        }
        catch (OperationCanceledException)
        {
            // The edits are done.
        }
        return (asked, slowest);
    }

    private static Process Start(string data, out Task<Uri> url)
    {
        var found = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "HelpDesk.Bot.dll"), "--urls", "http://127.0.0.1:0", $"--Data:Path={data}"]) info.ArgumentList.Add(argument);
        var process = new Process { StartInfo = info, EnableRaisingEvents = true };
        process.Exited += (_, _) => found.TrySetException(new InvalidOperationException("The host ended before it answered."));
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Trim() is { } row && row.StartsWith("Web chat", StringComparison.Ordinal) && Uri.TryCreate(row["Web chat".Length..].Trim(), UriKind.Absolute, out var uri)) found.TrySetResult(uri);
        };
        process.Start();
        process.BeginOutputReadLine();
        url = found.Task;
        return process;
    }
}
