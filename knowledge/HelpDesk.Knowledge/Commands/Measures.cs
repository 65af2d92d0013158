using System.Runtime.InteropServices;

namespace HelpDesk.Knowledge.Commands;

/// <summary>How good one ranking is; 0 to 1 each. As trec_eval computes them with -c: a question without an answer counts 0.</summary>
/// <param name="Ndcg10">Normalized discounted cumulative gain over the first ten, gain linear.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Measures(double Ndcg10, double Map, double Mrr10, double First, double Success5, double Recall100)
{
    private const int Depth = 10;

    /// <param name="hits">Best first.</param>
    /// <param name="relevant">Grades by article.</param>
    public static Measures Of(IReadOnlyList<string> hits, IReadOnlyDictionary<string, int> relevant)
    {
        var right = relevant.Values.Count(grade => grade > 0);
        var ideal = relevant.Values.Where(grade => grade > 0).OrderDescending().Take(Depth).Select((grade, i) => grade / Math.Log2(i + 2)).Sum();
        if (right == 0 || ideal == 0) return default;
        var (gain, found, precisions, reciprocal, inFive, inHundred) = (0.0, 0, 0.0, 0.0, 0.0, 0);
        for (var i = 0; i < hits.Count; i++)
        {
            if (!relevant.TryGetValue(hits[i], out var grade) || grade <= 0) continue;
            found++;
            precisions += (double)found / (i + 1);
            if (i < Depth) gain += grade / Math.Log2(i + 2);
            if (i < Depth && reciprocal == 0) reciprocal = 1.0 / (i + 1);
            if (i < 5) inFive = 1;
            if (i < 100) inHundred++;
        }
        return new Measures(gain / ideal, precisions / right, reciprocal, reciprocal == 1 ? 1 : 0, inFive, (double)inHundred / right);
    }

    public static Measures Mean(IReadOnlyCollection<Measures> all) => new(
        all.Average(m => m.Ndcg10), all.Average(m => m.Map), all.Average(m => m.Mrr10), all.Average(m => m.First), all.Average(m => m.Success5), all.Average(m => m.Recall100));
}
