using System.Text.Json;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Channels.Connector;

/// <summary>What a conversation is to be created with.</summary>
public sealed record NewConversation
{
    public bool? IsGroup { get; init; }
    public ChannelAccount? Bot { get; init; }
    public IReadOnlyList<ChannelAccount>? Members { get; init; }
    public string? TenantId { get; init; }

    /// <summary>The first message; a thread of a channel needs one.</summary>
    public Activity? Activity { get; init; }
    public JsonElement? ChannelData { get; init; }

    /// <summary>The one-to-one conversation of the bot with a person; asking again gives the same one.</summary>
    /// <param name="person">Id on the channel; Teams takes a person's directory object id too.</param>
    public static NewConversation Personal(ChannelAccount bot, ChannelAccount person, string? tenantId) => new()
    {
        IsGroup = false,
        Bot = bot,
        Members = [person],
        TenantId = tenantId,
        ChannelData = tenantId is null ? null : JsonSerializer.SerializeToElement(new(Channel: null, new(tenantId)), ConnectorJson.Default.NewConversationData),
    };

    /// <summary>A new thread in a channel of a team.</summary>
    /// <param name="channelId">Such as <c>19:…@thread.tacv2</c>.</param>
    public static NewConversation Thread(ChannelAccount bot, string channelId, string? tenantId, Activity first) => new()
    {
        IsGroup = true,
        Bot = bot,
        TenantId = tenantId,
        Activity = first,
        ChannelData = JsonSerializer.SerializeToElement(
            new(new(channelId), tenantId is null ? null : new(tenantId)), ConnectorJson.Default.NewConversationData),
    };
}

internal sealed record NewConversationData(NewConversationData.Named? Channel, NewConversationData.Named? Tenant)
{
    internal sealed record Named(string Id);
}
