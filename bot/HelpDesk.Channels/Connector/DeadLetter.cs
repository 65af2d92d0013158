using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HelpDesk.Channels.Turns;

namespace HelpDesk.Channels.Connector;

/// <summary>An activity that a channel refused or did not take in time. The activity itself stays whole where it was said, in its conversation's stream.</summary>
/// <param name="Id">Short enough to type; always the same for the same activity.</param>
/// <param name="Conversation">The conversation's id on its channel.</param>
/// <param name="Version">The activity's place in the conversation.</param>
/// <param name="SaidAt">When the bot said it.</param>
/// <param name="GivenUpAt">When it was given up, the last time.</param>
/// <param name="Status">The HTTP status that decided; 0 where no answer did.</param>
/// <param name="Reason">The channel's error code, or ours: <c>TooOld</c>, <c>UnknownActivity</c>, <c>UntrustedServiceUrl</c>, <c>NoServiceUrl</c>.</param>
/// <param name="Tries">How often it was tried since it was said, or last sent again.</param>
public sealed record DeadLetter(
    string Id, string Channel, string Conversation, long Version, DateTimeOffset SaidAt, DateTimeOffset GivenUpAt, int Status, string Reason, int Tries)
{
    private const int IdBytes = 6;

    internal ConversationId ConversationId => new(Channel, Conversation);

    internal static string IdOf(ConversationId conversation, long version) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{conversation}|{version}"))).AsSpan(0, IdBytes));
}
