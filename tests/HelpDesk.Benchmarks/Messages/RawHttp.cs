using System.Buffers.Text;
using System.Net.Sockets;

namespace HelpDesk.Benchmarks.Messages;

/// <summary>Just enough of HTTP/1.1 for messages with a length, straight from a socket.</summary>
internal sealed class RawHttp(Socket socket) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start, _end;

    public Socket Socket => socket;

    /// <summary>The next message, whole: head and body; empty where the other side has closed. Valid until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            if (LengthOf(_buffer.AsSpan(_start.._end)) is > 0 and var length && length <= _end - _start)
            {
                var message = _buffer.AsMemory(_start, length);
                _start += length;
                return message;
            }

            if (_start > 0)
            {
                _buffer.AsSpan(_start.._end).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }

            var read = await socket.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None, ct);
            if (read == 0)
                return default;
            _end += read;
        }
    }

    public void Dispose() => socket.Dispose();

    private static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return -1;
        var length = bytes[..head].IndexOf("Content-Length: "u8);
        return length >= 0 && Utf8Parser.TryParse(bytes[(length + 16)..], out int body, out _) ? head + 4 + body : head + 4;
    }
}
