using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Search.Analysis;
using HelpDesk.Knowledge.Search.Index;

namespace HelpDesk.Knowledge.Commands;

/// <summary>A question of a judged set.</summary>
public sealed record JudgedQuery([property: JsonPropertyName("id")] string Id, [property: JsonPropertyName("text")] string Text);

/// <summary>A collection with questions and the articles that answer them.</summary>
/// <param name="Relevant">By question and article: 1 and more is right, 0 wrong.</param>
public sealed record JudgedCollection(
    IReadOnlyList<IndexEntry> Entries, IReadOnlyList<JudgedQuery> Queries, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Relevant)
{
    /// <param name="corpus">JSON lines with id, title, text, and perhaps headings, keywords and language.</param>
    /// <param name="queries">JSON lines with id and text.</param>
    /// <param name="qrels">Columns query, article, relevance, or the four of TREC; null where nothing is judged.</param>
    /// <param name="fields">The only fields to index, such as "text"; null for all.</param>
    /// <exception cref="FormatException">A line cannot be read; the message names file and line.</exception>
    public static JudgedCollection Read(string corpus, string queries, string? qrels, IReadOnlyCollection<string>? fields) => new(
        [.. Lines(corpus, CollectionJson.Default.CorpusLine).Select(line => line.ToEntry(fields))], [.. Lines(queries, CollectionJson.Default.JudgedQuery)], qrels is null ? new Dictionary<string, IReadOnlyDictionary<string, int>>(StringComparer.Ordinal) : ReadQrels(qrels));

    private static IEnumerable<T> Lines<T>(string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            yield return Parse(line, type) ?? throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{path}:{number}: not the JSON object that was expected."));
        }
    }

    private static T? Parse<T>(string line, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(line, type);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static Dictionary<string, IReadOnlyDictionary<string, int>> ReadQrels(string path)
    {
        var relevant = new Dictionary<string, IReadOnlyDictionary<string, int>>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var cells = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length == 0) continue;
            var isHeader = number == 1 && !int.TryParse(cells[^1], NumberStyles.Integer, CultureInfo.InvariantCulture, out _);
            if (isHeader) continue;
            if (cells.Length is not (3 or 4) || !int.TryParse(cells[^1], NumberStyles.Integer, CultureInfo.InvariantCulture, out var grade))
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{path}:{number}: want query, article and relevance, 3 or 4 columns."));
            if (!relevant.TryGetValue(cells[0], out var articles)) relevant.Add(cells[0], articles = new Dictionary<string, int>(StringComparer.Ordinal));
            ((Dictionary<string, int>)articles)[cells[^2]] = grade;
        }
        return relevant;
    }
}

internal sealed record CorpusLine(string Id, string? Title, string? Text, string? Headings, JsonElement Keywords, string? Language)
{
    public IndexEntry ToEntry(IReadOnlyCollection<string>? fields)
    {
        var (title, body) = (Only("title", Title), Only("text", Text));
        return new IndexEntry(new ArticleId(Id), title, Only("headings", Headings), Only("keywords", Words(Keywords)), body)
        {
            Language = Language ?? LanguageDetection.Detect(title + "\n" + body, Languages.English),
        };

        string Only(string field, string? text) => fields is null || fields.Contains(field, StringComparer.OrdinalIgnoreCase) ? text ?? "" : "";
    }

    private static string? Words(JsonElement keywords) => keywords.ValueKind switch
    {
        JsonValueKind.String => keywords.GetString(),
        JsonValueKind.Array => string.Join('\n', keywords.EnumerateArray().Select(keyword => keyword.ToString())),
        _ => null,
    };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CorpusLine))]
[JsonSerializable(typeof(JudgedQuery))]
internal sealed partial class CollectionJson : JsonSerializerContext;
