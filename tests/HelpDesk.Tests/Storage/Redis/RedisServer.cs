using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using HelpDesk.Storage.Redis;

namespace HelpDesk.Tests.Storage.Redis;

/// <summary>A real redis-server from the PATH, on a free port of this machine and a folder of its own. It can be killed and started again on the same port.</summary>
public sealed class RedisServer : IAsyncDisposable, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("helpdesk-redis-").FullName;
    private string[] _settings = ["--appendonly", "yes", "--appendfsync", "always"];
    private Process? _process;

    public int Port { get; private set; }

    public string Connection => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <param name="settings">In place of the durable ones, as redis-server's command line has them.</param>
    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        var server = new RedisServer();
        if (settings.Length > 0) server._settings = settings;
        await server.InitializeAsync();
        return server;
    }

    public async ValueTask InitializeAsync()
    {
        const int attempts = 5;
        for (var attempt = 1; _process is null && attempt <= attempts; attempt++)
        {
            Port = FreePort();
            await TryStartAsync();
        }
        Assert.True(_process is not null, "redis-server did not start.");
    }

    public RedisStoreOptions Desk(string name) => new(Connection, name);

    /// <summary>SIGKILL: no save, no flush, no farewell.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async Task StartAgainAsync(params string[] settings)
    {
        if (settings.Length > 0) _settings = settings;
        Assert.True(await TryStartAsync(), "redis-server did not start again.");
    }

    /// <summary>Sends one command as it is typed and gives the first line of the answer.</summary>
    public async Task<string> SayAsync(string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(command + "\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> TryStartAsync()
    {
        string[] basics = ["--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder, "--save", "", "--daemonize", "no"];
        var process = Process.Start(new ProcessStartInfo("redis-server", [.. basics, .. _settings]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.Contains("Ready to accept connections", StringComparison.Ordinal)) continue;
            _process = process;
            _ = process.StandardOutput.ReadToEndAsync(); // A full pipe would stop it.
            return true;
        }
        await process.WaitForExitAsync();
        process.Dispose();
        return false;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
