using System.Text;

namespace HelpDesk.Knowledge.Articles;

/// <summary>An article with what the store knows about it.</summary>
/// <param name="Version">Of its document, from 1; what an edit must be based on.</param>
/// <param name="ContentHash">SHA-256 of the article written as a file, hex.</param>
/// <param name="SourceFolder">Name of the folder that it was imported from; null for one written in the product.</param>
/// <param name="Edited">Changed in the product since it was last imported.</param>
public sealed record StoredArticle(Article Article, long Version, string ContentHash, string? SourceFolder, bool Edited)
{
    internal static StoredArticle From(ReadOnlySpan<byte> json, long version)
    {
        var stored = ArticleDocument.FromJson(json);
        return new StoredArticle(ToArticle(stored), version, stored.ContentHash, stored.SourceFolder, stored.Edited);
    }

    internal static string HashOf(Article article) => ArticleFile.Hash(Encoding.UTF8.GetBytes(ArticleFile.Write(article)));

    internal ArticleDocument ToDocument() => new()
    {
        Id = Article.Id.Value,
        Title = Article.Title,
        Summary = Article.Summary,
        Category = ArticleNames.Name(Article.Category),
        State = ArticleNames.Name(Article.State),
        Audience = Article.Audience,
        Products = Article.Products,
        Keywords = Article.Keywords,
        Related = Article.Related,
        Owner = Article.Owner,
        Reviewed = Article.Reviewed is { } reviewed ? ArticleNames.Name(reviewed) : null,
        ReviewEveryDays = Article.ReviewEveryDays,
        Language = Article.Language,
        Body = Article.Body,
        Other = Article.Other.Count > 0 ? Article.Other : null,
        SourceFolder = SourceFolder,
        SourcePath = Article.SourcePath,
        SourceHash = Article.SourceHash,
        ContentHash = ContentHash,
        Edited = Edited,
    };

    private static Article ToArticle(ArticleDocument stored) => new()
    {
        Id = new ArticleId(stored.Id),
        Title = stored.Title,
        Summary = stored.Summary,
        Category = ArticleNames.TryCategory(stored.Category, out var category) ? category : ArticleCategory.HowTo,
        // A state of a newer version is not shown to people.
        State = ArticleNames.TryState(stored.State, out var state) ? state : ArticleState.Draft,
        Audience = stored.Audience,
        Products = stored.Products,
        Keywords = stored.Keywords,
        Related = stored.Related,
        Owner = stored.Owner,
        Reviewed = stored.Reviewed is { } text && ArticleNames.TryDate(text, out var date) ? date : null,
        ReviewEveryDays = stored.ReviewEveryDays,
        Language = stored.Language,
        Body = stored.Body,
        Other = stored.Other ?? new Dictionary<string, string>(StringComparer.Ordinal),
        SourcePath = stored.SourcePath,
        SourceHash = stored.SourceHash,
    };
}
