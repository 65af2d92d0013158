using System.Text.Json;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Channels.Connector;

/// <summary>Makes references of activities, and activities of references.</summary>
public static class ConversationReferences
{
    /// <summary>
    /// What is known after an activity came in. An activity that leaves a name or the locale out takes nothing away; in a group nobody in
    /// particular is the user.
    /// </summary>
    public static ConversationReference After(ConversationReference? before, Activity received) => new()
    {
        ChannelId = received.ChannelId,
        ServiceUrl = received.ServiceUrl,
        Locale = received.Locale ?? before?.Locale,
        Bot = Merge(before?.Bot, received.Recipient),
        User = IsPersonal(received) ? Merge(before?.User, received.From) : null,
        Conversation = new()
        {
            Id = received.Conversation?.Id,
            Name = received.Conversation?.Name ?? before?.Conversation?.Name,
            IsGroup = received.Conversation?.IsGroup ?? before?.Conversation?.IsGroup,
            ConversationType = received.Conversation?.ConversationType ?? before?.Conversation?.ConversationType,
            TenantId = TenantOf(received) ?? before?.Conversation?.TenantId,
        },
    };

    /// <summary>Addresses an activity that answers none.</summary>
    public static Activity SentTo(this Activity activity, ConversationReference reference) => activity with
    {
        ChannelId = reference.ChannelId,
        ServiceUrl = reference.ServiceUrl,
        Conversation = reference.Conversation,
        From = reference.Bot,
        Recipient = activity.Recipient ?? reference.User,
        Locale = activity.Locale ?? reference.Locale,
    };

    /// <summary>The Entra tenant that an activity belongs to, where its channel says so.</summary>
    public static string? TenantOf(Activity activity) =>
        activity.Conversation?.TenantId
        ?? (activity.ChannelData is { ValueKind: JsonValueKind.Object } data
            && data.TryGetProperty("tenant", out var tenant) && tenant.ValueKind == JsonValueKind.Object
            && tenant.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                ? id.GetString()
                : null);

    private static bool IsPersonal(Activity received) =>
        received.Conversation is { IsGroup: not true, ConversationType: null or "personal" } && received.From?.Id != received.Recipient?.Id;

    private static ChannelAccount? Merge(ChannelAccount? before, ChannelAccount? now) => now?.Id switch
    {
        null => before,
        var id when id != before?.Id => new() { Id = id, Name = now.Name, AadObjectId = now.AadObjectId, Role = now.Role },
        var id => new() { Id = id, Name = now.Name ?? before.Name, AadObjectId = now.AadObjectId ?? before.AadObjectId, Role = now.Role ?? before.Role },
    };
}
