using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace HelpDesk.Benchmarks.Messages;

/// <summary>The connector: takes replies and says which turn each belongs to. Answers as a channel does.</summary>
internal sealed class RawListener : IDisposable
{
    private static readonly byte[] Taken = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 21\r\n\r\n{\"id\":\"1795300777628\"}"u8.ToArray();
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();

    public RawListener()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.Listen(1024);
        _ = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_socket.LocalEndPoint!).Port}";

    /// <summary>Told the number of each turn whose reply has come.</summary>
    public Action<int> Replied { get; set; } = _ => { };

    public void Dispose()
    {
        _stop.Cancel();
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _socket.AcceptAsync(_stop.Token));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        using var http = new RawHttp(socket);
        try
        {
            while (await http.NextAsync(_stop.Token) is { Length: > 0 } request)
            {
                var number = NumberIn(request.Span);
                await socket.SendAsync(Taken, SocketFlags.None, _stop.Token);
                Replied(number);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException)
        {
            // The server has gone.
        }
    }

    private static int NumberIn(ReadOnlySpan<byte> request)
    {
        var at = request.IndexOf("\"turn "u8);
        return at >= 0 && Utf8Parser.TryParse(request.Slice(at + 6, PreparedRequest.Digits), out int number, out _) ? number : -1;
    }
}
