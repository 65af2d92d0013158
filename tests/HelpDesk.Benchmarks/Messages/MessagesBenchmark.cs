using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HelpDesk.Benchmarks.Messages;

/// <summary>
/// Turns through the real endpoint on Kestrel, signed tokens checked. The server is a process of its own; this one holds the driver and, for the
/// durable measurement, the connector's listener, both on raw sockets. All share the machine's cores, so each process's CPU is told apart.
/// </summary>
internal static class MessagesBenchmark
{
    private const int ProtocolConnections = 16;
    private const int Pipelined = 16;
    private const int MostTurns = 100_000_000;

    public static async Task RunAsync(string parent, TimeSpan duration, int conversations, CancellationToken ct)
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores, shared by the server's process and this one (driver and listener).");
        await using var token = await BenchmarkToken.StartAsync(ct);
        await MeasureAsync("protocol", "protocol alone, expectReplies, nothing stored", parent, token, duration, ProtocolAsync, ct);
        await MeasureAsync("durable", $"durable, reply over the connector, {conversations} conversations", parent, token, duration,
            (server, listener, bearer, took, stop) => DurableAsync(server, listener, bearer, conversations, took, stop), ct);
    }

    private delegate Task<List<double>> Drive(Uri server, RawListener listener, string token, TimeSpan duration, CancellationToken ct);

    private static async Task MeasureAsync(string role, string title, string parent, BenchmarkToken token, TimeSpan duration, Drive drive, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"messages-benchmark-{Guid.NewGuid():N}")).FullName;
        using var listener = new RawListener();
        using var server = Start(role, folder, token.Metadata);
        try
        {
            var address = new Uri(await server.StandardOutput.ReadLineAsync(ct) ?? throw new InvalidOperationException("The server did not start."));
            var bearer = token.Make(listener.Url);
            await drive(address, listener, bearer, duration / 2, ct);
            var before = await FiguresAsync(server, ct);
            var own = Process.GetCurrentProcess().TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            var times = await drive(address, listener, bearer, duration, ct);
            var took = clock.Elapsed;
            Print(title, times, took, await FiguresAsync(server, ct) - before, Process.GetCurrentProcess().TotalProcessorTime - own);
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string role, string folder, string metadata) => Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "HelpDesk.Benchmarks"), ["messages", "serve", role, folder, metadata])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        // As the product runs: the web SDK turns it on.
        Environment = { ["DOTNET_gcServer"] = "1" },
    })!;

    private sealed record Figures(TimeSpan Cpu, long Allocated)
    {
        public static Figures operator -(Figures after, Figures before) => new(after.Cpu - before.Cpu, after.Allocated - before.Allocated);
    }

    private static async Task<Figures> FiguresAsync(Process server, CancellationToken ct)
    {
        await server.StandardInput.WriteLineAsync("figures");
        var allocated = long.Parse((await server.StandardOutput.ReadLineAsync(ct))!, CultureInfo.InvariantCulture);
        server.Refresh();
        return new(server.TotalProcessorTime, allocated);
    }

    private static void Print(string title, List<double> times, TimeSpan took, Figures server, TimeSpan driver)
    {
        times.Sort();
        var turns = times.Count;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{title}: {turns / took.TotalSeconds:N0} turns/s, p50 {times[turns / 2]:F2} ms, p99 {times[turns * 99 / 100]:F2} ms; "
            + $"server {server.Cpu.TotalMicroseconds / turns:F0} us CPU and {server.Allocated / turns:N0} bytes a turn ({server.Cpu / took:F2} cores); driver {driver.TotalMicroseconds / turns:F0} us ({driver / took:F2} cores)"));
    }

    private static async Task<List<double>> ProtocolAsync(Uri server, RawListener listener, string token, TimeSpan duration, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, ProtocolConnections).Select(connection => Task.Run(async () =>
        {
            using var http = await ConnectAsync(server, ct);
            var request = new PreparedRequest(server, token, listener.Url, $"conversation-{connection}", expectReplies: true);
            var buffer = new byte[request.Length * Pipelined];
            var times = new List<double>();
            for (var number = 0; clock.Elapsed < duration; number += Pipelined)
            {
                for (var i = 0; i < Pipelined; i++)
                    request.Write(buffer.AsSpan(request.Length * i), number + i);
                var start = Stopwatch.GetTimestamp();
                await http.Socket.SendAsync(buffer, SocketFlags.None, ct);
                for (var i = 0; i < Pipelined; i++)
                {
                    Demand((await http.NextAsync(ct)).Span, "turn "u8);
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }

            return times;
        }, ct)));
        return [.. all.SelectMany(times => times)];
    }

    private static async Task<List<double>> DurableAsync(Uri server, RawListener listener, string token, int conversations, TimeSpan duration, CancellationToken ct)
    {
        var replies = Enumerable.Range(0, conversations).Select(_ => new SemaphoreSlim(0)).ToArray();
        listener.Replied = number => replies[number % conversations].Release();
        var run = Guid.NewGuid().ToString("N")[..8];
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, conversations).Select(conversation => Task.Run(async () =>
        {
            using var http = await ConnectAsync(server, ct);
            var request = new PreparedRequest(server, token, listener.Url, $"conversation-{run}-{conversation}", expectReplies: false);
            var buffer = new byte[request.Length];
            var times = new List<double>();
            for (var number = conversation; clock.Elapsed < duration && number < MostTurns; number += conversations)
            {
                request.Write(buffer, number);
                var start = Stopwatch.GetTimestamp();
                await http.Socket.SendAsync(buffer, SocketFlags.None, ct);
                Demand((await http.NextAsync(ct)).Span, "HTTP/1.1 200"u8);
                await replies[conversation].WaitAsync(ct);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return times;
        }, ct)));
        return [.. all.SelectMany(times => times)];
    }

    private static void Demand(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> holds)
    {
        if (answer.IndexOf(holds) < 0)
            throw new InvalidOperationException($"The server answered: {System.Text.Encoding.UTF8.GetString(answer)}");
    }

    private static async Task<RawHttp> ConnectAsync(Uri server, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), ct);
        return new(socket);
    }
}
