using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace HelpDesk.Tests.Storage.Redis;

/// <summary>A way to a port of this machine that can be slow, fall silent without a farewell as a split network does, and heal.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Task> _running = [];
    private readonly int _target;
    private volatile TaskCompletionSource _open = Opened();

    public TcpProxy(int target)
    {
        _target = target;
        _listener.Start();
        _running.Add(AcceptAsync());
    }

    public string Connection => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Added to every message on its way to the target.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Nothing passes and nobody is told. What was said meanwhile is delivered after <see cref="Heal"/>, as TCP does it.</summary>
    public void Split() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Heal() => _open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        Heal();
        _listener.Stop();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
        _listener.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_closing.Token);
            _running.Add(ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        await _open.Task.WaitAsync(_closing.Token);
        await far.ConnectAsync(IPAddress.Loopback, _target, _closing.Token);
        await Task.WhenAny(PumpAsync(near.GetStream(), far.GetStream(), delayed: true), PumpAsync(far.GetStream(), near.GetStream(), delayed: false));
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, bool delayed)
    {
        var passing = Channel.CreateUnbounded<(byte[] Bytes, DateTimeOffset Due)>();
        var writing = WriteAsync(passing.Reader, to);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, _closing.Token)) > 0;)
            passing.Writer.TryWrite((buffer[..read], TimeProvider.System.GetUtcNow() + (delayed ? Latency : TimeSpan.Zero)));
        passing.Writer.Complete();
        await writing;
    }

    private async Task WriteAsync(ChannelReader<(byte[] Bytes, DateTimeOffset Due)> passing, NetworkStream to)
    {
        await foreach (var (bytes, due) in passing.ReadAllAsync(_closing.Token))
        {
            if (due - TimeProvider.System.GetUtcNow() is { TotalMilliseconds: > 1 } rest)
            {
                using var wire = new PeriodicTimer(rest);
                await wire.WaitForNextTickAsync(_closing.Token);
            }
            await _open.Task.WaitAsync(_closing.Token);
            await to.WriteAsync(bytes, _closing.Token);
        }
    }
}
