using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace HelpDesk.Tests.Handoff.Service.Live;

/// <summary>SignalR's JSON protocol over a plain web socket: messages end with 0x1E; 1 is a call, 3 its answer, 6 a ping, 7 the end.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    private const byte End = 0x1E;
    private readonly ClientWebSocket _socket;
    private readonly Channel<JsonObject> _pushed = Channel.CreateUnbounded<JsonObject>();
    private readonly Dictionary<string, TaskCompletionSource<JsonObject>> _calls = [];
    private readonly SemaphoreSlim _sending = new(1, 1);
    private Task _reading = Task.CompletedTask;
    private int _call;

    private LiveClient(ClientWebSocket socket) => _socket = socket;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <exception cref="WebSocketException">Refused; the status is in the message.</exception>
    public static Task<LiveClient> ConnectAsync(Uri address, string? caller) => ConnectAsync(address, caller is null ? [] : new Dictionary<string, string> { ["X-Test-Caller"] = caller });

    /// <exception cref="WebSocketException">Refused; the status is in the message.</exception>
    public static async Task<LiveClient> ConnectAsync(Uri address, IReadOnlyDictionary<string, string> headers)
    {
        var socket = new ClientWebSocket();
        foreach (var (name, value) in headers) socket.Options.SetRequestHeader(name, value);
        await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/v1/live" }.Uri, Ct);
        var client = new LiveClient(socket);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", (await client.ReceiveAsync()).ToJsonString());
        client._reading = client.ReadAsync();
        return client;
    }

    public Task<JsonObject> SubscribeAsync(params string[] topics) => CallAsync("Subscribe", topics, null);

    public Task<JsonObject> ResumeAsync(long after, params string[] topics) => CallAsync("Subscribe", topics, after);

    /// <summary>The answer of a hub's method; fails where it is an error.</summary>
    public async Task<JsonObject> CallAsync(string method, params object?[] arguments)
    {
        var answer = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        var id = Interlocked.Increment(ref _call).ToString(System.Globalization.CultureInfo.InvariantCulture);
        lock (_calls) _calls.Add(id, answer);
        await SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = id, target = method, arguments }));
        var completed = await answer.Task.WaitAsync(Ct);
        Assert.Null(completed["error"]);
        return completed["result"] as JsonObject ?? [];
    }

    /// <summary>The next message pushed: its method and its one argument.</summary>
    public async Task<(string Method, JsonNode Argument)> NextAsync()
    {
        var pushed = await _pushed.Reader.ReadAsync(Ct);
        return ((string)pushed["target"]!, pushed["arguments"]![0]!);
    }

    /// <summary>The next message, which must be a change; its kind.</summary>
    public async Task<string> ChangeAsync()
    {
        var (method, argument) = await NextAsync();
        Assert.Equal("changed", method);
        return (string)argument["kind"]!;
    }

    public bool TryNext(out JsonObject pushed) => _pushed.Reader.TryRead(out pushed!);

    /// <summary>Returns when the server has ended the connection.</summary>
    public Task EndedAsync() => _reading.WaitAsync(Ct);

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task SendAsync(string json)
    {
        await _sending.WaitAsync(Ct);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(json + (char)End), WebSocketMessageType.Text, true, Ct);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                var message = await ReceiveAsync();
                if ((int)message["type"]! == 1) await _pushed.Writer.WriteAsync(message, Ct);
                if ((int)message["type"]! == 7) break;
                if ((int)message["type"]! != 3) continue;
                lock (_calls) _calls[(string)message["invocationId"]!].TrySetResult(message);
            }
        }
        catch (WebSocketException)
        {
            // Ended without a word.
        }
        finally
        {
            _pushed.Writer.TryComplete();
            lock (_calls)
                foreach (var call in _calls.Values)
                    call.TrySetCanceled(Ct);
        }
    }

    private readonly ArrayBufferWriter<byte> _received = new();
    private int _taken;

    private async Task<JsonObject> ReceiveAsync()
    {
        int end;
        while ((end = _received.WrittenSpan[_taken..].IndexOf(End)) < 0)
        {
            var read = await _socket.ReceiveAsync(_received.GetMemory(4096), Ct);
            if (read.MessageType == WebSocketMessageType.Close) throw new WebSocketException("Closed.");
            _received.Advance(read.Count);
        }
        var message = JsonNode.Parse(_received.WrittenSpan.Slice(_taken, end))!.AsObject();
        _taken += end + 1;
        if (_taken == _received.WrittenCount) (_taken, _) = (0, Reset());
        return message;
    }

    private bool Reset()
    {
        _received.ResetWrittenCount();
        return true;
    }
}
