using HelpDesk.Bot.Conversations;
using HelpDesk.Handoff.Policy;
using HelpDesk.Knowledge.Deflection;

namespace HelpDesk.Bot.Dialogs;

/// <summary>What is not the desk's gets its path at once, in the policy's own words.</summary>
internal static class Scoping
{
    /// <summary>
    /// Said once in a row: whoever writes on about the same has been told, and may mean what the desk does solve. What cannot wait is
    /// reported as well, whoever reads along.
    /// </summary>
    public static bool TryTell(ConversationState state, ScopePath path, string text, TurnFacts facts, out StepResult told)
    {
        told = StepResult.Quiet(state);
        var urgent = path.Priority is not null;
        if (!urgent && state.Desk?.Scope == path.Id) return false;
        // A how-to that only shares a word with another team's matter is answered all the same.
        if (!urgent && facts.Ask(text, 1).Decision == Knowledge.Answers.AnswerDecision.Answer) return false;
        // Kept as a question, so that whoever wants a person all the same need not say it again; among people it is not kept.
        var kept = urgent || facts.InGroup ? state : state.With(new Question(facts.ActivityId, Answering.Beginning(text), QuestionStage.Unsolved, [], []));
        var after = kept with { Misses = 0, Greeted = true, Guide = null, Desk = new DeskTalk(Scope: path.Id) };
        told = (StepResult.Saying(after, new Reply.Say(path.Say, [], OfferPerson: !urgent)) with { Wish = urgent ? new Wish.Report(path, text) : null })
            .After(new DeflectionFact.Redirected(facts.ActivityId, path.Id, facts.Now));
        return true;
    }

    public static ConversationState Forget(ConversationState state) => state.Desk is { Scope: not null } ? state with { Desk = null } : state;
}
