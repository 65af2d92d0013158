using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Bot.Cards;

/// <summary>A card after it was pressed: what it said is still to be read, its buttons have given way to what was answered.</summary>
internal static class UsedCard
{
    private static readonly ImmutableHashSet<string> OnlyWhilePressable = [AdaptiveCard.ClosingId, AdaptiveCard.AlsoId];

    /// <param name="sent">The message with the card; null where it is not known any more.</param>
    /// <param name="title">What a card that is not known any more was about; null where that is not known either.</param>
    public static JsonElement Make(Activity? sent, string? title, string outcome)
    {
        var body = (sent is null ? null : KeptBody(sent)) ?? (title is null ? [] : [AdaptiveCard.Title(title)]);
        return AdaptiveCard.ToElement(AdaptiveCard.Make(speak: null, [.. body, AdaptiveCard.Outcome(outcome)]));
    }

    /// <summary>What the card in a sent message asked about: the question and article of its "it helped" button; null for any other message.</summary>
    public static (string Question, string Article)? SubjectOf(Activity? sent)
    {
        foreach (var action in CardOf(sent)?["actions"]?.AsArray().OfType<JsonObject>() ?? [])
        {
            var (verb, data) = (TextOf(action, "verb"), action["data"] as JsonObject);
            if (data is null || PressData.KindOf(verb ?? TextOf(data, PressData.Do)) != PressKind.Solved) continue;
            if (TextOf(data, PressData.Question) is { } question && TextOf(data, PressData.Article) is { } article) return (question, article);
        }
        return null;
    }

    private static JsonObject[]? KeptBody(Activity sent)
    {
        if (CardOf(sent)?["body"] is not JsonArray body) return null;
        var kept = body.OfType<JsonObject>().Where(IsKept).ToArray();
        // An element has one parent: it leaves the old card for the new one.
        body.Clear();
        return kept;
    }

    private static bool IsKept(JsonObject element) =>
        TextOf(element, "type") is not ("ActionSet" or "Input.Text") && (TextOf(element, "id") is not { } id || !OnlyWhilePressable.Contains(id));

    private static JsonObject? CardOf(Activity? sent) =>
        (sent?.Attachments ?? []).FirstOrDefault(a => a.ContentType == AdaptiveCard.ContentType)?.Content is { ValueKind: JsonValueKind.Object } card
            ? JsonObject.Create(card)
            : null;

    private static string? TextOf(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
