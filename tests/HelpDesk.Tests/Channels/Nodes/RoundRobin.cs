using System.Net;
using System.Net.Sockets;

namespace HelpDesk.Tests.Channels.Nodes;

/// <summary>A plain load balancer: each connection goes to the next node, or to the one after it where that does not answer. It knows nothing of HTTP.</summary>
internal sealed class RoundRobin : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Uri[] _nodes;
    private readonly int[] _passed;
    private readonly Task _accepting;
    private int _next;

    public RoundRobin(params Uri[] nodes)
    {
        (_nodes, _passed) = (nodes, new int[nodes.Length]);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>How many connections each place has been given.</summary>
    public IReadOnlyList<int> Passed => _passed;

    public void Replace(int place, Uri node) => Volatile.Write(ref _nodes[place], node);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
            _ = PassAsync(await _listener.AcceptTcpClientAsync(_closing.Token));
    }

    private async Task PassAsync(TcpClient client)
    {
        using var one = client;
        using var two = await ConnectAsync();
        if (two is null)
            return;
        one.NoDelay = two.NoDelay = true;
        try
        {
            // Whoever ends it first ends it for both.
            await Task.WhenAny(one.GetStream().CopyToAsync(two.GetStream(), _closing.Token), two.GetStream().CopyToAsync(one.GetStream(), _closing.Token)).Unwrap();
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // So it goes.
        }
    }

    private async Task<TcpClient?> ConnectAsync()
    {
        for (var tries = 0; tries < _nodes.Length; tries++)
        {
            var place = (int)((uint)Interlocked.Increment(ref _next) % _nodes.Length);
            var node = new TcpClient();
            try
            {
                await node.ConnectAsync(IPAddress.Loopback, Volatile.Read(ref _nodes[place]).Port, _closing.Token);
                Interlocked.Increment(ref _passed[place]);
                return node;
            }
            catch (Exception failure) when (failure is SocketException or OperationCanceledException)
            {
                node.Dispose();
            }
        }

        return null;
    }
}
