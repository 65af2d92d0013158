using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Commands;
using HelpDesk.Knowledge.Search;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Tests.Knowledge.Quality;

/// <summary>The starter articles against the questions that people judged, and against questions that no help desk answers.</summary>
public sealed class StarterQuestionsTests
{
    private const int Asked = 8;
    private static readonly string Root = Repository();

    [Fact]
    public async Task The_right_article_comes_first_nearly_always_and_among_three_almost_without_fail()
    {
        var (search, questions) = await LoadAsync();
        var ranks = questions.Queries.Select(query => Rank(search, query.Text, questions.Relevant[query.Id].Keys.Single())).ToList();
        Assert.InRange(ranks.Count(rank => rank == 0) / (double)ranks.Count, 0.93, 1);
        Assert.InRange(ranks.Count(rank => rank < 3) / (double)ranks.Count, 0.98, 1);
    }

    [Fact]
    public async Task What_is_about_no_article_is_refused_and_what_is_about_one_is_not()
    {
        var (search, questions) = await LoadAsync();
        var off = await File.ReadAllLinesAsync(Path.Combine(Root, "tests/HelpDesk.Tests/Knowledge/Quality/off-topic.txt"), TestContext.Current.CancellationToken);
        Assert.InRange(off.Count(question => Decide(search, question) == AnswerDecision.None) / (double)off.Length, 0.95, 1);
        Assert.InRange(questions.Queries.Count(query => Decide(search, query.Text) != AnswerDecision.None) / (double)questions.Queries.Count, 0.95, 1);
    }

    [Fact]
    public async Task One_wrong_letter_in_every_question_costs_little()
    {
        var (_, questions) = await LoadAsync();
        var random = new Random(5);
        var mistyped = questions with { Queries = [.. questions.Queries.Select(query => query with { Text = Mistype(query.Text, random) })] };
        Assert.InRange(Ndcg(questions) - Ndcg(mistyped), -1, 0.04);
    }

    [Theory]
    [InlineData("vpn drops every 5 minutes", "vpn-keeps-disconnecting", "vpn-will-not-connect")]
    [InlineData("outlook crashes on start", "outlook-will-not-open", "pc-crashes")]
    public async Task The_next_best_article_is_about_the_same_thing(string question, string first, string next)
    {
        var (search, _) = await LoadAsync();
        var hits = Find(search, question);
        var confidence = RankingWeights.Default.Confidence;
        var others = Enumerable.Range(1, Asked - 1).First(rank => Confidence.Fit(hits, rank, confidence) >= confidence.ShowFrom);
        Assert.Equal((first, next), (hits.Ranked[0].Id.Value, hits.Ranked[others].Id.Value));
    }

    private static double Ndcg(JudgedCollection collection) => Measures.Mean([.. new Evaluation(collection, Synonyms.Default).Measure(RankingWeights.Default)]).Ndcg10;

    /// <summary>Another letter in the middle of one of the longer words.</summary>
    private static string Mistype(string text, Random random)
    {
        var words = text.Split(' ');
        var longer = Enumerable.Range(0, words.Length).Where(i => words[i].Length >= 4).ToArray();
        if (longer.Length == 0) return text;
        var at = longer[random.Next(longer.Length)];
        var letters = words[at].ToCharArray();
        letters[random.Next(letters.Length)] = (char)('a' + random.Next(26));
        words[at] = new string(letters);
        return string.Join(' ', words);
    }

    private static int Rank(ArticleSearch search, string question, string right) =>
        Find(search, question).Ranked.FindIndex(ranked => ranked.Id.Value == right) is var rank and >= 0 ? rank : int.MaxValue;

    private static AnswerDecision Decide(ArticleSearch search, string question) => Confidence.Judge(Find(search, question), RankingWeights.Default.Confidence).Decision;

    private static SearchHits Find(ArticleSearch search, string question)
    {
        var hits = new SearchHits();
        search.Find(question, ArticleFilter.Any, ArticleSearch.Ranked, null, hits);
        return hits;
    }

    private static async Task<(ArticleSearch Search, JudgedCollection Questions)> LoadAsync()
    {
        var questions = await JudgedQuestions.ReadAsync(Path.Combine(Root, "knowledge/articles"), Path.Combine(Root, "knowledge/questions.tsv"), TestContext.Current.CancellationToken);
        var index = new MemoryArticleIndex();
        index.Apply(questions.Entries, []);
        return (new ArticleSearch(index, Synonyms.Default, RankingWeights.Default), questions);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HelpDesk.Bot.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
        return folder.FullName;
    }
}
