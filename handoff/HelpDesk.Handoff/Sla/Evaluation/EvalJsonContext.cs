using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Handoff.Sla.Evaluation;

[JsonSerializable(typeof(JsonElement[]))]
internal sealed partial class EvalJsonContext : JsonSerializerContext;
