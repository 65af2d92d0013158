using System.Diagnostics;
using System.Globalization;
using HelpDesk.Storage.Sqlite;

namespace HelpDesk.Tests.Storage;

/// <summary>A real second process on a store's folder; killed at the end if it still runs.</summary>
internal sealed class StoreProcess : IDisposable
{
    private readonly Process _process;

    private StoreProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static StoreProcess Start(string folder, StoreAccess access, int commits)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "HelpDesk.StoreCrasher.dll");
        var start = new ProcessStartInfo("dotnet", [program, folder, access.ToString(), commits.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new StoreProcess(Process.Start(start)!);
    }

    public async Task<string?> ReadLineAsync(CancellationToken ct) => await _process.StandardOutput.ReadLineAsync(ct);

    /// <summary>Everything it says until the line that is asked for, or to its end with null.</summary>
    public async Task<List<string>> ReadUntilAsync(string? last, CancellationToken ct)
    {
        var lines = new List<string>();
        while (await ReadLineAsync(ct) is { } line && line != last)
            lines.Add(line);
        return lines;
    }

    /// <summary>SIGKILL: no handler, no flush, no farewell.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
