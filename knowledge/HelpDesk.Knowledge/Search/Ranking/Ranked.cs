using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Knowledge.Search.Ranking;

/// <param name="Explain">What each feature adds to the score; they add up to it.</param>
/// <param name="Features">The same features before weighting, 0 to 1.</param>
public sealed record Ranked(ArticleId Id, double Score, IReadOnlyDictionary<string, double> Explain, Features Features, Candidate Candidate);

/// <summary>How well an article fits a question; each 0 to 1, 1 being the best that this question allows.</summary>
/// <param name="Fields">BM25F over its ideal.</param>
/// <param name="Title">How much of the question the title covers, times how much of the title the question covers.</param>
/// <param name="TitlePhrases">Neighbours in the question that are neighbours in the title.</param>
/// <param name="Coverage">How much of the question stands anywhere in the article.</param>
/// <param name="BodyPhrases">Neighbours in the question that are neighbours in the body.</param>
/// <param name="Codes">How many of the question's error codes it has.</param>
public sealed record Features(double Fields, double Title, double TitlePhrases, double Coverage, double BodyPhrases, double Codes);
