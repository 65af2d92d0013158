namespace HelpDesk.Handoff.Routing.Board;

/// <summary>Rows of bits.</summary>
internal static class Bits
{
    public const int PerWord = 64;

    /// <summary>At least one, so that a row is never empty.</summary>
    public static int WordsFor(int bits) => Math.Max(1, (bits + PerWord - 1) / PerWord);

    public static void Set(Span<ulong> row, int index, bool on)
    {
        var bit = 1UL << (index % PerWord);
        row[index / PerWord] = on ? row[index / PerWord] | bit : row[index / PerWord] & ~bit;
    }

    public static bool IsSet(ReadOnlySpan<ulong> row, int index) => (row[index / PerWord] & (1UL << (index % PerWord))) != 0;
}
