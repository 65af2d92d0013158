using System.Buffers.Binary;
using System.Text;

namespace HelpDesk.Storage.Redis;

/// <summary>A signal as a message to the other nodes: who sent it (16 bytes), the topic's length (2), the topic, the payload.</summary>
internal sealed class SignalPost
{
    private const int Sender = 16, Head = Sender + 2;

    private readonly byte[] _me = Guid.NewGuid().ToByteArray();

    public byte[] Write(Signal signal)
    {
        var topic = Encoding.UTF8.GetByteCount(signal.Topic);
        var message = new byte[Head + topic + signal.Payload.Length];
        _me.CopyTo(message, 0);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(Sender), checked((ushort)topic));
        Encoding.UTF8.GetBytes(signal.Topic, message.AsSpan(Head));
        signal.Payload.Span.CopyTo(message.AsSpan(Head + topic));
        return message;
    }

    /// <summary>False for what this process sent, which its listeners have heard already, and for what is no signal.</summary>
    public bool TryRead(byte[]? message, out Signal signal)
    {
        signal = new Signal("", default);
        if (message is null || message.Length < Head || message.AsSpan(0, Sender).SequenceEqual(_me)) return false;
        var topic = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(Sender));
        if (message.Length < Head + topic) return false;
        signal = new Signal(Encoding.UTF8.GetString(message.AsSpan(Head, topic)), message.AsMemory(Head + topic));
        return true;
    }
}
