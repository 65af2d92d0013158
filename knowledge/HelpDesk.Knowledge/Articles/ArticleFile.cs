using System.Security.Cryptography;

namespace HelpDesk.Knowledge.Articles;

/// <summary>What became of one file.</summary>
/// <param name="Article">Null where a problem of level error kept it out.</param>
/// <param name="HasOwnId">The front matter names the id; else it was made from the file's name.</param>
/// <param name="FieldLines">Line of each front matter field that is there, by its name in the file.</param>
/// <param name="BodyLine">Line of the body's first line.</param>
public sealed record ArticleRead(
    Article? Article, bool HasOwnId, IReadOnlyList<Problem> Problems, IReadOnlyDictionary<string, int> FieldLines, int BodyLine);

/// <summary>An article as a Markdown file with front matter: ours and Microsoft Learn's are read, ours is written.</summary>
public static class ArticleFile
{
    /// <summary>2 MiB; a longer file is refused unread.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>Reads a file. Never throws for odd content: what is wrong is in the problems.</summary>
    /// <param name="path">Relative to the folder being read, with '/'; names the article where the front matter does not.</param>
    public static ArticleRead Read(string path, ReadOnlySpan<byte> bytes)
    {
        var problems = new List<Problem>();
        var text = ArticleText.Decode(path, bytes, problems);
        var matter = text is null ? null : FrontMatter.Read(path, text, problems);
        if (matter is null) return new ArticleRead(null, HasOwnId: false, problems, new Dictionary<string, int>(StringComparer.Ordinal), 1);
        var lines = matter.Fields.ToDictionary(f => f.Key, f => f.Line, StringComparer.OrdinalIgnoreCase);
        var fields = new ArticleFields(path, matter, problems);
        var article = fields.ToArticle();
        if (article is not null) article = article with { SourcePath = path, SourceHash = Hash(bytes) };
        return new ArticleRead(article, fields.HasOwnId, problems, lines, matter.BodyLine);
    }

    /// <summary>The file that <see cref="Read"/> turns into an equal article again (its source path and hash aside).</summary>
    public static string Write(Article article) => ArticleWriter.Write(article);

    /// <summary>SHA-256, lower-case hex.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
