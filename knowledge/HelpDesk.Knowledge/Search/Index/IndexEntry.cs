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
    public static readonly ArticleFilter Any = new();

    /// <summary>Drafts and retired articles are never found, whatever else is asked for.</summary>
    public bool Allows(IndexEntry entry) =>
        entry.State is ArticleState.Published or ArticleState.Validated
        && (Audience is null || Same(entry.Audience, Audience) || Same(entry.Audience, "everyone"))
        && (Language is null || Same(entry.Language, Language))
        && (Product is null || entry.Products.Any(product => Same(product, Product)));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

public enum Field { Title, Headings, Keywords, Body }
