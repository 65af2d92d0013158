using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace HelpDesk.BrowserTests.Hosting;

/// <summary>The real host as a process of its own, on a free port of this machine and a data folder of its own. Killing it is killing it: nothing is said to it before.</summary>
/// <param name="settings">Further ones, as on the command line.</param>
public sealed class HostProcess(params string[] settings) : IAsyncDisposable
{
    private const string UrlRow = "Web chat";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly string _data = Directory.CreateTempSubdirectory("helpdesk-browser-").FullName;
    private readonly List<string> _output = [];
    private Process? _process;

    /// <summary>Where the host answers, with a slash at the end. The same after a restart.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1:0/");

    /// <summary>The one-time link that a host without an account prints; null where it printed none.</summary>
    public Uri? SetupLink
    {
        get
        {
            lock (_output) return _output.SelectMany(line => line.Split(' ')).Where(word => word.Contains("/setup/", StringComparison.Ordinal)).Select(word => new Uri(word)).LastOrDefault();
        }
    }

    public async Task StartAsync(CancellationToken ct)
    {
        var url = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = StartInfo(), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data, url);
        process.ErrorDataReceived += (_, line) => Read(line.Data, url);
        process.Exited += (_, _) => url.TrySetException(new InvalidOperationException($"The host ended before it answered:\n{Output()}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        try
        {
            Url = await url.Task.WaitAsync(StartLimit, ct);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"The host did not say where it answers within {StartLimit.TotalSeconds:0} s:\n{Output()}", late);
        }
    }

    public async Task KillAsync(CancellationToken ct)
    {
        if (_process is not { } process) return;
        _process = null;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(ct);
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync(CancellationToken.None);
        Directory.Delete(_data, recursive: true);
    }

    private ProcessStartInfo StartInfo()
    {
        // A free port is the system's choice the first time; pages that are open while the host is away expect it back where it was.
        var port = Url.Port == 0 ? FreePort() : Url.Port;
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = AppContext.BaseDirectory };
        info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "HelpDesk.Bot.dll"));
        foreach (var argument in (string[])["--urls", $"http://127.0.0.1:{port}", $"--Data:Path={_data}", "--WebChat:TokensPerMinute=10000", .. settings]) info.ArgumentList.Add(argument);
        return info;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private void Read(string? line, TaskCompletionSource<Uri> url)
    {
        if (line is null) return;
        lock (_output) _output.Add(line);
        var row = line.Trim();
        if (row.StartsWith(UrlRow, StringComparison.Ordinal) && Uri.TryCreate(row[UrlRow.Length..].Trim(), UriKind.Absolute, out var found)) url.TrySetResult(found);
    }

    private string Output()
    {
        lock (_output) return string.Join('\n', _output);
    }
}
