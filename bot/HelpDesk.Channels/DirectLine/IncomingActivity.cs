using System.Text;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Channels.DirectLine;

/// <summary>What a client may say, and what becomes of it: everything that only the server can know is set here, whatever the client wrote.</summary>
internal static class IncomingActivity
{
    private const int LongestName = 100;
    private const int LongestType = 64;
    private const int MostAttachments = 20;

    /// <summary>Why the activity is refused, or null.</summary>
    public static string? Fault(Activity activity) => activity switch
    {
        { Type: null or "" } => "An activity needs a type.",
        { Type.Length: > LongestType } => $"A type has at most {LongestType} characters.",
        { Type: ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate } => "Only the channel sends activities of this type.",
        { Attachments.Count: > MostAttachments } => $"An activity has at most {MostAttachments} attachments.",
        { Name.Length: > LongestName } => $"A name has at most {LongestName} characters.",
        _ => null,
    };

    public static Activity Accept(Activity activity, string conversation, string user, ChannelAccount bot) => activity with
    {
        Id = null,
        Timestamp = null,
        ServiceUrl = null,
        DeliveryMode = null,
        RelatesTo = null,
        ChannelId = ChannelIds.WebChat,
        Conversation = new() { Id = conversation },
        From = new() { Id = user, Name = Plain(activity.From?.Name, LongestName), Role = "user" },
        Recipient = bot,
        Text = Plain(activity.Text, int.MaxValue),
        ReplyToId = Plain(activity.ReplyToId, Identifiers.LongestId),
        Locale = Plain(activity.Locale, 35),
    };

    /// <summary>The text without control characters (line ends and tabs stay) and with a sign for halves of characters, cut to a length; null for nothing.</summary>
    public static string? Plain(string? text, int most)
    {
        if (text is null)
            return null;
        var kept = text.Any(IsSuspect)
            ? string.Concat(text.EnumerateRunes().Where(rune => !Rune.IsControl(rune) || rune.Value is '\n' or '\r' or '\t').Select(rune => rune.ToString()))
            : text;
        if (most == int.MaxValue)
            return kept;
        kept = kept.Trim();
        if (kept.Length > most)
            kept = kept[..(char.IsHighSurrogate(kept[most - 1]) ? most - 1 : most)];
        return kept.Length == 0 ? null : kept;
    }

    private static bool IsSuspect(char c) => char.IsControl(c) || char.IsSurrogate(c);
}
