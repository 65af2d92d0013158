using System.Runtime.InteropServices;
using HelpDesk.Knowledge.Search;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Knowledge.Answers;

/// <summary>What speaks for an article being the right one; each 0 to 1.</summary>
/// <param name="Subject">How much of what the question names stands in its title or keywords.</param>
/// <param name="Prominence">How much of the topic stands where it says what it is about: title and keywords, headings a little less. The topic is the
/// words that are neither vague nor only asked with.</param>
/// <param name="Known">How many words of the topic any article has.</param>
/// <param name="Title">Title coverage times precision.</param>
/// <param name="Words">How many words of the topic were found, up to three.</param>
/// <param name="Margin">How far it is ahead of the next.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Signals(double Subject, double Prominence, double Known, double Title, double Words, double Margin)
{
    public const int Count = 7;
    private const int EnoughWords = 3;
    private const double HeadingsShare = 0.6;

    // Below a typing error's weight in a longer word: a match of that kind proves nothing on its own.
    private const double GuessedWeight = 0.5;

    public static Signals Of(SearchHits hits, int rank, double margin)
    {
        var (query, found, ranked) = (hits.Query, hits.Candidates, hits.Ranked[rank]);
        var (mass, prominent, words, known, all) = (0.0, 0.0, 0.0, 0.0, 0);
        for (var i = 0; i < found.Terms; i++)
        {
            if (query.Terms[i].IsVague) continue;
            var own = Ranker.Mass(query, found, i);
            mass += own;
            all++;
            if (query.Terms[i].IsKnown) known++;
            ref readonly var match = ref found.Match(ranked.Candidate, i);
            if (!match.IsFound) continue;
            // For the ranking a synonym is worth much less than the word itself; as a sign of the topic it is worth nearly as much. A guess is not.
            own *= match.Kind == VariantKind.Typo ? match.Weight : Math.Sqrt(match.Weight);
            if (match.Count(Field.Title) > 0 || match.Count(Field.Keywords) > 0) prominent += own;
            else if (match.Count(Field.Headings) > 0) prominent += HeadingsShare * own;
            if (match.Kind != VariantKind.Typo || match.Weight > GuessedWeight) words += query.Terms[i].IsCode ? EnoughWords : 1;
        }
        return mass == 0 ? default : new Signals(
            ranked.Features.Subject, prominent / mass, known / all, ranked.Features.Title, Math.Min(1, words / EnoughWords), margin);
    }

    public double Dot(ConfidenceWeights weights) =>
        weights.Bias + weights.Subject * Subject + weights.Prominence * Prominence + weights.Known * Known + weights.Title * Title
        + weights.Words * Words + weights.Margin * Margin;

    /// <summary>In the order of the weights, 1 for the bias first.</summary>
    public double[] ToArray() => [1, Subject, Prominence, Known, Title, Words, Margin];
}
