using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Tests.Channels.Activities;

public sealed class ActivityJsonTests
{
    public static TheoryData<string> Recordings =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Channels", "recordings")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_recorded_activity_survives_a_round_trip(string recording)
    {
        var json = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Channels", "recordings", recording));

        var written = JsonSerializer.Serialize(JsonSerializer.Deserialize(json, ActivityJson.Default.Activity)!, ActivityJson.Default.Activity);

        Assert.True(JsonNode.DeepEquals(Comparable(JsonNode.Parse(json)), Comparable(JsonNode.Parse(written))), written);
    }

    [Fact]
    public void Fields_that_nobody_knows_survive_at_every_depth()
    {
        const string Json = """{"type":"message","new":{"a":[1,2.50]},"from":{"id":"u","tier":7},"entities":[{"type":"streaminfo","streamId":"s"}]}""";

        var written = JsonSerializer.Serialize(JsonSerializer.Deserialize(Json, ActivityJson.Default.Activity)!, ActivityJson.Default.Activity);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Json), JsonNode.Parse(written)), written);
    }

    [Fact]
    public void An_activity_without_a_type_has_an_empty_one() =>
        Assert.Equal("", JsonSerializer.Deserialize("{}", ActivityJson.Default.Activity)!.Type);

    // A time may be written another way, as long as it is the same time.
    private static JsonNode? Comparable(JsonNode? node)
    {
        if (node is JsonObject fields)
        {
            foreach (var name in new[] { "timestamp", "localTimestamp" })
            {
                if (fields[name] is JsonValue time)
                    fields[name] = DateTimeOffset.Parse(time.GetValue<string>(), CultureInfo.InvariantCulture).UtcTicks;
            }
        }

        return node;
    }
}
