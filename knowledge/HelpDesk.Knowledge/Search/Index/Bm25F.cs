namespace HelpDesk.Knowledge.Search.Index;

/// <summary>
/// BM25 over weighted fields: a term's counts in the fields are normalized by each field's length and added up before they saturate.
/// Source: Robertson, Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.5.
/// </summary>
public static class Bm25F
{
    public const int Fields = 4;
    private const double Saturation = 1.2;

    private static readonly double[] Weights = [2.5, 1.3, 2.0, 1.0];
    private static readonly double[] LengthShares = [0.4, 0.6, 0.4, 0.7];

    /// <summary>Never below zero, also for a term that every article has.</summary>
    public static double Idf(int articles, int containing) => Math.Log(1 + (articles - containing + 0.5) / (containing + 0.5));

    /// <summary>What one field adds to a term's weighted count.</summary>
    public static double FieldCount(int field, int count, int length, double averageLength) =>
        Weights[field] * count / (1 - LengthShares[field] + LengthShares[field] * length / Math.Max(averageLength, 1));

    /// <summary>0 to 1, of the weighted count over all fields.</summary>
    public static double Saturate(double count) => count / (Saturation + count);
}
