using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;

namespace HelpDesk.Channels.DirectLine;

/// <summary>
/// One client's stream: first what is stored after its watermark, then what comes. Everything but passing signals is read from the store, one frame at
/// a time, so a slow client holds one page of memory, and a fast one misses nothing.
/// </summary>
internal sealed class ActivityStream(WebSocket socket, History history, IStore store, TimeProvider time, DirectLineOptions options) : IDisposable
{
    private const int LargestClientFrame = 4096;
    private const int MostPassing = 16;

    // A node that stops waits no longer than this for the answer to its close.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    // One wake-up is as good as ten; of signals that nobody took in time the oldest are worth least.
    private readonly Channel<Signal> _grown = Channel.CreateBounded<Signal>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Channel<Signal> _passing = Channel.CreateBounded<Signal>(new BoundedChannelOptions(MostPassing) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly CancellationTokenSource _end = new();
    private volatile bool _mustMakeRoom;

    public async Task RunAsync(string conversation, long after, CancellationToken stopping, CancellationToken aborted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborted, _end.Token);
        using var watch = ConversationSignals.Watch(store, Identifiers.Conversation(conversation), OnSignal);
        var listening = ListenAsync(aborted);
        try
        {
            await SendAllAsync(conversation, after, either.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            // The client left, was too slow, or the host stops: in each case the stream is over and the client may come back.
        }

        await CloseAsync(stopping.IsCancellationRequested, aborted);

        // A client that never answers the close would keep the socket. Cutting it off at once would take from it why it was closed.
        using var patience = new CancellationTokenSource(stopping.IsCancellationRequested ? Farewell : options.SendTimeout, time);
        await using (patience.Token.UnsafeRegister(static socket => ((WebSocket)socket!).Abort(), socket))
            await listening;
    }

    /// <summary>Ends this stream because newer ones of its conversation need the place.</summary>
    public void MakeRoom()
    {
        _mustMakeRoom = true;
        _ = _end.CancelAsync();
    }

    public void Dispose() => _end.Dispose();

    private void OnSignal(Signal signal) => (signal.Payload.IsEmpty ? _grown : _passing).Writer.TryWrite(signal);

    private async Task SendAllAsync(string conversation, long watermark, CancellationToken ct)
    {
        while (true)
        {
            var page = await history.ReadAsync(conversation, watermark, ct);
            watermark = page.Watermark;
            // One activity a frame: the usual client shows the activities of a frame one by one and goes on to the next frame meanwhile, so that what
            // comes right behind a longer frame would overtake the end of it.
            foreach (var shown in page.Shown)
                await SendAsync(shown.Json, shown.Version, ct);
            if (!page.IsLast)
                continue;
            while (_passing.Reader.TryRead(out var passing))
                await SendAsync(passing.Payload, watermark, ct);
            await WaitAsync(ct);
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> activity, long watermark, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(options.SendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        await socket.SendAsync(HistoryPage.ToJson([activity], watermark), WebSocketMessageType.Text, endOfMessage: true, either.Token);
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        using var poll = new CancellationTokenSource(options.StreamPoll, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(poll.Token, ct);
        try
        {
            await Task.WhenAny(_grown.Reader.WaitToReadAsync(either.Token).AsTask(), _passing.Reader.WaitToReadAsync(either.Token).AsTask()).Unwrap();
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nothing came in time: look anyway, a signal may have been lost.
        }

        await either.CancelAsync();
        _grown.Reader.TryRead(out _);
    }

    // The client says nothing here but empty frames, to find out whether the line is dead.
    private async Task ListenAsync(CancellationToken ct)
    {
        var buffer = new byte[LargestClientFrame];
        var taken = 0;
        try
        {
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            {
                var frame = await socket.ReceiveAsync(buffer.AsMemory(), ct);
                if (frame.MessageType == WebSocketMessageType.Close)
                    break;
                taken = frame.EndOfMessage ? 0 : taken + frame.Count;
                if (taken > LargestClientFrame)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "Activities are posted, not sent here.", ct);
                    break;
                }
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            // There is nobody left to listen to.
        }

        await _end.CancelAsync();
    }

    private async Task CloseAsync(bool stopping, CancellationToken aborted)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var limit = new CancellationTokenSource(options.SendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, aborted);
        try
        {
            var (status, why) = (stopping, _mustMakeRoom) switch
            {
                (true, _) => (WebSocketCloseStatus.EndpointUnavailable, null),
                (_, true) => (WebSocketCloseStatus.PolicyViolation, "Newer streams of this conversation took the place."),
                _ => (WebSocketCloseStatus.NormalClosure, null),
            };
            await socket.CloseOutputAsync(status, why, either.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            socket.Abort();
        }
    }
}
