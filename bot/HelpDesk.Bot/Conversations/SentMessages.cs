using System.Globalization;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;

namespace HelpDesk.Bot.Conversations;

/// <summary>
/// Tells under which of our ids a message was sent that a channel calls by an id of its own, as it does when somebody reacts to it or presses its
/// card.
/// </summary>
public interface ISentIds
{
    /// <returns>Null where the channel's id is not known.</returns>
    ValueTask<string?> OursAsync(ConversationId conversation, string channelsId, CancellationToken ct);
}

/// <summary>Connector channels give ids of their own; our Direct Line keeps the ones we give.</summary>
public sealed class ConnectorIds(SentActivities sent) : ISentIds
{
    public async ValueTask<string?> OursAsync(ConversationId conversation, string channelsId, CancellationToken ct) =>
        await sent.OwnIdAsync(conversation, channelsId, ct) ?? channelsId;
}

/// <summary>What the bot said, found again in the conversation's stream.</summary>
public sealed class SentMessages(IStore store, ISentIds ids)
{
    /// <param name="channelsId">What the channel calls the message; may be anything, it comes from outside.</param>
    /// <returns>Null where the bot said nothing under this id here.</returns>
    public async Task<Activity?> FindAsync(ConversationId conversation, string? channelsId, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(channelsId) || await ids.OursAsync(conversation, channelsId, ct) is not { } ours) return null;
        if (!TryReadPlace(conversation, ours, out var version)) return null;
        var events = await store.ReadStreamAsync(conversation.Stream, version - 1, 1, ct);
        return events is [{ Type: ConversationEvents.Sent } sent] && sent.Version == version ? ConversationEvents.Read(sent) : null;
    }

    // An id names its place; see ConversationEvents.ActivityIdAt.
    private static bool TryReadPlace(ConversationId conversation, string id, out long version)
    {
        version = 0;
        return id.StartsWith(conversation.Id + "|", StringComparison.Ordinal)
            && long.TryParse(id.AsSpan(conversation.Id.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out version)
            && version > 0;
    }
}
