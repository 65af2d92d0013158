using System.Globalization;
using HelpDesk.Bot.Conversations;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Guides;
using HelpDesk.Knowledge.Deflection;

namespace HelpDesk.Bot.Dialogs;

/// <summary>A question and what became of it: answer, the next best article on "No", a choice where it is not clear, honesty where there is nothing.</summary>
public static class Answering
{
    /// <summary>After this many articles that did not help, a person is the better next step.</summary>
    private const int MostArticles = 3;

    private const int ResultsAsked = 8;
    private const int MostChoices = 4;
    private const int MostOthers = 2;

    /// <summary>People paste whole mails; what is wrong stands at the beginning.</summary>
    private const int LongestQuestion = 1000;

    public static StepResult Ask(ConversationState state, string text, TurnFacts facts)
    {
        var asked = Beginning(text);
        var answer = facts.Ask(asked, ResultsAsked);
        var question = new Question(facts.ActivityId, asked, QuestionStage.Unsolved, [], []);
        var fact = new DeflectionFact.Asked(question.Id, NameOf(answer.Decision), answer.Confidence, facts.Channel, facts.Locale, facts.Now);
        var step = answer.Decision switch
        {
            AnswerDecision.Answer => Show(state, question, answer.Results[0], answer.Results, facts.Texts.FromArticle, facts),
            AnswerDecision.Clarify => Clarify(state, question, answer.Results, facts),
            _ => Miss(state, question, facts),
        };
        return text.Length <= LongestQuestion ? step.After(fact) : step.After(fact) with { Replies = [new Reply.Say(facts.Texts.TooLong), .. step.Replies] };
    }

    /// <summary>The part of a message that is kept as its question.</summary>
    public static string Beginning(string text) => text.Length <= LongestQuestion ? text : text[..LongestQuestion];

    public static StepResult Judge(ConversationState state, Question question, string? articleId, bool solved, TurnFacts facts)
    {
        // An article that this question no longer shows belonged to its words before an edit.
        var article = articleId is null ? question.Shown.LastOrDefault() : question.Shown.FirstOrDefault(shown => shown == articleId);
        if (article is null) return StepResult.Saying(state, new Reply.Say(facts.Texts.OldCard));
        // The same button twice, or a second "No" on a card that was already followed by the next: noted once.
        var twice = solved ? question.Stage == QuestionStage.Solved : question.Stage == QuestionStage.Unsolved || article != question.Shown[^1];
        if (twice) return StepResult.Saying(state, new Reply.Say(facts.Texts.AlreadyNoted(facts.TitleOf(article))));
        var voted = new DeflectionFact.Voted(question.Id, article, solved, facts.Now);
        return (solved ? Solve(state, question, article, facts) : ShowNext(state, question, article, facts)).After(voted);
    }

    public static StepResult Choose(ConversationState state, Question question, string? articleId, TurnFacts facts)
    {
        // What a card offers was offered by us, but its data came back through a client: only what was really offered counts.
        var offered = articleId is not null && (question.Choices.Contains(articleId) || question.Shown.Contains(articleId));
        if (!offered) return StepResult.Saying(state, new Reply.Say(facts.Texts.OldCard));
        var results = facts.Ask(question.Text, ResultsAsked).Results;
        var chosen = results.FirstOrDefault(r => r.Article.Id.Value == articleId) ?? Whole(articleId!, facts);
        return chosen is null
            ? StepResult.Saying(state, new Reply.Say(facts.Texts.ArticleGone))
            : Show(state, question, chosen, results, facts.Texts.ChosenArticle, facts);
    }

    /// <summary>Goes on with an article that a guide named; the person did not choose it from a list.</summary>
    public static StepResult GoOn(ConversationState state, Question question, ArticleId article, string intro, TurnFacts facts)
    {
        if (Whole(article.Value, facts) is { } next) return Show(state, question, next, [next], intro, facts);
        return StepResult.Saying(state with { Guide = null }, new Reply.Say($"{intro}\n\n{facts.Texts.NoMore}", [], OfferPerson: true));
    }

    /// <summary>A number, a title or "none" in answer to a choice; anything else is a new question.</summary>
    public static bool TryChoose(
        ConversationState state, Question question, string text, IReadOnlyList<CommandWord> words, TurnFacts facts, out StepResult chosen)
    {
        chosen = StepResult.Quiet(state);
        if (words.Contains(CommandWord.NoneOfThese) || words.Contains(CommandWord.No))
        {
            chosen = NothingFitted(state, question, facts);
            return true;
        }
        var byNumber = int.TryParse(text.Trim('.', ')', '#', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= question.Choices.Count;
        var id = byNumber ? question.Choices[n - 1] : question.Choices.FirstOrDefault(c => IsTitle(c, text, facts));
        if (id is null) return false;
        chosen = Choose(state, question, id, facts);
        return true;
    }

    public static StepResult NothingFitted(ConversationState state, Question question, TurnFacts facts) =>
        question.Stage != QuestionStage.Choosing
            ? StepResult.Saying(state, new Reply.Say(facts.Texts.NotedNone))
            : Miss(state, question, facts).After(new DeflectionFact.NothingFitted(question.Id, facts.Now));

    private static StepResult Show(
        ConversationState state, Question question, AnswerResult result, IReadOnlyList<AnswerResult> results, string intro, TurnFacts facts)
    {
        var id = result.Article.Id.Value;
        var shown = question with { Stage = QuestionStage.Judging, Shown = [.. question.Shown.Where(s => s != id), id] };
        var others = results.Where(r => r.IsWorthShowing && !shown.Shown.Contains(r.Article.Id.Value)).Take(facts.InGroup ? 0 : MostOthers).Select(r => r.Article).ToArray();
        shown = shown with { Choices = [.. others.Select(o => o.Id.Value)] };
        var reply = new Reply.ShowAnswer(intro, question.Id, result.Article, result.Passage, [.. others], GuideReader.TryRead(result.Article, out _));
        return StepResult.Saying((state with { Misses = 0, Greeted = true, Guide = null }).With(shown), reply)
            .After(new DeflectionFact.Shown(question.Id, id, facts.Now));
    }

    private static StepResult ShowNext(ConversationState state, Question question, string unhelpful, TurnFacts facts)
    {
        var results = facts.Ask(question.Text, ResultsAsked).Results;
        var next = question.Shown.Count >= MostArticles
            ? null
            : results.FirstOrDefault(r => r.IsWorthShowing && !question.Shown.Contains(r.Article.Id.Value));
        if (next is not null) return Show(state, question, next, results, facts.Texts.NextArticle(facts.TitleOf(unhelpful)), facts);
        var unsolved = state.With(question with { Stage = QuestionStage.Unsolved });
        return StepResult.Saying(unsolved, new Reply.Say(LastWords(question, facts), [], OfferPerson: true));
    }

    /// <summary>The best article's own advice for when its steps did not help, which says what to tell a person.</summary>
    private static string LastWords(Question question, TurnFacts facts) =>
        question.Shown is [var best, ..] && facts.IfNot(new ArticleId(best)) is { Length: > 0 } advice
            ? $"{facts.Texts.NoMore}\n\n{facts.Texts.IfNot(facts.TitleOf(best), advice)}"
            : facts.Texts.NoMore;

    private static StepResult Solve(ConversationState state, Question question, string article, TurnFacts facts) =>
        StepResult.Saying((state with { Misses = 0 }).With(question with { Stage = QuestionStage.Solved }), new Reply.Say(facts.Texts.Solved(facts.TitleOf(article))));

    private static StepResult Clarify(ConversationState state, Question question, IReadOnlyList<AnswerResult> results, TurnFacts facts)
    {
        var choices = results.Where(r => r.IsWorthShowing).Select(r => r.Article).DistinctBy(a => a.Title, StringComparer.OrdinalIgnoreCase).Take(MostChoices).ToArray();
        if (choices.Length < 2) return Show(state, question, results[0], results, facts.Texts.FromArticle, facts);
        var asking = question with { Stage = QuestionStage.Choosing, Choices = [.. choices.Select(c => c.Id.Value)] };
        return StepResult.Saying((state with { Greeted = true }).With(asking), new Reply.AskWhich(question.Id, [.. choices]));
    }

    /// <summary>Never "I don't know" twice in a row: the second time a person is offered.</summary>
    private static StepResult Miss(ConversationState state, Question question, TurnFacts facts)
    {
        var missed = (state with { Misses = state.Misses + 1, Greeted = true }).With(question with { Stage = QuestionStage.Unsolved });
        var words = missed.Misses > 1 ? facts.Texts.MissAgain : facts.Texts.Miss;
        return StepResult.Saying(missed, new Reply.Say(words, [], OfferPerson: true));
    }

    private static bool IsTitle(string articleId, string text, TurnFacts facts) =>
        facts.Find(new ArticleId(articleId)) is { } article && string.Equals(article.Title, text, StringComparison.OrdinalIgnoreCase);

    private static AnswerResult? Whole(string articleId, TurnFacts facts) =>
        facts.Find(new ArticleId(articleId)) is { } article
            ? facts.Ask(article.Title, ResultsAsked).Results.FirstOrDefault(r => r.Article.Id == article.Id)
            : null;

    private static string NameOf(AnswerDecision decision) => decision switch
    {
        AnswerDecision.Answer => "answer",
        AnswerDecision.Clarify => "clarify",
        _ => "none",
    };
}
