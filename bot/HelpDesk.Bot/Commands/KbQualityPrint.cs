using System.Globalization;
using HelpDesk.Knowledge.Commands;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Bot.Commands;

/// <summary>What kb eval, tune and calibrate print.</summary>
internal static class KbQualityPrint
{
    public static void Eval(EvalReport report, EvalComparison? comparison, bool json)
    {
        if (json)
        {
            Console.WriteLine(report.ToJson());
            return;
        }
        var mean = report.Mean;
        Line($"queries     {report.Queries}");
        Line($"nDCG@10     {mean.Ndcg10:0.0000}");
        Line($"MAP         {mean.Map:0.0000}");
        Line($"MRR@10      {mean.Mrr10:0.0000}");
        Line($"P@1         {mean.First:0.0000}");
        Line($"Success@5   {mean.Success5:0.0000}");
        Line($"Recall@100  {mean.Recall100:0.0000}");
        if (comparison is null) return;
        foreach (var change in comparison.Changed) Line($"{change.Gain,+8:+0.000;-0.000}  {change.Query}");
        Line($"nDCG@10 against the other, {comparison.Queries} queries: {comparison.Ndcg10.Mean:+0.0000;-0.0000}, 95% interval {comparison.Ndcg10.Low:+0.0000;-0.0000} to {comparison.Ndcg10.High:+0.0000;-0.0000}");
    }

    public static void Tuned(TuningResult result)
    {
        Console.WriteLine("nDCG@10      before    held out   all seen");
        for (var i = 0; i < result.Before.Count; i++) Line($"collection {i + 1} {result.Before[i]:0.0000}    {result.HeldOut[i]:0.0000}     {result.After[i]:0.0000}");
        Console.WriteLine(result.Weights.ToJson());
    }

    public static void Calibrated(Calibration calibration, ConfidenceWeights weights)
    {
        Console.WriteLine("confidence   questions   foretold   right");
        foreach (var bin in calibration.Reliability(weights)) Line($"{bin.From:0.0}-{bin.To:0.0}      {bin.Questions,9}   {bin.Foretold,8:0.00}   {bin.Right,5:0.00}");
        Line($"answered or asked back from {weights.ClarifyFrom:0.00}: {calibration.Kept(weights):0.0%} of the questions that have an article; refused: {calibration.Refused(weights):0.0%} of the others");
        Console.WriteLine(weights);
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
