using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Search.Index;
using HelpDesk.Knowledge.Search.Ranking;

namespace HelpDesk.Knowledge.Answers;

/// <summary>An article that was found, with what an answer shows of it. Passage and explanation are made when they are asked for.</summary>
public sealed class AnswerResult
{
    private readonly KnowledgeArticle? _known;
    private readonly SearchQuery? _query;
    private readonly Features _features;
    private readonly FeatureWeights? _weights;
    private Passage? _passage;
    private IReadOnlyDictionary<string, double>? _explain;

    public AnswerResult(Article article, Passage passage, double score, double fit) => (Article, _passage, Score, Fit) = (article, passage, score, fit);

    internal AnswerResult(KnowledgeArticle known, SearchQuery query, in Ranked ranked, double fit, FeatureWeights weights)
    {
        (_known, _query, _features, _weights) = (known, query, ranked.Features, weights);
        (Article, Score, Fit) = (known.Article, ranked.Score, fit);
    }

    public Article Article { get; }

    public double Score { get; }

    /// <summary>0 to 1: the chance that this article is the right one, on its own.</summary>
    public double Fit { get; }

    /// <summary>It is worth showing beside or after a better one.</summary>
    public bool IsWorthShowing => Fit >= RankingWeights.Default.Confidence.ShowFrom;

    /// <summary>The best passage for this question: for an article with steps, its steps.</summary>
    public Passage Passage => _passage ??= PassageChooser.Choose(_known!, _query!);

    /// <summary>Where the question's words stand in a text of this article, such as its title or a step; ascending.</summary>
    public IReadOnlyList<TextRange> Highlight(string text) => _query is null ? [] : Highlights.Of(text, Article.Language, _query);

    /// <summary>Each feature of the score by name; they add up to the score.</summary>
    public IReadOnlyDictionary<string, double> Explain => _explain ??= _weights is null ? new Dictionary<string, double>(StringComparer.Ordinal) : _features.Explain(_weights);
}
