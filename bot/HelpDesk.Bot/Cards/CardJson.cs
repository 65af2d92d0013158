using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HelpDesk.Bot.Cards;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class CardJson : JsonSerializerContext;
