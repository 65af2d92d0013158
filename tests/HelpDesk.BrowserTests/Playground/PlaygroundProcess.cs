using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace HelpDesk.BrowserTests.Playground;

/// <summary>
/// The Microsoft 365 Agents Playground from npm (tests/playground) on a free port: Teams' side of the talk, with its own connector service. Each
/// start has conversations of its own.
/// </summary>
public sealed class PlaygroundProcess : IAsyncDisposable
{
    private const string Ready = "Listening on ";
    private const string Package = "@microsoft/m365agentsplayground";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly SemaphoreSlim Installing = new(1, 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("helpdesk-playground-").FullName;
    private readonly List<string> _output = [];
    private Process? _process;

    public Uri Url { get; private set; } = new("http://127.0.0.1:0/");

    /// <param name="bot">Where the bot's host answers.</param>
    public static async Task<PlaygroundProcess> StartAsync(Uri bot, CancellationToken ct)
    {
        var playground = new PlaygroundProcess();
        try
        {
            await playground.RunAsync(await InstallAsync(ct), new Uri(bot, "api/messages"), ct);
        }
        catch
        {
            await playground.DisposeAsync();
            throw;
        }

        return playground;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync(string package, Uri endpoint, CancellationToken ct)
    {
        var port = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = Start("node", _folder, "--require", Path.Combine(package, "loopback.js"), Path.Combine(package, "node_modules", Package, "cli.js"),
            "start", "--app-endpoint", endpoint.ToString(), "--channel-id", "msteams", "--port", "0", "--disable-telemetry");
        start.Environment["TEAMSAPPTESTER_BROWSER"] = "none";
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data, port);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, port);
        _process.Exited += (_, _) => port.TrySetException(new InvalidOperationException($"The Playground ended before it listened:\n{Output()}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Url = new Uri($"http://127.0.0.1:{await port.Task.WaitAsync(StartLimit, ct)}/");
    }

    private static async Task<string> InstallAsync(CancellationToken ct)
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "playground"));
        await Installing.WaitAsync(ct);
        try
        {
            if (Directory.Exists(Path.Combine(folder, "node_modules", Package))) return folder;
            using var npm = Process.Start(Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", folder, "ci"))!;
            var errors = npm.StandardError.ReadToEndAsync(ct);
            await npm.StandardOutput.ReadToEndAsync(ct);
            await npm.WaitForExitAsync(ct);
            return npm.ExitCode == 0 ? folder : throw new InvalidOperationException($"`npm ci` in {folder} failed: {await errors}");
        }
        finally
        {
            Installing.Release();
        }
    }

    private static ProcessStartInfo Start(string file, string folder, params string[] arguments) =>
        new(file, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };

    private void Read(string? line, TaskCompletionSource<int> port)
    {
        if (line is null) return;
        lock (_output) _output.Add(line);
        if (line.StartsWith(Ready, StringComparison.Ordinal) && int.TryParse(line.AsSpan(Ready.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var found)) port.TrySetResult(found);
    }

    private string Output()
    {
        lock (_output) return string.Join('\n', _output);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
