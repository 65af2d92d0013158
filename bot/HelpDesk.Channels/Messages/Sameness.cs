using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using NodaTime;

namespace HelpDesk.Channels.Messages;

/// <summary>
/// What makes two activities the same one, sent twice. Channels repeat what was not acknowledged within 15 s, sometimes under a new id; people
/// press a button twice; and people say the same thing twice and mean it.
/// </summary>
internal static class Sameness
{
    // Some channels give times in whole seconds, and two short answers fit into one. A repeat comes much later than that.
    private static readonly Duration SoonerThanAnyRepeat = Duration.FromSeconds(5);

    public static ImmutableArray<SameAs> Of(Activity activity, Duration pressWindow)
    {
        var same = ImmutableArray.CreateBuilder<SameAs>(3);
        var content = Content(activity);
        if (!string.IsNullOrEmpty(activity.Id))
            same.Add(new(Key("id", activity, activity.Id, IsLaterWord(activity) ? $"{ClientTime(activity)?.UtcTicks} {content}" : "")));
        if (ClientTime(activity) is { } time)
            same.Add(new(Key("content", activity, time.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture), content)) { Apart = IsTyped(activity) && IsCoarse(time) ? SoonerThanAnyRepeat : Duration.Zero });
        if (IsPress(activity))
            same.Add(new(Key("press", activity, activity.ReplyToId!, Pressed(activity.Value!.Value))) { Window = pressWindow });
        return same.ToImmutable();
    }

    private static string Key(string kind, Activity activity, string first, string second) =>
        string.Join('\n', kind, activity.Type, activity.Name, kind == "id" ? "" : activity.From?.Id, first, second);

    private static DateTimeOffset? ClientTime(Activity activity) => activity.LocalTimestamp ?? activity.Timestamp;

    private static bool IsCoarse(DateTimeOffset time) => time.Ticks % TimeSpan.TicksPerSecond == 0;

    // An edit carries the id of the message that it changes, each time.
    private static bool IsLaterWord(Activity activity) => activity.Type is ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete;

    private static bool IsTyped(Activity activity) => activity is { Type: ActivityTypes.Message, Value: null };

    private static bool IsPress(Activity activity) =>
        activity is { ReplyToId.Length: > 0, Value: not null }
        && (activity.Type == ActivityTypes.Message || activity is { Type: ActivityTypes.Invoke, Name: "adaptiveCard/action" });

    // A title may be translated and the trigger differ; what was pressed is the verb with its data.
    private static string Pressed(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("action", out var action) || action.ValueKind != JsonValueKind.Object)
            return value.GetRawText();
        return $"{Raw(action, "verb")}\n{Raw(action, "data")}";
    }

    private static string Raw(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetRawText() : "";

    private static string Content(Activity activity)
    {
        var meant = new Activity
        {
            Type = activity.Type,
            Name = activity.Name,
            Text = activity.Text,
            Value = activity.Value,
            Attachments = activity.Attachments,
            ReplyToId = activity.ReplyToId,
            Action = activity.Action,
            Code = activity.Code,
            MembersAdded = activity.MembersAdded,
            MembersRemoved = activity.MembersRemoved,
            ReactionsAdded = activity.ReactionsAdded,
            ReactionsRemoved = activity.ReactionsRemoved,
        };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(meant, ActivityJson.Default.Activity)).AsSpan(0, 16));
    }
}
