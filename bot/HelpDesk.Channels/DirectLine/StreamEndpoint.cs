using System.Net.WebSockets;
using HelpDesk.Channels.Nodes;
using HelpDesk.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.DirectLine;

/// <summary>Opens the WebSocket of a conversation; the token is in the address because a browser's socket sends no headers.</summary>
internal static class StreamEndpoint
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(20);

    public static async Task<IResult> OpenAsync(
        string id, string? watermark, string? t, HttpContext http, Access access, History history, IStore store, OpenStreams open,
        TimeProvider time, IOptions<DirectLineOptions> options, Drain drain)
    {
        var ct = http.RequestAborted;
        if (!http.WebSockets.IsWebSocketRequest)
            return DirectLineError.BadArgument("This address is for WebSockets.");
        var caller = string.IsNullOrEmpty(t) ? new(null, DirectLineError.NoToken) : await access.OfAsync(t, id, ct);
        if (caller.Refusal is not null)
            return caller.Refusal;
        var version = Identifiers.IsConversation(id) ? await history.VersionAsync(id, ct) : 0;
        if (version == 0)
            return DirectLineError.UnknownConversation;
        if (!History.TryReadWatermark(watermark, version, out var after))
            return DirectLineError.BadArgument("The watermark is not one of this service.");

        // The protocol's own pings, answered by every browser: a client that is gone is noticed without a frame that it would have to understand.
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = PingEvery, KeepAliveTimeout = PingEvery });
        using var stream = new ActivityStream(socket, history, store, time, options.Value);
        using var seat = open.Enter(id, stream);
        await stream.RunAsync(id, after, drain.Closing, ct);

        // What a client that takes nothing has not taken would otherwise be kept for it.
        if (socket.State == WebSocketState.Aborted)
            http.Abort();
        return Results.Empty;
    }
}
