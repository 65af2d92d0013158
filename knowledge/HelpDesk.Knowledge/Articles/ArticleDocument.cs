using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Knowledge.Articles;

/// <summary>An article as it is stored: the document of collection <c>article</c> and the body of every event of stream <c>article/{id}</c>.</summary>
internal sealed record ArticleDocument
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string Summary { get; init; } = "";
    public string Category { get; init; } = "how-to";
    public string State { get; init; } = "published";
    public string Audience { get; init; } = "everyone";
    public IReadOnlyList<string> Products { get; init; } = [];
    public IReadOnlyList<string> Keywords { get; init; } = [];
    public IReadOnlyList<string> Related { get; init; } = [];
    public string? Owner { get; init; }
    public string? Reviewed { get; init; }
    public int? ReviewEveryDays { get; init; }
    public string Language { get; init; } = "en";
    public required string Body { get; init; }
    public IReadOnlyDictionary<string, string>? Other { get; init; }
    public string? SourceFolder { get; init; }
    public string? SourcePath { get; init; }
    public string? SourceHash { get; init; }

    /// <summary>SHA-256 of the article written as a file.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Changed in the product since it was last imported.</summary>
    public bool Edited { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ArticleJson.Default.ArticleDocument);

    public static ArticleDocument FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ArticleJson.Default.ArticleDocument) ?? throw new JsonException("A stored article is null.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ArticleDocument))]
internal sealed partial class ArticleJson : JsonSerializerContext;
