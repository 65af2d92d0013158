using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Storage;

namespace HelpDesk.Knowledge.Deflection;

/// <summary>How deflection facts are stored: one stream per conversation, stored names that never follow a class name.</summary>
public static class DeflectionEvents
{
    public const int Schema = 1;
    public const string Voted = "article.voted";

    public static StreamId StreamOf(string conversation) => new($"deflection/{conversation}");

    public static NewEvent ToEvent(DeflectionFact fact) => fact switch
    {
        DeflectionFact.Asked f => Event("question.asked", f, DeflectionJson.Default.Asked),
        DeflectionFact.Shown f => Event("article.shown", f, DeflectionJson.Default.Shown),
        DeflectionFact.Voted f => Event(Voted, f, DeflectionJson.Default.Voted),
        DeflectionFact.NothingFitted f => Event("question.nothing-fitted", f, DeflectionJson.Default.NothingFitted),
        DeflectionFact.Rated f => Event("article.rated", f, DeflectionJson.Default.Rated),
        DeflectionFact.RatingWithdrawn f => Event("article.rating-withdrawn", f, DeflectionJson.Default.RatingWithdrawn),
        DeflectionFact.AskedForPerson f => Event("person.asked-for", f, DeflectionJson.Default.AskedForPerson),
        DeflectionFact.HandedOff f => Event("question.handed-off", f, DeflectionJson.Default.HandedOff),
        DeflectionFact.Redirected f => Event("question.redirected", f, DeflectionJson.Default.Redirected),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.GetType().Name, "A fact without a stored name."),
    };

    /// <summary>The fact of a stored event; false for events of other kinds, such as those of a newer version.</summary>
    public static bool TryRead(StoredEvent stored, out DeflectionFact fact)
    {
        DeflectionFact? read = stored.Type switch
        {
            "question.asked" => JsonSerializer.Deserialize(stored.Json.Span, DeflectionJson.Default.Asked),
            "article.shown" => JsonSerializer.Deserialize(stored.Json.Span, DeflectionJson.Default.Shown),
            Voted => JsonSerializer.Deserialize(stored.Json.Span, DeflectionJson.Default.Voted),
            "question.nothing-fitted" => JsonSerializer.Deserialize(stored.Json.Span, DeflectionJson.Default.NothingFitted),
            "article.rated" => JsonSerializer.Deserialize(stored.Json.Span, DeflectionJson.Default.Rated),
            "article.rating-withdrawn" => JsonSerializer.Deserialize(stored.Json.Span, DeflectionJson.Default.RatingWithdrawn),
            "person.asked-for" => JsonSerializer.Deserialize(stored.Json.Span, DeflectionJson.Default.AskedForPerson),
            "question.handed-off" => JsonSerializer.Deserialize(stored.Json.Span, DeflectionJson.Default.HandedOff),
            "question.redirected" => JsonSerializer.Deserialize(stored.Json.Span, DeflectionJson.Default.Redirected),
            _ => null,
        };
        fact = read!;
        return read is not null;
    }

    private static NewEvent Event<T>(string type, T fact, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> info) where T : DeflectionFact =>
        new(type, Schema, JsonSerializer.SerializeToUtf8Bytes(fact, info), fact.At);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(InstantJson)])]
[JsonSerializable(typeof(DeflectionFact.Asked))]
[JsonSerializable(typeof(DeflectionFact.Shown))]
[JsonSerializable(typeof(DeflectionFact.Voted))]
[JsonSerializable(typeof(DeflectionFact.NothingFitted))]
[JsonSerializable(typeof(DeflectionFact.Rated))]
[JsonSerializable(typeof(DeflectionFact.RatingWithdrawn))]
[JsonSerializable(typeof(DeflectionFact.AskedForPerson))]
[JsonSerializable(typeof(DeflectionFact.HandedOff))]
[JsonSerializable(typeof(DeflectionFact.Redirected))]
internal sealed partial class DeflectionJson : JsonSerializerContext;
