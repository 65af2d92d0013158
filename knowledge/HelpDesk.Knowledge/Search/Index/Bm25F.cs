namespace HelpDesk.Knowledge.Search.Index;

/// <summary>
/// BM25 over weighted fields: a term's counts in the fields are normalized by each field's length and added up before they saturate.
/// Source: Robertson, Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.5.
/// </summary>
/// <param name="Saturation">k1.</param>
/// <param name="Weights">By <see cref="Field"/>.</param>
/// <param name="LengthShares">b by <see cref="Field"/>: 0 ignores a field's length, 1 divides by it.</param>
public sealed record Bm25F(double Saturation, IReadOnlyList<double> Weights, IReadOnlyList<double> LengthShares)
{
    public const int Fields = 4;

    /// <summary>More occurrences in one field count as this many; they would hardly change the score.</summary>
    public const int MostCounted = 255;

    /// <summary>Never below zero, also for a term that every article has.</summary>
    public static double Idf(int articles, int containing) => Math.Log(1 + (articles - containing + 0.5) / (containing + 0.5));

    /// <summary>What one occurrence in a field adds to a term's weighted count.</summary>
    /// <param name="averageLength">Over all articles, in words.</param>
    public double Occurrence(int field, int length, double averageLength) =>
        Weights[field] / (1 - LengthShares[field] + LengthShares[field] * length / Math.Max(averageLength, 1));

    /// <summary>0 to 1, of the weighted count over all fields.</summary>
    public double Saturate(double count) => count / (Saturation + count);
}
