using System.Text.Json;
using System.Text.Json.Nodes;

namespace HelpDesk.Handoff.Tickets.Stored;

/// <summary>Turns the JSON of one event from one version of its shape into the next; applied one after another until it is today's.</summary>
/// <param name="FromSchema">The version it understands; what it returns is one higher.</param>
public sealed record Upcast(string Type, int FromSchema, Func<JsonObject, JsonObject> Change);

public static class Upcasting
{
    /// <summary>Most shapes stay as they are from one schema to the next; only those with an upcast change.</summary>
    /// <exception cref="JsonException">The JSON is not an object.</exception>
    public static byte[] Raise(string type, int from, ReadOnlySpan<byte> json, int to, IReadOnlyList<Upcast> upcasts)
    {
        var shape = JsonNode.Parse(json) as JsonObject ?? throw new JsonException($"A {type} is not an object.");
        for (var version = from; version < to; version++)
        {
            foreach (var upcast in upcasts)
            {
                if (upcast.Type == type && upcast.FromSchema == version)
                    shape = upcast.Change(shape);
            }
        }
        return JsonSerializer.SerializeToUtf8Bytes(shape, TicketJson.Default.JsonObject);
    }
}
