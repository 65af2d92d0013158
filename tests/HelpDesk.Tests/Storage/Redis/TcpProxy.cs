using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace HelpDesk.Tests.Storage.Redis;

/// <summary>A way to a port of this machine that can be slow, fall silent without a farewell as a split network does, and heal.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentBag<Task> _running = [];
    private readonly ConcurrentBag<Way> _ways = [];
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

    /// <summary>Keeps what is on its way over the connections of now, in one direction; later connections are not held. Goes on when disposed, also where the sender has gone.</summary>
    public IDisposable Hold(bool answers)
    {
        Way[] held = [.. _ways.Where(way => way.Answers == answers)];
        foreach (var way in held) way.Hold();
        return new Release(held);
    }

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
        var (there, back) = (new Way(answers: false), new Way(answers: true));
        _ways.Add(there);
        _ways.Add(back);
        await Task.WhenAny(PumpAsync(near.GetStream(), far.GetStream(), there, delayed: true), PumpAsync(far.GetStream(), near.GetStream(), back, delayed: false));
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, Way way, bool delayed)
    {
        var passing = Channel.CreateUnbounded<(byte[] Bytes, DateTimeOffset Due)>();
        var writing = WriteAsync(passing.Reader, to, way);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, _closing.Token)) > 0;)
            passing.Writer.TryWrite((buffer[..read], TimeProvider.System.GetUtcNow() + (delayed ? Latency : TimeSpan.Zero)));
        passing.Writer.Complete();
        await writing;
    }

    private async Task WriteAsync(ChannelReader<(byte[] Bytes, DateTimeOffset Due)> passing, NetworkStream to, Way way)
    {
        await foreach (var (bytes, due) in passing.ReadAllAsync(_closing.Token))
        {
            if (due - TimeProvider.System.GetUtcNow() is { TotalMilliseconds: > 1 } rest)
            {
                using var wire = new PeriodicTimer(rest);
                await wire.WaitForNextTickAsync(_closing.Token);
            }
            await _open.Task.WaitAsync(_closing.Token);
            await way.Open.WaitAsync(_closing.Token);
            await to.WriteAsync(bytes, _closing.Token);
        }
    }

    /// <summary>One direction of one connection.</summary>
    private sealed class Way(bool answers)
    {
        private volatile TaskCompletionSource _open = Opened();

        public bool Answers => answers;

        public Task Open => _open.Task;

        public void Hold() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _open.TrySetResult();
    }

    private sealed class Release(Way[] held) : IDisposable
    {
        public void Dispose()
        {
            foreach (var way in held) way.Release();
        }
    }
}
