using System.Security.Cryptography;
using System.Text;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Authentication;
using HelpDesk.Channels.Turns;

namespace HelpDesk.Channels.Messages;

/// <summary>
/// Under which key a connector's conversation is kept. Only the key is made fit: the activity keeps what its channel wrote, and replies go there.
/// </summary>
internal static class ConversationKeys
{
    private const int LongestChannel = 40;

    // Leaves room for the names that are built around it; a store's ids have at most 400 characters.
    private const int LongestId = 250;

    /// <summary>Null where the activity belongs to no conversation.</summary>
    public static ConversationId? Of(InboundActivity inbound)
    {
        var (activity, caller) = inbound;
        if (Channel(activity.ChannelId) is not { } channel || activity.Conversation?.Id is not { } id || string.IsNullOrWhiteSpace(id))
            return null;
        // Another bot names channels and conversations as it likes: it must never reach a person's own conversation.
        return caller.Kind == CallerKind.Skill ? new($"skill-{channel}", Id($"{caller.AppId}/{id}")) : new(channel, Id(id));
    }

    private static string? Channel(string? id)
    {
        if (id is not { Length: > 0 and <= LongestChannel } || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':'))
            return null;
        var name = id.ToLowerInvariant();
        // Our own Direct Line server has conversations of that name, and nobody here may speak in them.
        return name is ChannelIds.WebChat or ChannelIds.DirectLine ? $"connector-{name}" : name;
    }

    private static string Id(string id) => id.Length <= LongestId && !id.Any(IsUnfit) ? id : $"sha256-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";

    private static bool IsUnfit(char c) => char.IsControl(c) || char.IsSurrogate(c);
}
