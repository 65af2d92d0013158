using HelpDesk.Knowledge.Articles;

namespace HelpDesk.Knowledge.Search.Index;

/// <summary>The texts and filter values of one article, as an index wants them.</summary>
/// <param name="Keywords">Keywords and products.</param>
/// <param name="Body">Plain words, headings aside or not: they have a field of their own.</param>
public sealed record IndexEntry(ArticleId Id, string Title, string Headings, string Keywords, string Body)
{
    public string Language { get; init; } = "en";
    public string Audience { get; init; } = "everyone";
    public IReadOnlyList<string> Products { get; init; } = [];
    public ArticleState State { get; init; } = ArticleState.Published;
}

/// <summary>Which articles may be found. Null means any.</summary>
public sealed record ArticleFilter(string? Audience = null, string? Product = null, string? Language = null)
{
    /// <summary>Drafts and retired articles are never found, whatever else is asked for.</summary>
    public bool Allows(IndexEntry entry) =>
        entry.State is ArticleState.Published or ArticleState.Validated
        && (Audience is null || Same(entry.Audience, Audience) || Same(entry.Audience, "everyone"))
        && (Language is null || Same(entry.Language, Language))
        && (Product is null || entry.Products.Any(product => Same(product, Product)));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A full-text index of articles in memory. Writers may come from any thread; readers hold a snapshot that never changes.</summary>
public interface IArticleIndex
{
    /// <summary>The articles after the last <see cref="Apply"/> that returned.</summary>
    IIndexSnapshot Snapshot { get; }

    /// <summary>Puts and removes articles in one publication; a put replaces the article of the same id.</summary>
    void Apply(IReadOnlyList<IndexEntry> put, IReadOnlyList<ArticleId> remove);
}

/// <summary>One state of the index; safe for any number of threads.</summary>
public interface IIndexSnapshot
{
    int Count { get; }

    /// <summary>How many articles contain the term, in any field and any state.</summary>
    int DocumentFrequency(string term);

    /// <summary>Every term of a length, each at least once; for finding typing errors.</summary>
    IEnumerable<string> Vocabulary(int minLength, int maxLength);

    /// <summary>The best articles by BM25F, best first, ties by id; each with where the question's terms stand in it.</summary>
    IReadOnlyList<Candidate> Search(SearchQuery query, int max);
}
