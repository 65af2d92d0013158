namespace HelpDesk.Handoff.Triage.Learning;

/// <summary>
/// What the classifier sees of a text: its words, pairs of words, and the pieces of 3 to 5 letters of each word, which survive typos and endings.
/// </summary>
public static class Features
{
    private const int ShortestPiece = 3;
    private const int LongestPiece = 4;
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>A feature as a 64-bit hash, and the word that it comes from. FNV-1a, so that it is the same on every machine.</summary>
    public static void Of(IReadOnlyList<string> words, List<(ulong Feature, int Word)> into)
    {
        into.Clear();
        Span<char> padded = stackalloc char[64];
        for (var i = 0; i < words.Count; i++)
        {
            into.Add((Hash('w', words[i]), i));
            if (i > 0)
                into.Add((Hash('p', words[i], Hash('p', words[i - 1])), i));
            Pieces(Pad(words[i], padded), i, into);
        }
    }

    private static void Pieces(ReadOnlySpan<char> padded, int word, List<(ulong, int)> into)
    {
        for (var length = ShortestPiece; length <= LongestPiece; length++)
            for (var start = 0; start + length <= padded.Length; start++)
                into.Add((Hash('c', padded.Slice(start, length)), word));
    }

    /// <summary>Marks where the word begins and ends; what is longer than the buffer is no word of any language.</summary>
    private static ReadOnlySpan<char> Pad(string word, Span<char> buffer)
    {
        var length = Math.Min(word.Length, buffer.Length - 2);
        buffer[0] = '<';
        word.AsSpan(0, length).CopyTo(buffer[1..]);
        buffer[length + 1] = '>';
        return buffer[..(length + 2)];
    }

    private static ulong Hash(char kind, ReadOnlySpan<char> text, ulong start = OffsetBasis)
    {
        var hash = (start ^ kind) * Prime;
        foreach (var c in text)
            hash = (hash ^ c) * Prime;
        return hash;
    }
}
