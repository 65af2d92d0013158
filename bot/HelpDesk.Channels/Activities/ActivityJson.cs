using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HelpDesk.Channels.Activities;

/// <summary>How activities are written and read: camelCase, absent instead of null, numbers and names as they came.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(IReadOnlyList<Activity>))]
[JsonSerializable(typeof(IReadOnlyList<Attachment>))]
[JsonSerializable(typeof(ExpectedReplies))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class ActivityJson : JsonSerializerContext;

/// <summary>The response to an activity whose sender takes the replies itself: <c>{"activities":[…]}</c>.</summary>
public sealed record ExpectedReplies(IReadOnlyList<Activity> Activities);
