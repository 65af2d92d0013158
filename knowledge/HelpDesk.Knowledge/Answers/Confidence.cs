using HelpDesk.Knowledge.Search;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Knowledge.Answers;

/// <summary>How sure a result is, and what that allows. A logistic curve that <c>helpdesk kb calibrate</c> fits to judged questions.</summary>
public static class Confidence
{
    // A question of one topic word ("outlook") fits many articles; which one is meant must be asked.
    private const double TwoWords = 0.6;

    /// <summary>What the best result allows.</summary>
    public static (AnswerDecision Decision, double Confidence) Judge(SearchHits hits, ConfidenceWeights weights)
    {
        if (hits.Ranked.Count == 0) return (AnswerDecision.None, 0);
        var signals = Signals.Of(hits, 0, Margin(hits));
        var confidence = Of(signals, weights);
        if (confidence < weights.ClarifyFrom) return (AnswerDecision.None, confidence);
        return (confidence >= weights.AnswerFrom && signals.Words >= TwoWords ? AnswerDecision.Answer : AnswerDecision.Clarify, confidence);
    }

    /// <summary>0 to 1: the chance that a result is the right one, whatever stands above it.</summary>
    /// <param name="rank">0 for the best.</param>
    public static double Fit(SearchHits hits, int rank, ConfidenceWeights weights) => Of(Signals.Of(hits, rank, margin: 0), weights);

    internal static double Of(Signals signals, ConfidenceWeights weights) =>
        signals.Words == 0 ? 0 : 1 / (1 + Math.Exp(-signals.Dot(weights)));

    /// <summary>How far the best is ahead, 0 to 1.</summary>
    internal static double Margin(SearchHits hits) =>
        hits.Ranked.Count < 2 ? 1 : Math.Clamp((hits.Ranked[0].Score - hits.Ranked[1].Score) / hits.Ranked[0].Score * 4, 0, 1);
}
