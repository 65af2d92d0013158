using System.Buffers.Text;

namespace HelpDesk.Channels.Messages;

/// <summary>
/// Half a character, written as an escape: JSON that can be read and never written again. Clients cut texts in the middle of an emoji; that must not
/// cost a person the message.
/// </summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>Whether there may be one: most bodies have no such escape at all.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> json) => json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0;

    /// <summary>Puts the sign for an unreadable character in the place of each half.</summary>
    public static void Replace(Span<byte> json)
    {
        for (var at = 0; json[at..].IndexOf((byte)'\\') is >= 0 and var next;)
        {
            at += next;
            at += (UnitAt(json[at..]), UnitAt(Rest(json, at))) switch
            {
                (null, _) => Math.Min(2, json.Length - at),
                ({ } first, { } second) when char.IsSurrogatePair(first, second) => 2 * EscapeLength,
                ({ } alone, _) => Mend(json.Slice(at, EscapeLength), alone),
            };
        }
    }

    private static int Mend(Span<byte> escape, char unit)
    {
        if (char.IsSurrogate(unit))
            "\\ufffd"u8.CopyTo(escape);
        return EscapeLength;
    }

    private static ReadOnlySpan<byte> Rest(ReadOnlySpan<byte> json, int at) => at + EscapeLength < json.Length ? json[(at + EscapeLength)..] : [];

    private static char? UnitAt(ReadOnlySpan<byte> json) =>
        json.Length >= EscapeLength && json[0] == '\\' && json[1] == 'u'
        && Utf8Parser.TryParse(json.Slice(2, 4), out ushort unit, out var read, 'x') && read == 4
            ? (char)unit
            : null;
}
