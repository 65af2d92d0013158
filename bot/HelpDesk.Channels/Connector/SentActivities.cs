using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Channels.Turns;
using HelpDesk.Storage;
using NodaTime;

namespace HelpDesk.Channels.Connector;

/// <summary>Which activity of ours is which on the channel. What was sent lately is found with one read, the rest by going back page by page.</summary>
public sealed class SentActivities(IStore store, TimeProvider time)
{
    /// <summary>The channel's id of an activity that was sent; null where it has not been delivered, or the channel gave it none.</summary>
    public async Task<string?> ChannelIdAsync(ConversationId conversation, string activityId, CancellationToken ct) =>
        Deliverable.VersionOf(conversation, activityId) is > 0 and var version
            ? await FindAsync(conversation, await CursorAsync(conversation, ct), sent => sent.Version == version, sent => sent.Id, ct)
            : null;

    /// <summary>
    /// The id under which the conversation holds what a reaction or a card's button points at by the channel's id; null where the bot has sent no such activity.
    /// </summary>
    public async Task<string?> OwnIdAsync(ConversationId conversation, string channelActivityId, CancellationToken ct) =>
        await FindAsync(
            conversation, await CursorAsync(conversation, ct), sent => string.Equals(sent.Id, channelActivityId, StringComparison.Ordinal),
            sent => ConversationEvents.ActivityIdAt(conversation, sent.Version), ct);

    internal Task<string?> ChannelIdAsync(ConversationId conversation, Cursor cursor, long version, CancellationToken ct) =>
        FindAsync(conversation, cursor, sent => sent.Version == version, sent => sent.Id, ct);

    private async Task<string?> FindAsync(
        ConversationId conversation, Cursor cursor, Func<SentId, bool> isIt, Func<SentId, string> select, CancellationToken ct)
    {
        var ids = cursor.Ids;
        for (var page = cursor.Pages; ; page--)
        {
            foreach (var sent in ids)
            {
                if (isIt(sent))
                    return select(sent);
            }

            if (page == 0)
                return null;
            ids = await PageAsync(conversation, page - 1, ct);
        }
    }

    private async Task<Cursor> CursorAsync(ConversationId conversation, CancellationToken ct) =>
        await store.GetAsync(OutboxDocuments.Cursor(conversation), Now(), ct) is { } stored
            ? JsonSerializer.Deserialize(stored.Json.Span, OutboxJson.Default.Cursor)!
            : Cursor.Start;

    private async Task<ImmutableArray<SentId>> PageAsync(ConversationId conversation, int page, CancellationToken ct) =>
        await store.GetAsync(OutboxDocuments.SentIds(conversation, page), Now(), ct) is { } stored
            ? JsonSerializer.Deserialize(stored.Json.Span, OutboxJson.Default.ImmutableArraySentId)
            : [];

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
