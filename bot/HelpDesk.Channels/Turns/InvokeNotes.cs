using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Channels.Activities;

namespace HelpDesk.Channels.Turns;

/// <summary>A sentence as the answer to an invoke, in the shape that each kind of invoke shows it.</summary>
public static class InvokeNotes
{
    /// <summary>What is answered where no sentence would be shown.</summary>
    public static readonly InvokeAnswer Unavailable = new(503, null);

    /// <summary>The answer with a text for the person; null where this invoke has no room for one.</summary>
    public static InvokeAnswer? Tell(Activity invoke, string text) => invoke.Name switch
    {
        "adaptiveCard/action" => Answer(new() { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.activity.message", ["value"] = text }),
        "task/fetch" or "task/submit" or "composeExtension/fetchTask" or "composeExtension/submitAction" =>
            Answer(new() { ["task"] = new JsonObject { ["type"] = "message", ["value"] = text } }),
        "composeExtension/query" or "composeExtension/queryLink" =>
            Answer(new() { ["composeExtension"] = new JsonObject { ["type"] = "message", ["text"] = text } }),
        _ => null,
    };

    private static InvokeAnswer Answer(JsonObject body) => new(200, JsonSerializer.SerializeToElement(body, ActivityJson.Default.JsonObject));
}
