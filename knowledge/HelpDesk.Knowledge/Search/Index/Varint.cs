namespace HelpDesk.Knowledge.Search.Index;

/// <summary>Unsigned numbers in seven-bit groups, low group first.</summary>
internal static class Varint
{
    public static void Write(Buffered<byte> to, int value)
    {
        var rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7) to.Add((byte)(rest | 0x80));
        to.Add((byte)rest);
    }

    public static int Read(byte[] from, ref int at)
    {
        uint value = from[at++];
        if (value < 0x80) return (int)value;
        value &= 0x7F;
        for (var shift = 7; ; shift += 7)
        {
            uint next = from[at++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80) return (int)value;
        }
    }
}
