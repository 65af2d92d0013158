using System.Globalization;
using HelpDesk.Knowledge.Commands;
using HelpDesk.Knowledge.Search;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Benchmarks.Search;

/// <summary>What each part of the ranking brings on a judged collection, and what one wrong letter in every question costs.</summary>
internal static class SearchQuality
{
    private const int Drawings = 5;
    private const int LeastLength = 4;

    public static void Run(JudgedCollection collection)
    {
        var evaluation = new Evaluation(collection, Synonyms.Default);
        var all = RankingWeights.Default;
        var whole = Ndcg(evaluation, all);
        Line($"quality: nDCG@10 {whole:0.0000} over {evaluation.Queries.Count} questions");
        foreach (var (name, without) in Ablations(all)) Line($"  without {name,-34} {Ndcg(evaluation, without):0.0000}  ({whole - Ndcg(evaluation, without):+0.0000;-0.0000} by it)");
        Line($"  without {"synonyms",-34} {Ndcg(new Evaluation(collection, Synonyms.None), all):0.0000}");
        var mistyped = Enumerable.Range(0, Drawings).Average(seed => Ndcg(new Evaluation(Mistyped(collection, new Random(seed)), Synonyms.Default), all));
        Line($"  one wrong letter in every question     {mistyped:0.0000}  (costs {whole - mistyped:0.0000}, mean of {Drawings} drawings)");
    }

    private static IEnumerable<(string Name, RankingWeights Without)> Ablations(RankingWeights w)
    {
        yield return ("the ranker (BM25F alone)", w with { Features = new FeatureWeights(1, 0, 0, 0, 0, 0, 0, 0) });
        yield return ("title coverage x precision", w with { Features = w.Features with { Title = 0 } });
        yield return ("keywords", w with { Features = w.Features with { Keywords = 0 } });
        yield return ("the body's first words", w with { Features = w.Features with { Lead = 0 } });
        yield return ("body bigrams", w with { Features = w.Features with { BodyPhrases = 0 } });
        yield return ("proximity", w with { Features = w.Features with { Proximity = 0 } });
        yield return ("body bigrams and proximity", w with { Features = w.Features with { BodyPhrases = 0, Proximity = 0 } });
        yield return ("codes", w with { Features = w.Features with { Codes = 0 }, Words = w.Words with { Code = 1 } });
        yield return ("question and vague words down", w with { Words = w.Words with { Question = 1, Vague = 1 } });
    }

    private static JudgedCollection Mistyped(JudgedCollection collection, Random random) =>
        collection with { Queries = [.. collection.Queries.Select(query => query with { Text = Mistype(query.Text, random) })] };

    /// <summary>Another letter anywhere in one of the longer words.</summary>
    private static string Mistype(string text, Random random)
    {
        var words = text.Split(' ');
        var longer = Enumerable.Range(0, words.Length).Where(i => words[i].Length >= LeastLength && words[i].All(char.IsLetter)).ToArray();
        if (longer.Length == 0) return text;
        var at = longer[random.Next(longer.Length)];
        var letters = words[at].ToCharArray();
        letters[random.Next(letters.Length)] = (char)('a' + random.Next(26));
        words[at] = new string(letters);
        return string.Join(' ', words);
    }

    private static double Ndcg(Evaluation evaluation, RankingWeights weights) => evaluation.Measure(weights).Average(m => m.Ndcg10);

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
