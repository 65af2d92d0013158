using System.Globalization;
using HelpDesk.Knowledge.Search;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Knowledge.Commands;

/// <summary>Asks a judged collection's questions and measures the answers.</summary>
public sealed class Evaluation
{
    /// <summary>As deep as run files go.</summary>
    private const int Depth = 100;

    private readonly JudgedCollection _collection;
    private readonly MemoryArticleIndex _index;
    private readonly Synonyms _synonyms;
    private readonly SearchHits _hits = new();

    public Evaluation(JudgedCollection collection, Synonyms synonyms)
    {
        (_collection, _synonyms, _index) = (collection, synonyms, new MemoryArticleIndex());
        _index.Apply(collection.Entries, []);
        Queries = [.. collection.Queries.Where(query => collection.Relevant.TryGetValue(query.Id, out var grades) && grades.Values.Any(grade => grade > 0))];
    }

    /// <summary>The questions that have a right answer.</summary>
    public IReadOnlyList<JudgedQuery> Queries { get; }

    /// <summary>The measures of each of <see cref="Queries"/>.</summary>
    public IReadOnlyList<Measures> Measure(RankingWeights weights) => Measure(weights, Queries);

    /// <summary>The measures of some of them.</summary>
    public IReadOnlyList<Measures> Measure(RankingWeights weights, IReadOnlyList<JudgedQuery> queries)
    {
        var search = new ArticleSearch(_index.With(weights.Formula), _synonyms, weights);
        return [.. queries.Select(query => Measures.Of(Hits(search, query.Text), _collection.Relevant[query.Id]))];
    }

    /// <summary>A TREC run: <c>query Q0 article rank score tag</c>.</summary>
    public IEnumerable<string> Run(RankingWeights weights, string tag)
    {
        var search = new ArticleSearch(_index.With(weights.Formula), _synonyms, weights);
        foreach (var query in _collection.Queries)
        {
            search.Find(query.Text, ArticleFilter.Any, Depth, null, _hits);
            for (var rank = 0; rank < _hits.Ranked.Count; rank++)
                yield return string.Create(CultureInfo.InvariantCulture, $"{query.Id} Q0 {_hits.Ranked[rank].Id} {rank + 1} {Distinct(rank):0.000000} {tag}");
        }
    }

    // Readers of run files sort by score; equal ones would lose their order.
    private double Distinct(int rank) => _hits.Ranked[rank].Score + (_hits.Ranked.Count - rank) * 1e-6;

    private List<string> Hits(ArticleSearch search, string question)
    {
        search.Find(question, ArticleFilter.Any, Depth, null, _hits);
        return _hits.Ranked.ConvertAll(ranked => ranked.Id.Value);
    }
}
