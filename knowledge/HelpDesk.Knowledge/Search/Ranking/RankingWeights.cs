using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Knowledge.Search.Ranking;

/// <summary>Every number that the ranking is made of, in one file: <c>knowledge/ranking.json</c>, written by <c>helpdesk kb tune</c> and <c>kb calibrate</c>.</summary>
public sealed record RankingWeights
{
    public static readonly RankingWeights Default = Embedded();

    public required FieldWeights Fields { get; init; }
    public required WordWeights Words { get; init; }
    public required FeatureWeights Features { get; init; }
    public required ConfidenceWeights Confidence { get; init; }

    [JsonIgnore]
    public Bm25F Formula => new(
        Fields.Saturation, [Fields.Title, Fields.Headings, Fields.Keywords, Fields.Body],
        [Fields.ShortLengths, Fields.HeadingsLength, Fields.ShortLengths, Fields.BodyLength]);

    public string ToJson() => JsonSerializer.Serialize(this, RankingJson.Default.RankingWeights);

    /// <exception cref="JsonException">It is not such a file.</exception>
    public static RankingWeights Parse(Stream json) => JsonSerializer.Deserialize(json, RankingJson.Default.RankingWeights) ?? throw new JsonException("The file is empty.");

    private static RankingWeights Embedded()
    {
        using var stream = typeof(RankingWeights).Assembly.GetManifestResourceStream("ranking.json") ?? throw new InvalidOperationException("ranking.json is not embedded.");
        return Parse(stream);
    }
}

/// <summary>BM25F: what an occurrence in a field is worth, and how much a field's length takes away from it.</summary>
public sealed record FieldWeights(double Saturation, double Title, double Headings, double Keywords, double Body, double ShortLengths, double HeadingsLength, double BodyLength);

/// <summary>How much a word of the question matters, and what stands in for it.</summary>
/// <param name="Question">Words that a question is asked with.</param>
/// <param name="Vague">Words said about nearly everything.</param>
/// <param name="Code">Error codes and the like.</param>
/// <param name="Surface">The word unstemmed, or stemmed as another language does.</param>
/// <param name="Folded">Without its accents.</param>
/// <param name="Joined">Two words written as one, or one as two.</param>
/// <param name="ShortTypo">One edit in a word of four or five letters: as likely another word.</param>
public sealed record WordWeights(
    double Question, double Vague, double Code, double Surface, double Folded, double Joined, double Synonym, double OneTypo, double TwoTypos, double ShortTypo);

/// <summary>What each feature, 0 to 1, adds to a score.</summary>
public sealed record FeatureWeights(
    double Fields, double Title, double Keywords, double Lead, double BodyPhrases, double Proximity, double Codes, double Solved);

/// <summary>A logistic curve over what speaks for the best article; its value is the chance that the article is the right one.</summary>
/// <param name="AnswerFrom">Confidence from which it is told.</param>
/// <param name="ClarifyFrom">Confidence from which it is asked back.</param>
/// <param name="ShowFrom">Fit from which a further article is worth showing.</param>
public sealed record ConfidenceWeights(
    double Bias, double Subject, double Prominence, double Known, double Title, double Words, double Margin, double AnswerFrom, double ClarifyFrom, double ShowFrom);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RankingWeights))]
internal sealed partial class RankingJson : JsonSerializerContext;
