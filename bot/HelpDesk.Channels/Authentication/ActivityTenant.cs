using System.Text.Json;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Channels.Authentication;

/// <summary>The Entra tenant that an activity names: <c>conversation.tenantId</c>, or where Teams leaves that out, <c>channelData.tenant.id</c>.</summary>
internal static class ActivityTenant
{
    public static string? Of(Activity activity) => Text(activity.Conversation?.TenantId) ?? OfChannelData(activity.ChannelData);

    private static string? OfChannelData(JsonElement? channelData) =>
        channelData is { ValueKind: JsonValueKind.Object } data
        && data.TryGetProperty("tenant", out var tenant) && tenant.ValueKind == JsonValueKind.Object
        && tenant.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? Text(id.GetString())
            : null;

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
