using System.Diagnostics;
using System.Globalization;
using HelpDesk.Tests.Bot.Hosting;

namespace HelpDesk.Tests.Handoff.Service.Processes;

/// <summary>A node or an agent's console as a process of its own; killed at the end if it still runs.</summary>
internal sealed class DeskProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Process _process;

    private DeskProcess(Process process) => _process = process;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Where a node answers.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <param name="secondsAhead">How far its clock is before the machine's.</param>
    public static async Task<DeskProcess> NodeAsync(double secondsAhead, IEnumerable<string> settings)
    {
        var node = Start(["node", secondsAhead.ToString(CultureInfo.InvariantCulture), "--urls=http://127.0.0.1:0", "--role=desk", .. settings]);
        var banner = await node.ReadUntilAsync("Press Ctrl+C");
        node.Url = new Uri(HelpDeskProgram.Row(banner, "Web chat"));
        return node;
    }

    /// <summary>Returns when the agent has taken the ticket.</summary>
    public static async Task<DeskProcess> AgentAsync(Uri node, string ticket, string token)
    {
        var agent = Start(["agent", node.ToString(), ticket]);
        await agent._process.StandardInput.WriteLineAsync(token);
        await agent.ReadUntilAsync("accepted");
        return agent;
    }

    /// <summary>SIGKILL: no handler, no flush, no farewell.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(Ct);
    }

    /// <summary>It stands still with everything in its memory, as a machine that sleeps.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    public Task ThawAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static DeskProcess Start(string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "HelpDesk.DeskHost.dll");
        var info = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        return new DeskProcess(Process.Start(info)!);
    }

    private async Task<IReadOnlyList<string>> ReadUntilAsync(string last)
    {
        var lines = new List<string>();
        var errors = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (await _process.StandardOutput.ReadLineAsync(Ct).AsTask().WaitAsync(Patience, Ct) is { } line)
        {
            lines.Add(line);
            if (!line.StartsWith(last, StringComparison.Ordinal)) continue;
            _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None); // A full pipe would stop it.
            return lines;
        }
        throw new InvalidOperationException($"The process ended: {string.Join('\n', lines)}{await errors}");
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Ct);
        Assert.Equal(0, kill.ExitCode);
    }
}
