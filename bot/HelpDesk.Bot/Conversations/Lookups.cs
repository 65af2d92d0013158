using System.Text.Json;
using System.Text.Json.Nodes;
using HelpDesk.Bot.Cards;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Knowledge.Answers;

namespace HelpDesk.Bot.Conversations;

/// <summary>Invokes that only ask: the message extension and dialogs (https://learn.microsoft.com/microsoftteams/platform/messaging-extensions).</summary>
internal sealed class Lookups(KnowledgeBase knowledge)
{
    private readonly ArticleSearchResults _articles = new(knowledge);

    /// <summary>Null for invokes that are a turn of the talk. Those that nobody knows are answered here, so that nothing of them is stored.</summary>
    public InvokeAnswer? Answer(Activity invoke)
    {
        var texts = Texts.For(invoke.Locale);
        return invoke.Name switch
        {
            ExecutedAction.Invoke => ExecutedAction.Read(invoke.Value) is null ? PressAnswer.Bad(texts) : null,
            Reactions.FeedbackInvoke => null,
            "composeExtension/query" => Ok(_articles.Search(invoke.Value, texts)),
            "composeExtension/queryLink" or "composeExtension/anonymousQueryLink" => Ok(_articles.Unfurl(invoke.Value, texts)),
            "composeExtension/submitAction" => Ok(ArticleSearchResults.Message(texts.NoDialog)),
            "composeExtension/fetchTask" or "task/fetch" or "task/submit" => Ok(Dialog(texts.NoDialog)),
            _ => InvokeAnswer.NotImplemented,
        };
    }

    private static JsonObject Dialog(string words) => new() { ["task"] = new JsonObject { ["type"] = "message", ["value"] = words } };

    private static InvokeAnswer Ok(JsonObject body) => new(StatusCodes.Status200OK, AdaptiveCard.ToElement(body));
}
