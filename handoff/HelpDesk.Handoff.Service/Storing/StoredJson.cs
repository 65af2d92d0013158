using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Handoff.Service.Leases;
using HelpDesk.Handoff.Service.Repeats;
using HelpDesk.Handoff.Service.Staff;
using HelpDesk.Handoff.Service.Webhooks;
using HelpDesk.Handoff.Service.Writing;

namespace HelpDesk.Handoff.Service.Storing;

/// <summary>Shapes of the service's own documents and events. Field names are stored for good.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, Converters = [typeof(InstantText)])]
[JsonSerializable(typeof(Dictionary<string, string>), TypeInfoPropertyName = "PolicyFiles")]
[JsonSerializable(typeof(NumberBlock))]
[JsonSerializable(typeof(TicketPointer))]
[JsonSerializable(typeof(StoredAnswer))]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(LeaseToken))]
[JsonSerializable(typeof(AgentRecord))]
[JsonSerializable(typeof(AgentContact))]
[JsonSerializable(typeof(AgentEvent.ProfileSet))]
[JsonSerializable(typeof(AgentEvent.PresenceSet))]
[JsonSerializable(typeof(AgentEvent.Disconnected))]
[JsonSerializable(typeof(AgentEvent.Reconnected))]
[JsonSerializable(typeof(AgentEvent.Dropped))]
[JsonSerializable(typeof(AgentEvent.Left))]
[JsonSerializable(typeof(Webhook))]
[JsonSerializable(typeof(WebhookCursor))]
internal sealed partial class StoredJson : JsonSerializerContext;
