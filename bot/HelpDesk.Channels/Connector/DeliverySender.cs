using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;

namespace HelpDesk.Channels.Connector;

/// <summary>Makes the call that an activity of a conversation's stream stands for: a send, a reply, an update or a delete.</summary>
public sealed class DeliverySender(ConnectorClient client, SentActivities sent)
{
    /// <param name="cursor">Where the conversation is, so that newly given ids need no read.</param>
    internal async Task<ConnectorResult<SentActivity>> SendAsync(ConversationId conversation, Activity activity, Cursor cursor, CancellationToken ct)
    {
        if (!Deliverable.IsEdit(activity))
            return await client.SendAsync(await OnTheWireAsync(conversation, activity, cursor, ct), ct);
        if (await ChannelIdAsync(conversation, activity.Id!, cursor, ct) is not { } target)
            return new ConnectorResult<SentActivity>.Refused(0, "UnknownActivity");
        if (activity.Type is ActivityTypes.MessageDelete)
            return await client.DeleteAsync(activity, target, ct);
        return await client.UpdateAsync(await OnTheWireAsync(conversation, activity with { Type = ActivityTypes.Message }, cursor, ct), target, ct);
    }

    // Our own ids and times mean nothing to a channel.
    private async ValueTask<Activity> OnTheWireAsync(ConversationId conversation, Activity activity, Cursor cursor, CancellationToken ct) => activity with
    {
        Id = null,
        Timestamp = null,
        ReplyToId = activity.ReplyToId is { } replied ? await ChannelIdAsync(conversation, replied, cursor, ct) : null,
    };

    /// <summary>The channel's own ids stay as they are; null for one of ours that the channel has never seen.</summary>
    private async ValueTask<string?> ChannelIdAsync(ConversationId conversation, string id, Cursor cursor, CancellationToken ct) =>
        Deliverable.VersionOf(conversation, id) is > 0 and var version ? await sent.ChannelIdAsync(conversation, cursor, version, ct) : id;
}
