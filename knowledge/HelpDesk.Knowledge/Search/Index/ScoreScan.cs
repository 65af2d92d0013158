using System.Numerics;
using System.Runtime.InteropServices;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>The scores of a segment's documents; nearly all of them are passed over, several at a time.</summary>
internal static class ScoreScan
{
    /// <summary>The first document from <paramref name="from"/> on that scores at least so much; -1 where there is none.</summary>
    public static int NextAtLeast(ReadOnlySpan<float> scores, int from, float least)
    {
        var document = from;
        var bound = new Vector<float>(least);
        for (; document <= scores.Length - Vector<float>.Count; document += Vector<float>.Count)
            if (Vector.GreaterThanOrEqualAny(MemoryMarshal.Read<Vector<float>>(MemoryMarshal.AsBytes(scores.Slice(document, Vector<float>.Count))), bound)) break;
        for (; document < scores.Length; document++)
            if (scores[document] >= least) return document;
        return -1;
    }
}
