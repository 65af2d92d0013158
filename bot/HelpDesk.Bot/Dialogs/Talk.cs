using HelpDesk.Bot.Conversations;
using HelpDesk.Knowledge.Deflection;

namespace HelpDesk.Bot.Dialogs;

/// <summary>
/// One turn, pure: state, what was said and the facts in; replies, state and what happened out. A message is tried as: the running
/// dialog, then command words, then a question to the knowledge base.
/// </summary>
public static class Talk
{
    public static StepResult Take(ConversationState state, Said said, TurnFacts facts) => said switch
    {
        Said.Joined joined => Meeting.Greet(state, joined.FirstName, facts),
        Said.Removed => Meeting.Leave(state),
        Said.Press press => Pressed(Meeting.Here(state), press, facts),
        Said.Words words => Heard(Meeting.Here(state), words.Text, facts),
        Said.Called => Meeting.Called(Meeting.Here(state), facts),
        Said.OnlyFiles => StepResult.Saying(Meeting.Here(state), new Reply.Say(facts.Texts.OnlyAttachment)),
        Said.Edited edited => Amending.Edit(state, edited, facts),
        Said.Deleted deleted => Amending.Delete(state, deleted.Message),
        Said.Restored restored => Amending.Restore(state, restored),
        Said.Rated rated => StepResult.Quiet(state).After([.. rated.Marks.Select(mark => FactOf(rated, mark, facts))]),
        _ => StepResult.Quiet(state),
    };

    private static DeflectionFact FactOf(Said.Rated rated, Mark mark, TurnFacts facts) => mark.Withdrawn
        ? new DeflectionFact.RatingWithdrawn(rated.Question, rated.Article, mark.Helpful, rated.By, facts.Now)
        : new DeflectionFact.Rated(rated.Question, rated.Article, mark.Helpful, rated.By, facts.Now);

    private static StepResult Pressed(ConversationState state, Said.Press press, TurnFacts facts)
    {
        if (press.Kind == PressKind.Person) return ToPerson(state, press.Question, facts);
        if (press is { Kind: PressKind.Say, Text: { } words }) return Heard(state, words, facts);
        if (state.Find(press.Question) is not { } question) return StepResult.Saying(state, new Reply.Say(facts.Texts.OldCard));
        return press.Kind switch
        {
            PressKind.Choose => Answering.Choose(state, question, press.Article, facts),
            PressKind.StartGuide => Guiding.Start(state, question, press.Article, facts),
            PressKind.AnswerGuide => Guiding.Answer(state, question, press, facts),
            PressKind.NoneOfThese => Answering.NothingFitted(state, question, facts),
            PressKind.Solved => Answering.Judge(state, question, press.Article, solved: true, facts),
            _ => Answering.Judge(state, question, press.Article, solved: false, facts),
        };
    }

    internal static StepResult Heard(ConversationState state, string text, TurnFacts facts)
    {
        if (Phrases.IsAboutDanger(text, facts.Texts)) return Danger(state, facts);
        if (facts.PathOf(text) is not { } path) state = Scoping.Forget(state);
        else if (Scoping.TryTell(state, path, text, facts, out var told)) return told;
        if (facts.InGroup && Phrases.IsPrivate(text, facts.Texts)) return Meeting.Private(state, facts);
        var words = CommandWords.Read(text, facts.Texts);
        if (Guiding.TryAnswer(state, text, words, facts, out var walked)) return walked;
        if (state.Current is { Stage: QuestionStage.Choosing } choosing && Answering.TryChoose(state, choosing, text, words, facts, out var chosen)) return chosen;
        if (state.Current is { Stage: QuestionStage.Judging } judged)
        {
            if (words.Contains(CommandWord.Yes) || Phrases.MeansSolved(text, facts.Texts)) return Answering.Judge(state, judged, judged.Shown[^1], solved: true, facts);
            if (words.Contains(CommandWord.No) || Phrases.MeansUnsolved(text, facts.Texts)) return Answering.Judge(state, judged, judged.Shown[^1], solved: false, facts);
        }
        // Both offered a person, in words that are answered with a word.
        if (state.Current is { Stage: QuestionStage.Unsolved } && state.Misses != 1 && words.Contains(CommandWord.Yes)) return ToPerson(state, state.Current.Id, facts);
        if (words.Count == 0 && Phrases.AsksForPerson(text, facts.Texts)) words = [CommandWord.Person];
        if (words.Count == 0 && Phrases.SaysThanks(text, facts.Texts)) words = [CommandWord.Thanks];
        return words.Count > 0 && Command(state, words, facts) is { } commanded ? commanded : Answering.Ask(state, text, facts);
    }

    /// <summary>Danger to people is never a search: said at once, and the way to a person stays open.</summary>
    private static StepResult Danger(ConversationState state, TurnFacts facts) =>
        StepResult.Saying(state with { Misses = 0, Greeted = true, Guide = null }, new Reply.Say(facts.Texts.Safety, [], OfferPerson: true));

    private static StepResult? Command(ConversationState state, IReadOnlyList<CommandWord> words, TurnFacts facts)
    {
        var texts = facts.Texts;
        var calm = state with { Misses = 0, Greeted = true };
        foreach (var word in words)
        {
            StepResult? answer = word switch
            {
                CommandWord.Person => ToPerson(state, state.Current?.Id, facts),
                CommandWord.Status => StepResult.Quiet(calm) with { Wish = new Wish.Tickets() },
                CommandWord.StartOver => StepResult.Saying(calm with { Questions = [], Guide = null }, new Reply.Say(texts.StartedOver, facts.Suggestions)),
                CommandWord.Help => StepResult.Saying(calm, new Reply.Say($"{texts.Help}\n\n{texts.HelpMore}", facts.Suggestions, OfferPerson: true)),
                CommandWord.Thanks => StepResult.Saying(calm, new Reply.Say(texts.Thanks)),
                CommandWord.Greeting or CommandWord.Yes or CommandWord.No =>
                    StepResult.Saying(calm, new Reply.Say(texts.Greeting(null), facts.Suggestions)),
                _ => null,
            };
            if (answer is not null) return answer;
        }
        return null;
    }

    /// <summary>What is said then is known only when the desk has been asked.</summary>
    internal static StepResult ToPerson(ConversationState state, string? questionId, TurnFacts facts)
    {
        var question = state.Find(questionId) ?? state.Current;
        return (StepResult.Quiet(state with { Misses = 0, Greeted = true, Guide = null }) with { Wish = new Wish.Person(question?.Id) })
            .After(new DeflectionFact.AskedForPerson(question?.Id ?? facts.ActivityId, facts.Now));
    }
}
