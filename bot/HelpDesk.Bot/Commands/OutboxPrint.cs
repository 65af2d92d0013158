using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;

namespace HelpDesk.Bot.Commands;

/// <summary>What the outbox commands print: plain lines for people, one JSON object with <c>--json</c>. What an activity says only where it is asked for.</summary>
internal static class OutboxPrint
{
    public static void List(IReadOnlyList<WaitingConversation> waiting, IReadOnlyList<DeadLetter> dead, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new(waiting, dead), OutboxPrintJson.Default.OutboxList));
            return;
        }
        foreach (var conversation in waiting)
            Console.WriteLine($"waiting       {Time(conversation.At)}  {conversation.Channel}  {conversation.Conversation}");
        foreach (var letter in dead)
            Console.WriteLine($"{letter.Id}  {Time(letter.GivenUpAt)}  {letter.Channel}  {letter.Conversation}  {Why(letter)}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{waiting.Count} conversations wait, {dead.Count} activities were given up."));
    }

    public static void Show(DeadLetter letter, Activity? activity, bool text, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new(letter, activity?.Type, text ? activity : null), OutboxPrintJson.Default.ShownLetter));
            return;
        }
        Row("Id", letter.Id);
        Row("Channel", letter.Channel);
        Row("Conversation", letter.Conversation);
        Row("Activity", activity is null ? "no longer held" : string.Create(CultureInfo.InvariantCulture, $"{activity.Type}, number {letter.Version} of its conversation"));
        Row("Said", Time(letter.SaidAt));
        Row("Given up", string.Create(CultureInfo.InvariantCulture, $"{Time(letter.GivenUpAt)} after {letter.Tries} tries"));
        Row("Why", Why(letter));
        if (!text) return;
        Row("Text", activity?.Text ?? "none");
        foreach (var attachment in activity?.Attachments ?? []) Row("Attachment", attachment.ContentType ?? "of no type");
    }

    public static void Asked(IReadOnlyList<string> ids, bool json) => Print(
        new OutboxChange(ids, null), json, string.Create(CultureInfo.InvariantCulture, $"{ids.Count} activities will be sent again."));

    public static void Dropped(string id, bool json) => Print(new OutboxChange(null, [id]), json, $"{id} is dropped.");

    private static void Print(OutboxChange change, bool json, string text) =>
        Console.WriteLine(json ? JsonSerializer.Serialize(change, OutboxPrintJson.Default.OutboxChange) : text);

    private static void Row(string name, string value) => Console.WriteLine($"{name,-14}{value}");

    private static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Why(DeadLetter letter) =>
        letter.Status == 0 ? letter.Reason : string.Create(CultureInfo.InvariantCulture, $"{letter.Status} {letter.Reason}").TrimEnd();
}

internal sealed record OutboxList(IReadOnlyList<WaitingConversation> Waiting, IReadOnlyList<DeadLetter> GivenUp);

/// <param name="Type">Of the activity; null where it is no longer held.</param>
/// <param name="Activity">All of it, where that was asked for.</param>
internal sealed record ShownLetter(DeadLetter Letter, string? Type, Activity? Activity);

internal sealed record OutboxChange(IReadOnlyList<string>? Resent, IReadOnlyList<string>? Dropped);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OutboxList))]
[JsonSerializable(typeof(ShownLetter))]
[JsonSerializable(typeof(OutboxChange))]
internal sealed partial class OutboxPrintJson : JsonSerializerContext;
