using System.Runtime.InteropServices;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Search;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Knowledge.Commands;

/// <summary>A bin of the reliability table: what was foretold and what came true.</summary>
/// <param name="Foretold">Mean confidence.</param>
/// <param name="Right">Share whose first article was the right one.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ReliabilityBin(double From, double To, int Questions, double Foretold, double Right);

/// <summary>Fits the curve of confidence to questions with a right article and questions that no article answers.</summary>
public sealed class Calibration
{
    private const int Iterations = 20_000;
    private const double Rate = 0.5;
    private const double Ridge = 0.002;
    private const int Bins = 10;
    private const int WordsFound = 5;

    private readonly List<(double[] Signals, bool Right, bool InScope)> _samples = [];

    public int Count => _samples.Count;

    /// <summary>A collection's own questions, and others that it has no article for.</summary>
    public void AddAll(JudgedCollection collection, IEnumerable<string> offTopic, Synonyms synonyms, RankingWeights weights)
    {
        var index = new MemoryArticleIndex(weights.Formula);
        index.Apply(collection.Entries, []);
        var search = new ArticleSearch(index, synonyms, weights);
        foreach (var query in collection.Queries) Add(search, query.Text, [.. collection.Relevant[query.Id].Keys]);
        foreach (var question in offTopic) Add(search, question, []);
    }

    /// <summary>Share of the questions that have an article which are not refused.</summary>
    public double Kept(ConfidenceWeights weights) => Share(weights, inScope: true, (confidence, least) => confidence >= least);

    /// <summary>Share of the questions that no article answers which are refused.</summary>
    public double Refused(ConfidenceWeights weights) => Share(weights, inScope: false, (confidence, least) => confidence < least);

    /// <param name="right">The articles that answer it; empty for a question that none answers.</param>
    public void Add(ArticleSearch search, string question, IReadOnlyCollection<string> right)
    {
        var hits = new SearchHits();
        search.Find(question, ArticleFilter.Any, ArticleSearch.Ranked, null, hits);
        var signals = hits.Ranked.Count == 0 ? default : Signals.Of(hits, 0, Confidence.Margin(hits));
        _samples.Add((signals.ToArray(), hits.Ranked.Count > 0 && right.Contains(hits.Ranked[0].Id.Value, StringComparer.Ordinal), right.Count > 0));
    }

    /// <summary>Gradient ascent on the likelihood; in-scope and out-of-scope questions count the same in all, and no signal may speak against an article.</summary>
    public ConfidenceWeights Fit(ConfidenceWeights start)
    {
        var weights = new double[Signals.Count];
        var inScope = Math.Max(1, _samples.Count(sample => sample.InScope));
        var (inWeight, outWeight) = (0.5 / inScope, 0.5 / Math.Max(1, _samples.Count - inScope));
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            var gradient = new double[weights.Length];
            foreach (var (signals, right, within) in _samples)
            {
                if (signals[WordsFound] == 0) continue;
                var error = ((right ? 1 : 0) - Value(weights, signals)) * (within ? inWeight : outWeight);
                for (var i = 0; i < weights.Length; i++) gradient[i] += error * signals[i];
            }
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] += Rate * (gradient[i] - (i > 0 ? Ridge * weights[i] * 0.01 : 0));
                if (i > 0) weights[i] = Math.Max(0, weights[i]);
            }
        }
        var rounded = Array.ConvertAll(weights, w => Math.Round(w, 3));
        return start with
        {
            Bias = rounded[0], Subject = rounded[1], Prominence = rounded[2], Known = rounded[3], Title = rounded[4], Words = rounded[5], Margin = rounded[6],
        };
    }

    /// <summary>Tenths of confidence that have questions.</summary>
    public IReadOnlyList<ReliabilityBin> Reliability(ConfidenceWeights weights)
    {
        var array = ToArray(weights);
        return [.. _samples.Select(sample => (Confidence: Value(array, sample.Signals), sample.Right))
            .GroupBy(sample => Math.Min(Bins - 1, (int)(sample.Confidence * Bins))).OrderBy(bin => bin.Key)
            .Select(bin => new ReliabilityBin((double)bin.Key / Bins, (bin.Key + 1.0) / Bins, bin.Count(), bin.Average(s => s.Confidence), bin.Average(s => s.Right ? 1.0 : 0)))];
    }

    private double Share(ConfidenceWeights weights, bool inScope, Func<double, double, bool> holds)
    {
        var array = ToArray(weights);
        var samples = _samples.Where(sample => sample.InScope == inScope).ToList();
        return samples.Count == 0 ? 0 : (double)samples.Count(sample => holds(Value(array, sample.Signals), weights.ClarifyFrom)) / samples.Count;
    }

    private static double[] ToArray(ConfidenceWeights w) => [w.Bias, w.Subject, w.Prominence, w.Known, w.Title, w.Words, w.Margin];

    private static double Value(double[] weights, double[] signals)
    {
        // As Confidence does: without a word of the topic there is nothing to be sure of.
        if (signals[WordsFound] == 0) return 0;
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * signals[i];
        return 1 / (1 + Math.Exp(-sum));
    }
}
