using HelpDesk.Channels.Turns;
using HelpDesk.Storage;

namespace HelpDesk.Bot.Conversations;

/// <summary>
/// The mark on a conversation that the bot was taken out of. Whoever wants to say something there unasked looks for it first: the document
/// exists from the removal until the bot is back, and is written in the same commit as the conversation's state.
/// </summary>
public static class Departure
{
    public static DocumentKey KeyOf(ConversationId conversation) => new("conversation-left", conversation.ToString());

    internal static IEnumerable<Write> Writes(ConversationId conversation, ConversationState before, ConversationState after)
    {
        if (before.Removed == after.Removed) yield break;
        yield return after.Removed ? new Write.Put(KeyOf(conversation), "{}"u8.ToArray()) : new Write.Delete(KeyOf(conversation));
    }
}
