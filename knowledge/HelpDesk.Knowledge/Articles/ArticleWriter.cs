using System.Globalization;
using System.Text;

namespace HelpDesk.Knowledge.Articles;

/// <summary>Writes the front matter in one order, so that an export differs only where the article does.</summary>
internal static class ArticleWriter
{
    public static string Write(Article article)
    {
        var yaml = new StringBuilder("---\n");
        Field(yaml, "id", article.Id.Value);
        Field(yaml, "title", article.Title);
        Field(yaml, "summary", article.Summary);
        Field(yaml, "category", ArticleNames.Name(article.Category));
        Field(yaml, "audience", article.Audience);
        List(yaml, "products", article.Products);
        List(yaml, "keywords", article.Keywords);
        List(yaml, "related", article.Related);
        Field(yaml, "owner", article.Owner);
        Field(yaml, "state", ArticleNames.Name(article.State));
        Field(yaml, "reviewed", article.Reviewed is { } reviewed ? ArticleNames.Name(reviewed) : null);
        Field(yaml, "reviewEvery", article.ReviewEveryDays is { } days ? days.ToString(CultureInfo.InvariantCulture) + "d" : null);
        Field(yaml, "language", article.Language);
        foreach (var (key, raw) in article.Other) yaml.Append(key).Append(':').Append(raw).Append('\n');
        return yaml.Append("---\n\n").Append(article.Body).ToString();
    }

    private static void Field(StringBuilder yaml, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value)) yaml.Append(key).Append(": ").Append(Scalar(value)).Append('\n');
    }

    private static void List(StringBuilder yaml, string key, IReadOnlyList<string> values)
    {
        if (values.Count == 0) return;
        yaml.Append(key).Append(":\n");
        foreach (var value in values) yaml.Append("  - ").Append(Scalar(value)).Append('\n');
    }

    private static string Scalar(string value)
    {
        if (IsPlain(value)) return value;
        var quoted = new StringBuilder("\"");
        foreach (var c in value) quoted.Append(c switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\t' => "\\t",
            < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
            _ => c.ToString(),
        });
        return quoted.Append('"').ToString();
    }

    // Words only, and nothing that YAML would read as something else than text.
    private static bool IsPlain(string value) =>
        char.IsLetter(value[0]) && value[^1] != ' ' && value.All(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or '/')
            && value.ToLowerInvariant() is not ("null" or "true" or "false" or "yes" or "no" or "on" or "off")
        || value.Length == 10 && ArticleNames.TryDate(value, out _);
}
