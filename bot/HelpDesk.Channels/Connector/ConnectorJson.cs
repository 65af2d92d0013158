using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Channels.Connector;

/// <summary>What channels answer, and what a conversation is created with.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SentActivity))]
[JsonSerializable(typeof(CreatedConversation))]
[JsonSerializable(typeof(MembersPage))]
[JsonSerializable(typeof(ConversationMember))]
[JsonSerializable(typeof(NewConversation))]
[JsonSerializable(typeof(NewConversationData))]
[JsonSerializable(typeof(ConnectorError))]
internal sealed partial class ConnectorJson : JsonSerializerContext;

/// <summary>How channels say what was wrong.</summary>
internal sealed record ConnectorError(ConnectorError.Detail? Error)
{
    internal sealed record Detail(string? Code);
}
