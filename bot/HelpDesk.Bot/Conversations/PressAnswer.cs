using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Bot.Cards;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Handoffs;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;

namespace HelpDesk.Bot.Conversations;

/// <summary>
/// The answer to a pressed <c>Action.Execute</c>: HTTP 200 whatever came of it, with <c>{"statusCode","type","value"}</c>
/// (https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model). The card gives way to itself without buttons, so that it
/// cannot be pressed twice with two meanings; what is to be said comes as messages.
/// </summary>
internal static class PressAnswer
{
    private const string ErrorType = "application/vnd.microsoft.error";

    public static InvokeAnswer Used(Activity? sent, Said.Press press, ConversationState before, StepResult step, TurnFacts facts)
    {
        var title = press.Article is { } article ? facts.TitleOf(article) : null;
        return Answer(StatusCodes.Status200OK, AdaptiveCard.ContentType, UsedCard.Make(sent, title, Outcome(press, before, step, facts)));
    }

    /// <summary>A verb that is none of ours, or no action at all.</summary>
    public static InvokeAnswer Bad(Texts texts)
    {
        var error = new JsonObject { ["code"] = "BadRequest", ["message"] = texts.BadAction };
        return Answer(StatusCodes.Status400BadRequest, ErrorType, AdaptiveCard.ToElement(error));
    }

    private static InvokeAnswer Answer(int status, string type, JsonElement value)
    {
        var body = new JsonObject { ["statusCode"] = status, ["type"] = type, ["value"] = JsonObject.Create(value) };
        return new(StatusCodes.Status200OK, AdaptiveCard.ToElement(body));
    }

    private static string Outcome(Said.Press press, ConversationState before, StepResult step, TurnFacts facts)
    {
        var texts = facts.Texts;
        var changed = step.Facts.Length > 0 || step.State != before;
        return press.Kind switch
        {
            PressKind.Person => texts.UsedPerson,
            PressKind.Say => texts.UsedChoice(press.Text!),
            PressKind.Rate => texts.UsedChoice(texts.RatingOf(press.Answer.ToString(System.Globalization.CultureInfo.InvariantCulture))),
            _ when HandoffWords.TitleOf(press.Kind, texts) is { } title => texts.UsedChoice(title),
            _ when before.Find(press.Question) is null => texts.UsedOld,
            _ when !changed => texts.UsedBefore,
            PressKind.Solved => texts.UsedSolved,
            PressKind.NotSolved => texts.UsedNotSolved,
            PressKind.NoneOfThese => texts.UsedNone,
            PressKind.StartGuide => texts.UsedGuide,
            PressKind.Choose => texts.UsedChoice(facts.TitleOf(press.Article!)),
            _ => texts.UsedChoice(Guiding.SayOf(press, facts) ?? texts.StepByStep),
        };
    }
}
