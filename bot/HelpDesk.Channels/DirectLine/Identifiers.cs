using System.Buffers.Text;
using System.Security.Cryptography;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;

namespace HelpDesk.Channels.DirectLine;

/// <summary>Names of conversations and people on this channel.</summary>
internal static class Identifiers
{
    public const int LongestId = 128;
    private const int RandomBytes = 16;

    public static string NewConversation() => Random();

    /// <summary>The prefix is Direct Line's own for people whom only a token names.</summary>
    public static string NewUser() => $"dl_{Random()}";

    public static ConversationId Conversation(string id) => new(ChannelIds.WebChat, id);

    public static bool IsConversation(string id) => id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
}
