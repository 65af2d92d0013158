namespace HelpDesk.Handoff.Routing.Board;

/// <summary>Rows of bits, one per seat.</summary>
internal static class Bits
{
    public const int PerWord = 64;

    public static void Set(ulong[] row, int index, bool on)
    {
        var bit = 1UL << (index % PerWord);
        row[index / PerWord] = on ? row[index / PerWord] | bit : row[index / PerWord] & ~bit;
    }

    public static bool IsSet(ReadOnlySpan<ulong> row, int index) => (row[index / PerWord] & (1UL << (index % PerWord))) != 0;

    public static bool Meet(ReadOnlySpan<ulong> x, ReadOnlySpan<ulong> y)
    {
        for (var i = 0; i < x.Length; i++)
            if ((x[i] & y[i]) != 0)
                return true;
        return false;
    }
}
