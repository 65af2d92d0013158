using HelpDesk.Knowledge.Articles;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>
/// An immutable part of the index. Term t's postings are entries <c>Starts[t]</c> to <c>Starts[t + 1]</c> of <c>Documents</c> (ascending) and
/// <c>Offsets</c>; at its offset, a posting holds a mask of fields, the count in each, and each field's positions as differences.
/// </summary>
internal sealed class Segment
{
    public required IReadOnlyDictionary<string, int> Terms { get; init; }
    public required int[] Starts { get; init; }
    public required int[] Documents { get; init; }
    public required int[] Offsets { get; init; }
    public required byte[] Postings { get; init; }

    /// <summary>Filter values; the texts are not kept.</summary>
    public required IndexEntry[] Entries { get; init; }

    /// <summary>Each article's document.</summary>
    public required IReadOnlyDictionary<ArticleId, int> Numbers { get; init; }

    /// <summary>Words by document, four fields each.</summary>
    public required int[] Lengths { get; init; }

    public int Count => Entries.Length;

    public ArticleId Id(int document) => Entries[document].Id;

    public int Length(int document, int field) => Lengths[document * Bm25F.Fields + field];

    public ReadOnlySpan<int> DocumentsOf(int term) => Documents.AsSpan(Starts[term], Starts[term + 1] - Starts[term]);

    /// <summary>The weighted count of a posting, not yet saturated.</summary>
    public double WeightedCount(int posting, double[] averages)
    {
        var at = Offsets[posting];
        var document = Documents[posting];
        var mask = Postings[at++];
        var count = 0.0;
        for (var field = 0; field < Bm25F.Fields; field++)
            if ((mask & 1 << field) != 0)
                count += Bm25F.FieldCount(field, Varint.Read(Postings, ref at), Length(document, field), averages[field]);
        return count;
    }

    /// <summary>Positions by field of a posting.</summary>
    public int[][] Positions(int posting)
    {
        var at = Offsets[posting];
        var mask = Postings[at++];
        var positions = new int[Bm25F.Fields][];
        for (var field = 0; field < Bm25F.Fields; field++)
            positions[field] = (mask & 1 << field) != 0 ? new int[Varint.Read(Postings, ref at)] : [];
        foreach (var inField in positions)
            for (int i = 0, last = 0; i < inField.Length; i++) inField[i] = last += Varint.Read(Postings, ref at);
        return positions;
    }

    public ReadOnlySpan<byte> Bytes(int posting) =>
        Postings.AsSpan(Offsets[posting]..(posting + 1 < Offsets.Length ? Offsets[posting + 1] : Postings.Length));
}
