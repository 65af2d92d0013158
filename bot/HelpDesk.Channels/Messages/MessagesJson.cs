using System.Text.Json;
using System.Text.Json.Serialization;
using HelpDesk.Channels.Turns;

namespace HelpDesk.Channels.Messages;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InvokeAnswer))]
internal sealed partial class MessagesJson : JsonSerializerContext;
