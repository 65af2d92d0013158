using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Knowledge.Search;

/// <summary>The whole search over an index: read the question, retrieve, rank.</summary>
public sealed class ArticleSearch(IArticleIndex index, Synonyms synonyms, RankingWeights weights)
{
    /// <summary>How many candidates the ranker sees.</summary>
    public const int Ranked = 50;

    private readonly QuestionReader _questions = new(synonyms, weights.Words);

    public RankingWeights Weights => weights;

    public IIndexSnapshot Snapshot => index.Snapshot;

    /// <summary>Finds and ranks; the result stands in <paramref name="hits"/> until the next search with it.</summary>
    /// <param name="max">How many candidates are retrieved and ranked.</param>
    /// <param name="solved">-1 to 1: what people said of an article.</param>
    /// <param name="prefix">The last word may be unfinished.</param>
    public void Find(string question, ArticleFilter filter, int max, Func<ArticleId, double>? solved, SearchHits hits, bool prefix = false)
    {
        var snapshot = index.Snapshot;
        Find(_questions.Read(question, filter, snapshot, prefix), snapshot, max, solved, hits);
    }

    internal void Find(SearchQuery query, IIndexSnapshot snapshot, int max, Func<ArticleId, double>? solved, SearchHits hits)
    {
        hits.Query = query;
        snapshot.Search(query, max, hits.Candidates);
        Ranker.Rank(query, hits.Candidates, weights.Features, solved, hits.Ranked);
    }
}

/// <summary>The memory and result of one search; kept from search to search by one thread.</summary>
public sealed class SearchHits
{
    private static readonly SearchQuery Nothing = new([], ArticleFilter.Any);

    public SearchQuery Query { get; internal set; } = Nothing;

    public Candidates Candidates { get; } = new();

    /// <summary>Best first.</summary>
    public List<Ranked> Ranked { get; } = [];
}
