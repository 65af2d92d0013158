using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Knowledge.Answers;

/// <summary>How sure the first result is, and what that allows. All thresholds are here.</summary>
public static class Confidence
{
    public const double AnswerFrom = 0.5;
    public const double ClarifyFrom = 0.27;

    // A question of one topic word ("outlook") fits many articles; which one is meant must be asked.
    private const double MostForOneWord = 0.45;
    private const int WordsForAnswer = 2;

    // Below a typing error's weight in a longer word: a match of that kind proves nothing on its own.
    private const double GuessedWeight = 0.5;

    // Words that nothing but their own rarity speaks for: less than this of the question found means that it is about something else.
    private const double LeastCoverage = 0.45;

    public static (AnswerDecision Decision, double Confidence) Judge(SearchQuery query, IReadOnlyList<Ranked> ranked)
    {
        if (ranked.Count == 0) return (AnswerDecision.None, 0);
        var confidence = Math.Clamp(Of(query, ranked), 0, 1);
        return (confidence >= AnswerFrom ? AnswerDecision.Answer : confidence >= ClarifyFrom ? AnswerDecision.Clarify : AnswerDecision.None, confidence);
    }

    private static double Of(SearchQuery query, IReadOnlyList<Ranked> ranked)
    {
        var best = ranked[0];
        var topic = Topic(query, best.Candidate);
        if (topic.Words == 0 || topic.Found == 0) return 0;
        var prominence = Prominence(query, best.Candidate);
        // What it is about decides; how prominent that is in the article, and how far ahead it is, make it surer.
        var confidence = 0.45 * topic.Coverage + 0.35 * prominence + 0.2 * best.Features.Fields + 0.1 * Margin(ranked) + 0.15 * best.Features.Title;
        if (topic.Coverage < LeastCoverage) confidence *= topic.Coverage;
        if (prominence == 0) confidence *= 0.6;
        return topic.Found < WordsForAnswer && !topic.HasCode ? Math.Min(confidence, MostForOneWord) : confidence;
    }

    /// <summary>Words that name a topic: neither vague nor only asked with.</summary>
    private static (int Words, int Found, double Coverage, bool HasCode) Topic(SearchQuery query, Candidate candidate)
    {
        var (words, found, mass, covered, code) = (0, 0, 0.0, 0.0, false);
        for (var i = 0; i < query.Terms.Count; i++)
        {
            if (query.Terms[i].IsVague) continue;
            var match = candidate.Matches[i];
            words++;
            mass += match.Idf;
            covered += match.Idf * Trust(match);
            // A word that had to be guessed, or that is small talk, does not yet make a topic.
            if (match.Weight <= GuessedWeight || query.Terms[i].IsSmallTalk) continue;
            found++;
            code |= query.Terms[i].IsCode;
        }
        return (words, found, mass == 0 ? 0 : covered / mass, code);
    }

    /// <summary>How much of the topic stands where an article says what it is about: title, headings, keywords.</summary>
    private static double Prominence(SearchQuery query, Candidate candidate)
    {
        var (mass, covered) = (0.0, 0.0);
        for (var i = 0; i < query.Terms.Count; i++)
        {
            if (query.Terms[i].IsVague) continue;
            var match = candidate.Matches[i];
            mass += match.Idf;
            if (match.In(Field.Title).Length > 0 || match.In(Field.Keywords).Length > 0) covered += match.Idf * Trust(match);
            else if (match.In(Field.Headings).Length > 0) covered += 0.6 * match.Idf * Trust(match);
        }
        return mass == 0 ? 0 : covered / mass;
    }

    // For the ranking a stand-in is worth much less than the word itself; as a sign of the topic it is worth nearly as much.
    private static double Trust(TermMatch match) => Math.Sqrt(match.Weight);

    private static double Margin(IReadOnlyList<Ranked> ranked) =>
        ranked.Count < 2 ? 1 : Math.Clamp((ranked[0].Score - ranked[1].Score) / ranked[0].Score * 4, 0, 1);
}
