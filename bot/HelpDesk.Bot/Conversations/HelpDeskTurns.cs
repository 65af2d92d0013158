using System.Text.Json;
using HelpDesk.Bot.Cards;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Hosting;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Turns;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Deflection;
using HelpDesk.Storage;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Conversations;

/// <summary>The edge around <see cref="Talk"/>: reads the state, takes the pure step, hands back replies, state and facts to be stored in one commit.</summary>
public sealed class HelpDeskTurns(KnowledgeBase knowledge, IOptions<DeskOptions> desk) : ITurnHandler
{
    /// <summary>The section that the authors' guide asks for: when to stop and what to tell a person.</summary>
    private const string IfNotHeading = "If that didn";

    public Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken ct)
    {
        var state = turn.State is { } json ? JsonSerializer.Deserialize(json.Span, ConversationJson.Default.ConversationState)! : new ConversationState();
        var facts = FactsOf(turn);
        var step = Talk.Take(state, Said.From(turn.Activity), facts);
        return Task.FromResult(Outcome(turn, state, step, facts));
    }

    private TurnFacts FactsOf(Turn turn) => new(
        turn.Activity.Id ?? "", turn.Conversation.Channel, turn.Activity.Locale, Texts.For(turn.Activity.Locale),
        knowledge.Ask, id => knowledge.TryGet(id, out var article) ? article : null, IfNot, desk.Value.Contact, turn.Now);

    private string? IfNot(ArticleId id) => knowledge.TryGetBody(id, out var body)
        ? body.Sections.FirstOrDefault(s => s.Heading.StartsWith(IfNotHeading, StringComparison.OrdinalIgnoreCase))?.Lead
        : null;

    private static TurnOutcome Outcome(Turn turn, ConversationState before, StepResult step, TurnFacts facts)
    {
        var replies = step.Replies.Select(r => ReplyActivity.Render(r, turn.Conversation.Channel, facts.Texts));
        // Not "? null : bytes": a null array would turn into an empty memory, which is not "unchanged".
        ReadOnlyMemory<byte>? state = null;
        if (step.State != before) state = JsonSerializer.SerializeToUtf8Bytes(step.State, ConversationJson.Default.ConversationState);
        var stream = DeflectionEvents.StreamOf(turn.Conversation.ToString());
        Write[] writes = step.Facts.Length == 0 ? [] : [new Write.Append(stream, [.. step.Facts.Select(DeflectionEvents.ToEvent)])];
        return new TurnOutcome([.. replies], state, [.. writes]);
    }
}
