using HelpDesk.Bot.Conversations;

namespace HelpDesk.Bot.Dialogs;

/// <summary>Coming, going, and being spoken to by name.</summary>
internal static class Meeting
{
    /// <summary>
    /// Channels announce a start several times over, some of them in parallel: one greeting a conversation. Who took the bot out and brought it
    /// back meets it anew.
    /// </summary>
    public static StepResult Greet(ConversationState state, string? firstName, TurnFacts facts) =>
        state is { Greeted: true, Removed: false }
            ? StepResult.Quiet(state)
            : StepResult.Saying(Here(state) with { Greeted = true }, facts.InGroup ? ToGroup(facts) : ToPerson(firstName, facts));

    public static StepResult Leave(ConversationState state) =>
        StepResult.Quiet(state.Removed ? state : state with { Removed = true, Greeted = false, Guide = null, Misses = 0 });

    /// <summary>Whoever speaks to the bot has it in the conversation, whatever was said before.</summary>
    public static ConversationState Here(ConversationState state) => state.Removed ? state with { Removed = false } : state;

    public static StepResult Called(ConversationState state, TurnFacts facts) =>
        StepResult.Saying(state with { Greeted = true }, new Reply.Say(facts.InGroup ? facts.Texts.Called : facts.Texts.Greeting(null)));

    /// <summary>Neither searched nor kept as a question: what it is about stays between the two.</summary>
    public static StepResult Private(ConversationState state, TurnFacts facts) =>
        StepResult.Saying(state with { Greeted = true, Misses = 0 }, new Reply.Say(facts.Texts.PrivateMatter));

    private static Reply.Say ToPerson(string? firstName, TurnFacts facts) =>
        new($"{facts.Texts.Greeting(firstName)}\n\n{facts.Texts.GreetingMore}", facts.Suggestions);

    private static Reply.Say ToGroup(TurnFacts facts) =>
        new($"{facts.Texts.GroupGreeting(facts.BotName ?? facts.Texts.BotName)}\n\n{facts.Texts.GroupGreetingMore}", facts.Suggestions);
}
