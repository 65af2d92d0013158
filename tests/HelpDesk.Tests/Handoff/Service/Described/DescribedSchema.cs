using System.Text.Json;

namespace HelpDesk.Tests.Handoff.Service.Described;

/// <summary>Whether JSON is what a schema of the description says: as much of JSON Schema as the description uses.</summary>
internal sealed class DescribedSchema(JsonElement description)
{
    /// <summary>The schema itself, where it is only named.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
            schema = reference.GetString()!.Split('/').Skip(1).Aggregate(description, (at, step) => at.GetProperty(step));
        return schema;
    }

    /// <summary>What does not fit, with its place; nothing where all does.</summary>
    public IEnumerable<string> Faults(JsonElement schema, JsonElement value, string at = "$")
    {
        schema = Resolve(schema);
        if (schema.TryGetProperty("oneOf", out var either))
            return either.EnumerateArray().Any(one => !Faults(one, value, at).Any()) ? [] : [$"{at}: {value.GetRawText()} is none of several"];
        if (schema.TryGetProperty("type", out var type) && !Names(type).Any(name => IsOf(name, value))) return [$"{at}: {value.GetRawText()} is no {type.GetRawText()}"];
        if (schema.TryGetProperty("enum", out var names) && names.EnumerateArray().All(n => n.ToString() != value.ToString())) return [$"{at}: '{value}' is none of {names.GetRawText()}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => InObject(schema, value, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().SelectMany((v, i) => Faults(items, v, $"{at}[{i}]")),
            _ => [],
        };
    }

    private IEnumerable<string> InObject(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _)))
                yield return $"{at}: {name} is missing";
        var isOpen = schema.TryGetProperty("additionalProperties", out _) || !schema.TryGetProperty("properties", out _) || schema.GetProperty("properties").TryGetProperty("detail", out _);
        foreach (var property in value.EnumerateObject())
            if (schema.TryGetProperty("properties", out var known) && known.TryGetProperty(property.Name, out var inner))
                foreach (var fault in Faults(inner, property.Value, $"{at}.{property.Name}")) yield return fault;
            else if (!isOpen) yield return $"{at}: nobody told of {property.Name}";
    }

    private static IEnumerable<string> Names(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "array" => value.ValueKind == JsonValueKind.Array,
        _ => value.ValueKind == JsonValueKind.Object,
    };
}
