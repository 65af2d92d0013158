using System.Text.Json.Nodes;
using HelpDesk.Bot.Dialogs;

namespace HelpDesk.Bot.Cards;

/// <summary>
/// A button of a card. In Teams it is an <c>Action.Execute</c>, so that its answer takes the card's place, with the <c>Action.Submit</c> that
/// older clients fall back to; elsewhere it is that <c>Action.Submit</c>.
/// </summary>
internal static class Button
{
    /// <param name="withInputs">What was typed into the card's fields comes with it.</param>
    public static JsonObject Make(Surface surface, string title, Said.Press press, bool primary = false, bool withInputs = false)
    {
        var submit = Action("Action.Submit", title, Data(press, withKind: true), primary, withInputs);
        if (!surface.IsTeams) return submit;
        var execute = Action("Action.Execute", title, Data(press, withKind: false), primary, withInputs);
        execute["verb"] = PressData.NameOf(press.Kind);
        execute["fallback"] = submit;
        return execute;
    }

    private static JsonObject Action(string type, string title, JsonObject data, bool primary, bool withInputs)
    {
        var action = new JsonObject { ["type"] = type, ["title"] = title, ["data"] = data, ["associatedInputs"] = withInputs ? "auto" : "none" };
        if (primary) action["style"] = "positive";
        return action;
    }

    private static JsonObject Data(Said.Press press, bool withKind)
    {
        var data = new JsonObject();
        if (withKind) data[PressData.Do] = PressData.NameOf(press.Kind);
        if (press.Question is not null) data[PressData.Question] = press.Question;
        if (press.Article is not null) data[PressData.Article] = press.Article;
        if (press.Node is not null) data[PressData.Node] = press.Node;
        if (press.Answer >= 0) data[PressData.Answer] = press.Answer;
        if (press.Text is not null) data[PressData.Text] = press.Text;
        if (press.Ticket is not null) data[PressData.Ticket] = press.Ticket;
        return data;
    }
}
