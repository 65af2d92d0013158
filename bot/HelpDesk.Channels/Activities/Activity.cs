using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Channels.Activities;

/// <summary>
/// One activity of the Bot Framework protocol, v3 (https://github.com/microsoft/botframework-sdk, specs/botframework-activity). Only what is
/// used has a name; everything else survives a round trip in <see cref="Other"/> (settable, because generated code cannot fill an init-only one).
/// </summary>
public sealed record Activity
{
    /// <summary>Required by the protocol; an empty string is an activity that nobody can handle.</summary>
    public string Type { get => field ?? ""; init; } = "";
    public string? Id { get; init; }
    public DateTimeOffset? Timestamp { get; init; }
    public DateTimeOffset? LocalTimestamp { get; init; }
    public string? ServiceUrl { get; init; }
    public string? ChannelId { get; init; }
    public ChannelAccount? From { get; init; }
    public ChannelAccount? Recipient { get; init; }
    public ConversationAccount? Conversation { get; init; }
    public string? ReplyToId { get; init; }
    public string? Locale { get; init; }
    public string? Text { get; init; }
    public string? TextFormat { get; init; }
    public string? Summary { get; init; }
    public string? Speak { get; init; }
    public string? InputHint { get; init; }
    public string? AttachmentLayout { get; init; }
    public IReadOnlyList<Attachment>? Attachments { get; init; }
    public SuggestedActions? SuggestedActions { get; init; }
    public IReadOnlyList<Entity>? Entities { get; init; }
    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }
    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }
    public IReadOnlyList<MessageReaction>? ReactionsAdded { get; init; }
    public IReadOnlyList<MessageReaction>? ReactionsRemoved { get; init; }
    public string? Action { get; init; }
    public string? Name { get; init; }
    public JsonElement? Value { get; init; }
    public string? ValueType { get; init; }
    public string? Code { get; init; }
    public string? DeliveryMode { get; init; }
    public ConversationReference? RelatesTo { get; init; }
    public JsonElement? ChannelData { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Other { get; set; }
}

public sealed record ChannelAccount
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? AadObjectId { get; init; }
    public string? Role { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Other { get; set; }
}

public sealed record ConversationAccount
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public bool? IsGroup { get; init; }
    public string? ConversationType { get; init; }
    public string? TenantId { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Other { get; set; }
}

public sealed record Attachment
{
    public string? ContentType { get; init; }
    public string? ContentUrl { get; init; }
    public JsonElement? Content { get; init; }
    public string? Name { get; init; }
    public string? ThumbnailUrl { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Other { get; set; }
}

public sealed record SuggestedActions
{
    public IReadOnlyList<string>? To { get; init; }
    public IReadOnlyList<CardAction>? Actions { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Other { get; set; }
}

public sealed record CardAction
{
    public string? Type { get; init; }
    public string? Title { get; init; }
    public string? Image { get; init; }
    public string? Text { get; init; }
    public string? DisplayText { get; init; }
    public JsonElement? Value { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Other { get; set; }
}

public sealed record Entity
{
    public string? Type { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Other { get; set; }
}

public sealed record MessageReaction
{
    public string? Type { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Other { get; set; }
}

public sealed record ConversationReference
{
    public string? ActivityId { get; init; }
    public ChannelAccount? User { get; init; }
    public ChannelAccount? Bot { get; init; }
    public ConversationAccount? Conversation { get; init; }
    public string? ChannelId { get; init; }
    public string? ServiceUrl { get; init; }
    public string? Locale { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Other { get; set; }
}
