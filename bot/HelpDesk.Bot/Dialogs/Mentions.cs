using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Bot.Dialogs;

/// <summary>
/// Mentions as Teams sends them: <c>&lt;at&gt;Name&lt;/at&gt;</c> in the text, and an entity with that text and the id of who is meant. The bot's
/// own go, other people's become their names.
/// </summary>
internal static partial class Mentions
{
    public static bool IsCalled(Activity activity) => activity.Recipient?.Id is { } bot && Read(activity).Any(m => m.Id == bot);

    public static string Strip(Activity activity)
    {
        if (activity.Text is not { Length: > 0 } text) return "";
        if (!IsMarked(activity, text)) return text;
        foreach (var mention in Read(activity))
        {
            var at = mention.Text.Length == 0 ? -1 : text.IndexOf(mention.Text, StringComparison.Ordinal);
            if (at < 0) continue;
            var name = mention.Id == activity.Recipient?.Id ? "" : NameIn(mention.Text);
            text = $"{text[..at]}{name}{text[(at + mention.Text.Length)..]}";
        }
        // What no entity explains, such as a name that was escaped in one place and not in the other, is told by its name.
        text = Tag.Replace(text, tag => IsBotsName(tag.Value, activity) ? "" : NameIn(tag.Value));
        return text.Replace("&nbsp;", " ", StringComparison.Ordinal).Replace('\u00a0', ' ').Trim();
    }

    private static bool IsMarked(Activity activity, string text) =>
        text.Contains("<at", StringComparison.OrdinalIgnoreCase) || (activity.Entities ?? []).OfType<Entity>().Any(IsMention);

    private static IEnumerable<(string? Id, string Text)> Read(Activity activity)
    {
        foreach (var entity in (activity.Entities ?? []).OfType<Entity>())
        {
            if (!IsMention(entity) || entity.Other is not { } other || !other.TryGetValue("mentioned", out var who)) continue;
            var text = other.TryGetValue("text", out var said) && said.ValueKind == JsonValueKind.String ? said.GetString()! : "";
            yield return (PressData.StringOf(who, "id"), text);
        }
    }

    private static bool IsMention(Entity entity) => string.Equals(entity.Type, "mention", StringComparison.OrdinalIgnoreCase);

    private static bool IsBotsName(string tag, Activity activity) =>
        activity.Recipient?.Name is { Length: > 0 } name && string.Equals(NameIn(tag), name.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string NameIn(string tag) => WebUtility.HtmlDecode(Tag.Replace(tag, "${name}")).Trim();

    [GeneratedRegex(@"<at\b[^>]{0,100}>(?<name>[^<]{0,200})</at>", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag { get; }
}
