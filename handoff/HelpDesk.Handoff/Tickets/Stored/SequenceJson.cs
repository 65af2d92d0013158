using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HelpDesk.Handoff.Tickets.Stored;

/// <summary>A sequence as a JSON array; the items' own metadata come from the context.</summary>
internal sealed class SequenceJson<T> : JsonConverter<Sequence<T>>
{
    public override Sequence<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("An array is expected.");
        var item = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(JsonSerializer.Deserialize(ref reader, item) ?? throw new JsonException("An item is missing."));
        return [.. items];
    }

    public override void Write(Utf8JsonWriter writer, Sequence<T> value, JsonSerializerOptions options)
    {
        var item = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartArray();
        foreach (var one in value)
            JsonSerializer.Serialize(writer, one, item);
        writer.WriteEndArray();
    }
}
