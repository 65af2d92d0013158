using System.Globalization;
using HelpDesk.Bot.Conversations;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Articles.Guides;
using HelpDesk.Knowledge.Deflection;

namespace HelpDesk.Bot.Dialogs;

/// <summary>Walks an article's guide one node at a time. An earlier card may be answered again: the walk then goes on from there.</summary>
public static class Guiding
{
    public static StepResult Start(ConversationState state, Question question, string? articleId, TurnFacts facts) =>
        Find(articleId, facts) is { } found
            ? Go(state, question, found.Article, found.Guide, found.Guide.Start, facts)
            : Gone(state, facts);

    public static StepResult Answer(ConversationState state, Question question, Said.Press press, TurnFacts facts)
    {
        // The data came back through a client: only a node and an answer that exist lead on.
        if (Find(press.Article, facts) is not { } found || press.Node is null) return Gone(state, facts);
        return found.Guide.Nodes.GetValueOrDefault(press.Node) is GuideNode.Step step && press.Answer >= 0 && press.Answer < step.Answers.Count
            ? Go(state, question, found.Article, found.Guide, step.Answers[press.Answer].Next, facts)
            : Gone(state, facts);
    }

    /// <summary>The words of the answer that was pressed; null where the guide has changed meanwhile.</summary>
    public static string? SayOf(Said.Press press, TurnFacts facts) =>
        Find(press.Article, facts) is { } found && press.Node is not null && found.Guide.Nodes.GetValueOrDefault(press.Node) is GuideNode.Step step
        && press.Answer >= 0 && press.Answer < step.Answers.Count
            ? step.Answers[press.Answer].Say
            : null;

    /// <summary>A number or an answer's words while a guide is walked; anything else is a command or a new question.</summary>
    public static bool TryAnswer(ConversationState state, string text, IReadOnlyList<CommandWord> words, TurnFacts facts, out StepResult walked)
    {
        walked = StepResult.Quiet(state);
        if (state.Guide is not { } place || state.Find(place.Question) is not { } question) return false;
        if (Find(place.Article, facts) is not { } found || found.Guide.Nodes.GetValueOrDefault(place.Node) is not GuideNode.Step step) return false;
        var answer = PlaceOf(step, text, words);
        if (answer < 0) return false;
        walked = Go(state, question, found.Article, found.Guide, step.Answers[answer].Next, facts);
        return true;
    }

    private static int PlaceOf(GuideNode.Step step, string text, IReadOnlyList<CommandWord> words)
    {
        if (int.TryParse(text.Trim('.', ')', '#', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= step.Answers.Count) return n - 1;
        for (var i = 0; i < step.Answers.Count; i++)
            if (Same(step.Answers[i].Say, text) || (words.Contains(CommandWord.Yes) && Same(step.Answers[i].Say, "Yes")) || (words.Contains(CommandWord.No) && Same(step.Answers[i].Say, "No"))) return i;
        return -1;
    }

    private static StepResult Go(ConversationState state, Question question, Article article, Guide guide, string node, TurnFacts facts)
    {
        switch (guide.Nodes[node])
        {
            case GuideNode.Step step:
                var here = state with { Guide = new GuidePlace(question.Id, article.Id.Value, node), Misses = 0 };
                return StepResult.Saying(here, new Reply.AskGuide(question.Id, article.Id, node, step.Text, [.. step.Answers.Select(a => a.Say)]));
            case GuideNode.Solved when question.Stage == QuestionStage.Solved:
                return StepResult.Saying(state with { Guide = null }, new Reply.Say(facts.Texts.AlreadyNoted(article.Title)));
            case GuideNode.Solved solved:
                var done = (state with { Guide = null, Misses = 0 }).With(question with { Stage = QuestionStage.Solved });
                return StepResult.Saying(done, new Reply.Say(solved.Text)).After(new DeflectionFact.Voted(question.Id, article.Id.Value, true, facts.Now));
            case GuideNode.Continue further:
                return Answering.GoOn(state, question, further.Article, further.Text, facts);
            default:
                var asked = Talk.ToPerson(state, question.Id, facts);
                return asked with { Replies = [new Reply.Say(guide.Nodes[node].Text), .. asked.Replies] };
        }
    }

    private static (Article Article, Guide Guide)? Find(string? articleId, TurnFacts facts) =>
        articleId is not null && facts.Find(new ArticleId(articleId)) is { State: ArticleState.Published } article && GuideReader.TryRead(article, out var guide)
            ? (article, guide)
            : null;

    private static StepResult Gone(ConversationState state, TurnFacts facts) => StepResult.Saying(state with { Guide = null }, new Reply.Say(facts.Texts.GuideGone));

    private static bool Same(string a, string b) => string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);
}
