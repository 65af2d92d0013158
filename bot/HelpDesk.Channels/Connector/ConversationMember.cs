using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Channels.Connector;

/// <summary>Somebody in a conversation, as Teams describes people.</summary>
public sealed record ConversationMember
{
    /// <summary>The id on the channel, not the directory's.</summary>
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? GivenName { get; init; }
    public string? Surname { get; init; }
    public string? Email { get; init; }
    public string? UserPrincipalName { get; init; }
    public string? TenantId { get; init; }
    public string? UserRole { get; init; }

    /// <summary>The directory's object id. One list of the protocol calls it <c>objectId</c>.</summary>
    public string? AadObjectId { get => field ?? ObjectId; init; }

    public string? ObjectId { get; init; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Other { get; set; }
}
