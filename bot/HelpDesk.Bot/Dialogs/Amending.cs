using HelpDesk.Bot.Conversations;

namespace HelpDesk.Bot.Dialogs;

/// <summary>
/// What becomes of messages that the person changes or takes back. What others see of them is <see cref="Transcript"/>'s matter; here is
/// what the running talk makes of it.
/// </summary>
internal static class Amending
{
    /// <summary>
    /// The question that was asked last is heard anew, as if it had never been asked otherwise. Anything older is history. Channels also
    /// send an update when only the look of a message changed, such as a link that got its preview.
    /// </summary>
    public static StepResult Edit(ConversationState state, Said.Edited edited, TurnFacts facts)
    {
        if (state.Current is not { } last || last.Id != edited.Message || last.Stage == QuestionStage.Solved) return StepResult.Quiet(state);
        if (edited.Text.Length == 0 || Answering.Beginning(edited.Text) == last.Text) return StepResult.Quiet(state);
        var before = Meeting.Here(state) with { Questions = [.. state.Questions.Where(q => q != last)], Guide = null };
        var again = Talk.Heard(before, edited.Text, facts);
        return again with { Replies = [new Reply.Say(facts.Texts.EditedAnswer), .. again.Replies] };
    }

    /// <summary>The words are gone from the state too; a card that was shown for them can still be judged.</summary>
    public static StepResult Delete(ConversationState state, string message) =>
        StepResult.Quiet(state.Find(message) is { Text.Length: > 0 } question ? Reworded(state, question, "") : state);

    /// <summary>Nothing is said: the person brought a message back, and its answer was never taken away.</summary>
    public static StepResult Restore(ConversationState state, Said.Restored restored) =>
        StepResult.Quiet(state.Find(restored.Message) is { Text: "" } question ? Reworded(state, question, Answering.Beginning(restored.Text)) : state);

    // In its place: a question that was asked before stays before.
    private static ConversationState Reworded(ConversationState state, Question question, string text) =>
        state with { Questions = [.. state.Questions.Select(q => q == question ? q with { Text = text } : q)] };
}
