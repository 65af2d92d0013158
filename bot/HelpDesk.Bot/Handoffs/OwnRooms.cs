using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Connector;
using HelpDesk.Channels.Turns;

namespace HelpDesk.Bot.Handoffs;

/// <summary>Finds the chat that somebody of a group has with the bot alone, or begins it.</summary>
internal sealed class OwnRooms(References references, ConnectorClient connector)
{
    /// <returns>Null where the channel does not allow one.</returns>
    public async Task<ConversationId?> FindAsync(ConversationId group, Activity activity, CancellationToken ct)
    {
        if (activity is not { ServiceUrl: { Length: > 0 } service, From: { Id.Length: > 0 } person, Recipient: { } bot }) return null;
        var tenant = ConversationReferences.TenantOf(activity);
        if (tenant is not null && person.AadObjectId is { } objectId && await references.FindPersonAsync(tenant, objectId, ct) is { } known) return known;
        // Asking again gives the same conversation, so that a turn that is taken twice begins it once.
        if (await connector.CreateConversationAsync(service, NewConversation.Personal(bot, person, tenant), ct) is not ConnectorResult<CreatedConversation>.Done { Value.Id: { Length: > 0 } id }) return null;
        var room = new ConversationId(group.Channel, id);
        await references.AddAsync(room, ReferenceTo(id, activity, tenant), group, ct);
        return room;
    }

    private static ConversationReference ReferenceTo(string id, Activity activity, string? tenant) => new()
    {
        ChannelId = activity.ChannelId,
        ServiceUrl = activity.ServiceUrl,
        Locale = activity.Locale,
        Bot = activity.Recipient,
        User = activity.From,
        Conversation = new() { Id = id, ConversationType = "personal", TenantId = tenant },
    };
}
