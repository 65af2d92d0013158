using System.Runtime.InteropServices;
using HelpDesk.Knowledge.Articles;

namespace HelpDesk.Knowledge.Search.Ranking;

/// <param name="Candidate">Its number among the candidates.</param>
/// <param name="Score">The features, weighted and added up.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Ranked(ArticleId Id, int Candidate, double Score, Features Features);

/// <summary>How well an article fits a question; each 0 to 1, 1 being the best that this question allows.</summary>
/// <param name="Fields">BM25F over its ideal.</param>
/// <param name="Title">How much of the question the title covers, times how much of the title the question covers.</param>
/// <param name="Keywords">How much of the question the keywords cover.</param>
/// <param name="Subject">How much of what the question names stands in the title or keywords: words that articles are named after. It speaks for the confidence, not for the order.</param>
/// <param name="Lead">How much of it stands in the first words of the body.</param>
/// <param name="BodyPhrases">Neighbours in the question that follow each other in the body.</param>
/// <param name="Proximity">Neighbours in the question that stand within a few words of each other in the body.</param>
/// <param name="Codes">How many of the question's error codes it has.</param>
/// <param name="Solved">-1 to 1: what people said whom it was shown to.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Features(
    double Fields, double Title, double Keywords, double Subject, double Lead, double BodyPhrases, double Proximity, double Codes, double Solved)
{
    public double Score(FeatureWeights weights) =>
        weights.Fields * Fields + weights.Title * Title + weights.Keywords * Keywords + weights.Lead * Lead
        + weights.BodyPhrases * BodyPhrases + weights.Proximity * Proximity + weights.Codes * Codes + weights.Solved * Solved;

    /// <summary>What each weighted feature adds to the score, by name; they add up to it.</summary>
    public IReadOnlyDictionary<string, double> Explain(FeatureWeights weights) => new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["fields"] = weights.Fields * Fields,
        ["title"] = weights.Title * Title,
        ["keywords"] = weights.Keywords * Keywords,
        ["lead"] = weights.Lead * Lead,
        ["bodyPhrases"] = weights.BodyPhrases * BodyPhrases,
        ["proximity"] = weights.Proximity * Proximity,
        ["codes"] = weights.Codes * Codes,
        ["solved"] = weights.Solved * Solved,
    };
}
