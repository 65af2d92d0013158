using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Dialogs;
using HelpDesk.Bot.Resources;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Deflection;
using NodaTime;

namespace HelpDesk.Tests.Bot;

/// <summary>A talk with the pure dialog: says things, keeps the state, shows the last replies. The knowledge base is a table of answers.</summary>
internal sealed class TalkBench(string? locale = "en-US", string? contact = null)
{
    private readonly Dictionary<string, Answer> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Article> _articles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ifNot = new(StringComparer.Ordinal);
    private int _turns;

    public ConversationState State { get; private set; } = new();
    public IReadOnlyList<Reply> Replies { get; private set; } = [];

    /// <summary>What the last turn asked the desk for.</summary>
    public Wish? Wish { get; private set; }
    public List<DeflectionFact> Facts { get; } = [];
    public string LastTurn => $"turn-{_turns}";

    public TalkBench Knows(string question, AnswerDecision decision, params (string Id, double Score)[] results)
    {
        _answers[question] = new Answer(decision, 0.8, [.. results.Select(r => ResultOf(ArticleOf(r.Id), r.Score))]);
        return this;
    }

    public TalkBench Advises(string articleId, string advice)
    {
        _ifNot[articleId] = advice;
        return this;
    }

    public TalkBench Guides(string articleId, string yaml)
    {
        var article = ArticleOf(articleId) with { Other = new Dictionary<string, string>(StringComparer.Ordinal) { ["guide"] = yaml } };
        _articles[articleId] = article;
        foreach (var (question, answer) in _answers.ToArray())
            _answers[question] = answer with { Results = [.. answer.Results.Select(r => r.Article.Id.Value == articleId ? ResultOf(article, r.Score) : r)] };
        return this;
    }

    public TalkBench Forget(string articleId)
    {
        _articles.Remove(articleId);
        foreach (var (question, answer) in _answers.ToArray())
            _answers[question] = answer with { Results = [.. answer.Results.Where(r => r.Article.Id.Value != articleId)] };
        return this;
    }

    public Reply Say(string text) => Turn(new Said.Words(text)).Single();

    public Reply Press(PressKind kind, string? question, string? article = null, string? node = null, int answer = -1) =>
        Turn(new Said.Press(kind, question, article, node, answer))[0];

    public IReadOnlyList<Reply> Turn(Said said)
    {
        _turns++;
        var step = Talk.Take(State, said, FactsNow());
        (State, Replies, Wish) = (step.State, step.Replies, step.Wish);
        Facts.AddRange(step.Facts);
        return Replies;
    }

    private TurnFacts FactsNow() => new(
        LastTurn, "webchat", locale, Texts.For(locale),
        (question, max) => _answers.TryGetValue(question, out var a) ? a with { Results = [.. a.Results.Take(max)] } : new Answer(AnswerDecision.None, 0, []),
        id => _articles.GetValueOrDefault(id.Value), id => _ifNot.GetValueOrDefault(id.Value), contact, Instant.FromUtc(2026, 3, 2, 9, 30));

    private Article ArticleOf(string id) => _articles.TryGetValue(id, out var known)
        ? known
        : _articles[id] = new Article { Id = new ArticleId(id), Title = id.Replace('-', ' '), Body = "1. Do it.", Category = ArticleCategory.Troubleshooting };

    private static AnswerResult ResultOf(Article article, double score) =>
        new(article, new Passage("Steps", "", [$"Step of {article.Id}"], null, null), score, fit: score / 10);
}
