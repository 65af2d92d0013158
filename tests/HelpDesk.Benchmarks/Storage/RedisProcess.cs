using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HelpDesk.Benchmarks.Storage;

/// <summary>A redis-server of the benchmark's own, durable as a desk demands: <c>appendonly yes</c>, <c>appendfsync</c> as asked for.</summary>
internal sealed class RedisProcess : IDisposable
{
    private readonly Process _process;

    private RedisProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public string Connection => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    public static async Task<RedisProcess> StartAsync(string folder, string appendfsync, CancellationToken ct)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("redis-server",
        [
            "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--daemonize", "no",
            "--appendonly", "yes", "--appendfsync", appendfsync, "--auto-aof-rewrite-percentage", "0",
        ]) { UseShellExecute = false, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (!line.Contains("Ready to accept connections", StringComparison.Ordinal)) continue;
            _ = process.StandardOutput.ReadToEndAsync(ct); // A full pipe would stop it.
            return new RedisProcess(process, port);
        }
        throw new InvalidOperationException("redis-server did not start.");
    }

    /// <summary>Processor time it has used so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
