using System.Text.Json;

namespace HelpDesk.Bot.Dialogs;

/// <summary>A pressed <c>Action.Execute</c>: the invoke <c>adaptiveCard/action</c> with <c>{"action":{"type","verb","data"}}</c>.</summary>
internal static class ExecutedAction
{
    public const string Invoke = "adaptiveCard/action";
    private const string Execute = "Action.Execute";

    /// <summary>Null where it is malformed, or its verb is none of ours.</summary>
    public static Said.Press? Read(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Object } outer || !outer.TryGetProperty("action", out var action)) return null;
        if (PressData.StringOf(action, "type") is not (null or Execute)) return null;
        var data = action.ValueKind == JsonValueKind.Object && action.TryGetProperty("data", out var sent) ? sent : default;
        return PressData.Read(PressData.StringOf(action, "verb"), data);
    }
}
