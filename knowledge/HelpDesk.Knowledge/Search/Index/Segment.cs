using HelpDesk.Knowledge.Articles;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>
/// An immutable part of the index. Term t's postings are entries <c>Starts[t]</c> to <c>Starts[t + 1]</c> of <c>Documents</c> (ascending),
/// <c>Counts</c> (by field, a byte each) and <c>Offsets</c>, where its positions begin: by field, each as the difference to the one before.
/// </summary>
internal sealed class Segment
{
    public required Dictionary<string, int> Terms { get; init; }
    public required int[] Starts { get; init; }
    public required int[] Documents { get; init; }
    public required uint[] Counts { get; init; }
    public required int[] Offsets { get; init; }
    public required byte[] Positions { get; init; }

    /// <summary>By term: its text.</summary>
    public required string[] Texts { get; init; }

    /// <summary>By term: documents with it in the title.</summary>
    public required int[] Titles { get; init; }

    /// <summary>Filter values; the texts are not kept.</summary>
    public required IndexEntry[] Entries { get; init; }

    /// <summary>Each article's document.</summary>
    public required Dictionary<ArticleId, int> Numbers { get; init; }

    /// <summary>Words by document, four fields each.</summary>
    public required int[] Lengths { get; init; }

    /// <summary>The words as written, for typing errors and prefixes.</summary>
    public required SegmentWords Words { get; init; }

    /// <summary>ISO 639-1 codes of the documents' languages.</summary>
    public required IReadOnlyCollection<string> Languages { get; init; }

    public int Count => Entries.Length;

    public ArticleId Id(int document) => Entries[document].Id;

    public int Length(int document, int field) => Lengths[document * Bm25F.Fields + field];

    public ReadOnlySpan<int> LengthsOf(int document) => Lengths.AsSpan(document * Bm25F.Fields, Bm25F.Fields);

    public ReadOnlySpan<uint> CountsOf(int term) => Counts.AsSpan(Starts[term], Starts[term + 1] - Starts[term]);

    public ReadOnlySpan<int> DocumentsOf(int term) => Documents.AsSpan(Starts[term], Starts[term + 1] - Starts[term]);

    /// <summary>The posting of a term in a document, or -1.</summary>
    public int Posting(int term, int document)
    {
        var at = DocumentsOf(term).BinarySearch(document);
        return at < 0 ? -1 : Starts[term] + at;
    }

    public ReadOnlySpan<byte> PositionBytes(int posting) =>
        Positions.AsSpan(Offsets[posting]..(posting + 1 < Offsets.Length ? Offsets[posting + 1] : Positions.Length));

    /// <summary>Unpacks a posting's positions; <paramref name="into"/> has exactly room for them.</summary>
    public void ReadPositions(int posting, Span<int> into)
    {
        var at = Offsets[posting];
        var counts = Counts[posting];
        var next = 0;
        for (var field = 0; field < Bm25F.Fields; field++, counts >>= 8)
        {
            var last = 0;
            for (var left = counts & 0xFF; left > 0; left--) into[next++] = last += Varint.Read(Positions, ref at);
        }
    }
}
