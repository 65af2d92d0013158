using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Tests.Bot.Conversations;

/// <summary>Recordings with something wrong in them: a channel's next version, a broken client, somebody who tries.</summary>
public sealed class OddActivityTests
{
    private const int PerRecording = 150;

    private static readonly string[] Odd =
    [
        "null", "true", "-1", "1e308", "\"\"", "\"\\u0000\"", "\"<at>\"", "\"like\"", "\"msteams\"", "[]", "[null]", "[[]]", "[{}]", "{}", "{\"action\":null}", "{\"eventType\":7}",
        "{\"do\":\"say\",\"text\":\"vpn\"}", "{\"action\":{\"verb\":\"guide-answer\",\"data\":{\"answer\":99,\"node\":\"x\"}}}", "{\"actionName\":\"feedback\",\"actionValue\":{\"reaction\":\"like\"}}",
    ];

    [Fact]
    public async Task No_activity_is_too_odd_to_be_dealt_with()
    {
        await using var bench = await TurnBench.CreateAsync();
        var random = new Random(4711);
        var taken = 0;

        foreach (var recording in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Channels", "recordings"), "to-bot.*.json").Order(StringComparer.Ordinal))
        {
            var json = await File.ReadAllTextAsync(recording, TestContext.Current.CancellationToken);
            for (var i = 0; i < PerRecording; i++)
                if (TryRead(Spoilt(json, random), out var activity))
                {
                    await bench.DecideAsync(activity);
                    taken++;
                }
        }

        Assert.InRange(taken, 1000, int.MaxValue);
    }

    private static string Spoilt(string json, Random random)
    {
        var root = JsonNode.Parse(json)!;
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var places = Objects(root).Where(o => o.Count > 0).ToArray();
            var place = places[random.Next(places.Length)];
            var name = place.ElementAt(random.Next(place.Count)).Key;
            place[random.Next(5) == 0 ? Names[random.Next(Names.Length)] : name] = JsonNode.Parse(Odd[random.Next(Odd.Length)]);
        }
        return root.ToJsonString();
    }

    private static readonly string[] Names = ["value", "entities", "reactionsAdded", "reactionsRemoved", "membersAdded", "membersRemoved", "attachments", "channelData", "replyToId", "text", "action"];

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(property => Objects(property.Value)).Prepend(json),
        JsonArray array => array.SelectMany(Objects),
        _ => [],
    };

    // What is no activity at all is refused where it is read, before the bot sees it.
    private static bool TryRead(string json, out Activity activity)
    {
        try
        {
            activity = JsonSerializer.Deserialize(json, ActivityJson.Default.Activity)!;
            return true;
        }
        catch (JsonException)
        {
            activity = new();
            return false;
        }
    }
}
