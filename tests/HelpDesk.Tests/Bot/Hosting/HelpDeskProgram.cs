using System.Diagnostics;

namespace HelpDesk.Tests.Bot.Hosting;

/// <summary>The real program as a process of its own, with a data folder that goes with it.</summary>
internal sealed class HelpDeskProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly List<Process> _running = [];

    public string Data { get; } = Directory.CreateTempSubdirectory("helpdesk-program-").FullName;

    /// <summary>Runs a command to its end.</summary>
    public async Task<(int Code, string Out, string Err)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Starts a command that the caller ends.</summary>
    public Process Begin(params string[] arguments) => Start(arguments);

    /// <summary>Starts the host on a free port and waits until it says where it answers.</summary>
    /// <returns>What it printed up to its last line, and its address.</returns>
    public async Task<(Uri Url, IReadOnlyList<string> Banner)> HostAsync(params string[] arguments)
    {
        var process = Start(["--urls", "http://127.0.0.1:0", .. arguments]);
        _running.Add(process);
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience) is { } line)
        {
            lines.Add(line);
            if (line.StartsWith("Press Ctrl+C", StringComparison.Ordinal)) return (new Uri(Row(lines, "Web chat")), lines);
        }
        throw new InvalidOperationException($"The host ended: {string.Join('\n', lines)}{await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Tells the host that was started as the <paramref name="place"/>th to stop, as a service manager does, and waits for nothing.</summary>
    public async Task TellToStopAsync(int place)
    {
        using var kill = Process.Start("kill", ["-TERM", _running[place].Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    public static string Row(IEnumerable<string> banner, string name) =>
        banner.Select(l => l.Trim()).First(l => l.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim();

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running)
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
        Directory.Delete(Data, recursive: true);
    }

    private Process Start(string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "HelpDesk.Bot.dll"));
        foreach (var argument in (string[])[.. arguments, $"--Data:Path={Data}"]) info.ArgumentList.Add(argument);
        return Process.Start(info)!;
    }
}
