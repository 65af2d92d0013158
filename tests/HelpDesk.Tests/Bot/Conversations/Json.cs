using System.Text.Json;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Tests.Bot.Conversations;

/// <summary>Reads cards in tests.</summary>
internal static class Json
{
    public static JsonElement Card(this Activity activity) => Assert.Single(activity.Attachments!).Content!.Value;

    /// <summary>All string values of a property name, in reading order; fallbacks are not read.</summary>
    public static List<string> Strings(this JsonElement element, string name)
    {
        var found = new List<string>();
        Collect(element, name, found);
        return found;
    }

    /// <summary>The invoke that Teams sends for a button, by its title.</summary>
    public static Activity Press(this Activity message, string title, string? replyToId)
    {
        var action = Actions(message.Card()).First(a => a.GetProperty("title").GetString() == title);
        return TurnBench.Teams(ActivityTypes.Invoke) with
        {
            Name = "adaptiveCard/action",
            ReplyToId = replyToId,
            Value = JsonDocument.Parse($$"""{"action":{{action.GetRawText()}},"trigger":"manual"}""").RootElement,
        };
    }

    public static IEnumerable<JsonElement> Actions(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Actions),
        JsonValueKind.Object when element.TryGetProperty("type", out var type) && type.GetString()!.StartsWith("Action.", StringComparison.Ordinal) => [element],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Actions(p.Value)),
        _ => [],
    };

    private static void Collect(JsonElement element, string name, List<string> found)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray()) Collect(item, name, found);
        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var property in element.EnumerateObject())
            if (property.Name == name && property.Value.ValueKind == JsonValueKind.String) found.Add(property.Value.GetString()!);
            else if (property.Name != "fallback") Collect(property.Value, name, found);
    }
}
