using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace HelpDesk.Tests.Channels.DirectLine;

/// <summary>A plain WebSocket on a conversation's stream, for tests that look at single frames.</summary>
internal sealed class SocketClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private byte[] _buffer = new byte[64 * 1024];

    private SocketClient(ClientWebSocket socket) => Socket = socket;

    public ClientWebSocket Socket { get; }

    /// <summary>Everything that came, in order.</summary>
    public List<JsonElement> Activities { get; } = [];

    public string Watermark { get; private set; } = "";

    public static async Task<SocketClient> OpenAsync(Uri address)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(address, TestContext.Current.CancellationToken);
        return new(socket);
    }

    /// <summary>A client whose machine holds next to nothing for it while it does not read.</summary>
    public static async Task<SocketClient> OpenNarrowAsync(Uri address)
    {
        using var narrow = new SocketsHttpHandler
        {
            ConnectCallback = async (to, ct) =>
            {
                var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                await tcp.ConnectAsync(to.DnsEndPoint, ct);
                return new NetworkStream(tcp, ownsSocket: true);
            },
        };
        using var invoker = new HttpMessageInvoker(narrow, disposeHandler: false);
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(address, invoker, TestContext.Current.CancellationToken);
        return new(socket);
    }

    /// <summary>The status with which the server refuses the handshake.</summary>
    public static async Task<int> RefusalAsync(Uri address)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address, TestContext.Current.CancellationToken));
        return (int)socket.HttpStatusCode;
    }

    /// <summary>The next frame; null where the server closed.</summary>
    public async Task<JsonElement?> FrameAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, length * 2);
            var part = await Socket.ReceiveAsync(_buffer.AsMemory(length), limit.Token);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            if (part.EndOfMessage)
                return JsonElement.Parse(Encoding.UTF8.GetString(_buffer, 0, length));
        }
    }

    /// <summary>Reads until an activity fits; that activity.</summary>
    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> fits)
    {
        while (await FrameAsync() is { } frame)
        {
            var came = frame.GetProperty("activities").EnumerateArray().ToList();
            Activities.AddRange(came);
            Watermark = frame.GetProperty("watermark").GetString()!;
            if (came.Any(fits))
                return came.First(fits);
        }

        throw new InvalidOperationException("The server closed the stream before that activity came.");
    }

    public Task<JsonElement> UntilTextAsync(string text) => UntilAsync(activity => TextOf(activity) == text);

    public static string? TextOf(JsonElement activity) => activity.TryGetProperty("text", out var text) ? text.GetString() : null;

    public void Dispose() => Socket.Dispose();
}
