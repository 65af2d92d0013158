using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Bot.Cards;

/// <summary>The few Adaptive Card elements that the bot uses, schema 1.5 (https://adaptivecards.io/explorer), which Teams and Web Chat both show.</summary>
internal static class AdaptiveCard
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>Ids of what makes sense only while a card can be pressed.</summary>
    public const string ClosingId = "closing";
    public const string AlsoId = "also";

    private const string Version = "1.5";
    private const int LongestNotice = 120;

    /// <summary>A message that is a card alone.</summary>
    /// <param name="notice">What Teams shows where there is no room for a card: in its notifications and its list of chats. Elsewhere nobody asks for it.</param>
    public static Activity Message(Attachment card, Surface surface, Texts texts, string notice) => new()
    {
        Type = ActivityTypes.Message,
        Summary = surface.IsTeams ? Fitting.Cut(notice, LongestNotice) : null,
        Locale = texts.Culture.Name,
        InputHint = "expectingInput",
        Attachments = [card],
    };

    public static Attachment Attach(string speak, IEnumerable<JsonObject> body, IEnumerable<JsonObject>? actions = null) =>
        new() { ContentType = ContentType, Content = ToElement(Make(speak, body, actions)) };

    public static JsonObject Make(string? speak, IEnumerable<JsonObject> body, IEnumerable<JsonObject>? actions = null)
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = Version,
            ["body"] = List(body),
        };
        if (speak is not null) card["speak"] = speak;
        if (actions is not null) card["actions"] = List(actions);
        return card;
    }

    public static JsonElement ToElement(JsonObject json) => JsonSerializer.SerializeToElement(json, CardJson.Default.JsonObject);

    public static JsonObject Title(string text) =>
        new() { ["type"] = "TextBlock", ["text"] = text, ["size"] = "medium", ["weight"] = "bolder", ["wrap"] = true, ["style"] = "heading" };

    public static JsonObject Text(string text) => new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };

    public static JsonObject Question(string text) => new()
    {
        ["type"] = "TextBlock", ["id"] = ClosingId, ["text"] = text, ["weight"] = "bolder", ["wrap"] = true, ["spacing"] = "medium", ["separator"] = true,
    };

    /// <summary>What became of a card, in place of its buttons.</summary>
    public static JsonObject Outcome(string text) =>
        new() { ["type"] = "TextBlock", ["text"] = text, ["isSubtle"] = true, ["wrap"] = true, ["spacing"] = "medium", ["separator"] = true };

    public static JsonObject Small(string text) =>
        new() { ["type"] = "TextBlock", ["text"] = text, ["size"] = "small", ["isSubtle"] = true, ["wrap"] = true, ["spacing"] = "medium" };

    public static JsonObject AlsoLabel(string text)
    {
        var label = Small(text);
        label["id"] = AlsoId;
        return label;
    }

    public static JsonObject Picture(string url, string alt) =>
        new() { ["type"] = "Image", ["url"] = url, ["altText"] = alt, ["size"] = "stretch" };

    /// <summary>A number beside its step, without a dot: "2." alone is Markdown for a list, and every list begins with 1 again.</summary>
    public static JsonObject Step(int number, string text) => new()
    {
        ["type"] = "ColumnSet",
        ["spacing"] = "small",
        ["columns"] = new JsonArray(
            new JsonObject { ["type"] = "Column", ["width"] = "auto", ["items"] = new JsonArray(Number(number)) },
            new JsonObject { ["type"] = "Column", ["width"] = "stretch", ["spacing"] = "default", ["items"] = new JsonArray(Text(text)) }),
    };

    private static JsonObject Number(int number) =>
        new() { ["type"] = "TextBlock", ["text"] = number.ToString(CultureInfo.InvariantCulture), ["weight"] = "bolder", ["color"] = "accent" };

    /// <summary>One action as a row of its own, for titles too long to stand side by side.</summary>
    public static JsonObject Row(JsonObject action) => new() { ["type"] = "ActionSet", ["spacing"] = "small", ["actions"] = new JsonArray(action) };

    private static JsonArray List(IEnumerable<JsonObject> items) => new([.. items]);
}
