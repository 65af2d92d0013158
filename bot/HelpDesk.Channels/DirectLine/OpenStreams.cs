using Microsoft.Extensions.Options;

namespace HelpDesk.Channels.DirectLine;

/// <summary>
/// Bounds the open streams of one conversation. One too many closes the oldest, not the newest: after a sleep or a change of network the old ones
/// are sockets that nobody holds any more, and refusing would keep the person out who is there now.
/// </summary>
public sealed class OpenStreams(IOptions<DirectLineOptions> options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<ActivityStream>> _open = new(StringComparer.Ordinal);

    /// <summary>Counts a stream until the result is disposed.</summary>
    internal Seat Enter(string conversation, ActivityStream stream)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(conversation, out var streams))
                _open.Add(conversation, streams = []);
            streams.Add(stream);
            for (; streams.Count > options.Value.MaxStreams; streams.RemoveAt(0))
                streams[0].MakeRoom();
        }

        return new(this, conversation, stream);
    }

    private void Leave(string conversation, ActivityStream stream)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(conversation, out var streams) && streams.Remove(stream) && streams.Count == 0)
                _open.Remove(conversation);
        }
    }

    internal readonly struct Seat(OpenStreams open, string conversation, ActivityStream stream) : IDisposable
    {
        public void Dispose() => open.Leave(conversation, stream);
    }
}
