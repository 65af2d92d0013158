using System.Collections.Immutable;
using System.Text.Json;
using HelpDesk.Bot.Cards;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Handoffs;
using HelpDesk.Bot.Hosting;
using HelpDesk.Bot.Resources;
using HelpDesk.Channels.Activities;
using HelpDesk.Channels.Turns;
using HelpDesk.Handoff.Service.Outlooks;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Deflection;
using HelpDesk.Storage;
using Microsoft.Extensions.Options;

namespace HelpDesk.Bot.Conversations;

/// <summary>The edge around <see cref="Talk"/>: reads the state, takes the pure step, hands back replies, state and facts to be stored in one commit.</summary>
internal sealed class HelpDeskTurns(KnowledgeBase knowledge, SentMessages sent, PersonDesk people, OutlookDesk outlooks, IOptions<DeskOptions> desk) : ITurnHandler
{
    /// <summary>The section that the authors' guide asks for: when to stop and what to tell a person.</summary>
    private const string IfNotHeading = "If that didn";

    private readonly Lookups _lookups = new(knowledge);

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken ct)
    {
        var before = turn.State is { } json ? JsonSerializer.Deserialize(json.Span, ConversationJson.Default.ConversationState)! : new ConversationState();
        var facts = FactsOf(turn);
        var said = Said.From(turn.Activity);
        var about = said is Said.Marked or Said.Press && turn.Activity.ReplyToId is { } id ? await sent.FindAsync(turn.Conversation, id, ct) : null;
        if (said is Said.Marked marked) said = SubjectOf(marked, about, before);
        var taken = await people.TakeAsync(turn, said, before, facts, ct);
        var step = taken?.Step ?? Talk.Take(taken?.State ?? before, said, facts);
        if (step.Wish is { } wish) taken = await people.GrantAsync(wish, turn, step, facts, ct);
        if (step.Wish is not null) step = taken!.Step!;
        var outcome = Outcome(turn, before, step, facts, taken?.Writes ?? []);
        return turn.Activity.Type == ActivityTypes.Invoke ? outcome with { Invoke = Answer(turn.Activity, said, about, before, step, facts) } : outcome;
    }

    public Task<InvokeAnswer?> LookUpAsync(Activity invoke, CancellationToken ct) => Task.FromResult(_lookups.Answer(invoke));

    public Task HearPassingAsync(ConversationId conversation, Activity passing, CancellationToken ct) =>
        passing.Type == ActivityTypes.Typing ? people.HearTypingAsync(conversation, passing, ct) : Task.CompletedTask;

    private TurnFacts FactsOf(Turn turn) => new(
        turn.Activity.Id ?? "", turn.Activity.ChannelId ?? turn.Conversation.Channel, turn.Activity.Locale, Texts.For(turn.Activity.Locale),
        knowledge.Ask, id => knowledge.TryGet(id, out var article) ? article : null, IfNot, desk.Value.Contact, turn.Now)
    {
        InGroup = Hearing.IsGroup(turn.Activity),
        PathOf = outlooks.PathOf,
        BotName = turn.Activity.Recipient?.Name is { Length: > 0 } name ? name : null,
    };

    private string? IfNot(ArticleId id) => knowledge.TryGetBody(id, out var body)
        ? body.Sections.FirstOrDefault(s => s.Heading.StartsWith(IfNotHeading, StringComparison.OrdinalIgnoreCase))?.Lead
        : null;

    /// <summary>What was marked. A feedback form need not say which message it belongs to: then it is the answer that was given last.</summary>
    private static Said SubjectOf(Said.Marked marked, Activity? about, ConversationState state)
    {
        if (UsedCard.SubjectOf(about) is { } subject) return new Said.Rated(subject.Question, subject.Article, marked.By, marked.Marks);
        return marked.Message is null && state.Current is { Shown: [.., var article] } last
            ? new Said.Rated(last.Id, article, marked.By, marked.Marks)
            : new Said.Silence();
    }

    private static InvokeAnswer Answer(Activity invoke, Said said, Activity? about, ConversationState before, StepResult step, TurnFacts facts) => (invoke.Name, said) switch
    {
        (ExecutedAction.Invoke, Said.Press press) => PressAnswer.Used(about, press, before, step, facts),
        (ExecutedAction.Invoke, _) => PressAnswer.Bad(facts.Texts),
        // Teams shows anything but 200 as an app that cannot be reached.
        (Reactions.FeedbackInvoke, _) => new(StatusCodes.Status200OK, null),
        _ => InvokeAnswer.NotImplemented,
    };

    private static TurnOutcome Outcome(Turn turn, ConversationState before, StepResult step, TurnFacts facts, ImmutableArray<Write> desk)
    {
        var surface = Surface.Of(turn.Activity);
        var replies = step.Replies.Select(r => ReplyActivity.Render(r, surface, facts.Texts));
        // Not "? null : bytes": a null array would turn into an empty memory, which is not "unchanged".
        ReadOnlyMemory<byte>? state = null;
        if (step.State != before) state = JsonSerializer.SerializeToUtf8Bytes(step.State, ConversationJson.Default.ConversationState);
        var stream = DeflectionEvents.StreamOf(turn.Conversation.ToString());
        Write[] facted = step.Facts.Length == 0 ? [] : [new Write.Append(stream, [.. step.Facts.Select(DeflectionEvents.ToEvent)])];
        return new TurnOutcome([.. replies], state, [.. facted, .. desk, .. Departure.Writes(turn.Conversation, before, step.State)]);
    }
}
