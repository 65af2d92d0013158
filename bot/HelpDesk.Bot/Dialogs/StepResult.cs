using System.Collections.Immutable;
using HelpDesk.Bot.Conversations;
using HelpDesk.Bot.Resources;
using HelpDesk.Handoff.Policy;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;
using HelpDesk.Knowledge.Deflection;
using NodaTime;

namespace HelpDesk.Bot.Dialogs;

/// <summary>What one turn decided: the state from now on, what to say, and what happened.</summary>
public sealed record StepResult(ConversationState State, ImmutableArray<Reply> Replies, ImmutableArray<DeflectionFact> Facts)
{
    /// <summary>What the desk is to be asked for, after the replies; null for nothing.</summary>
    public Wish? Wish { get; init; }

    public static StepResult Quiet(ConversationState state) => new(state, [], []);

    public static StepResult Saying(ConversationState state, params Reply[] replies) => new(state, [.. replies], []);

    public StepResult After(params DeflectionFact[] facts) => this with { Facts = [.. facts, .. Facts] };
}

/// <summary>What a step asks the desk for: the step is pure, the desk is not.</summary>
public abstract record Wish
{
    private Wish() { }

    /// <param name="Question">The question that it is about; null where none was asked.</param>
    public sealed record Person(string? Question) : Wish;

    /// <summary>The list of the person's tickets.</summary>
    public sealed record Tickets : Wish;

    /// <summary>A matter of another team that must know of it at once.</summary>
    public sealed record Report(ScopePath Path, string Words) : Wish;
}

/// <summary>Everything that a step may look at besides the state: read-only and the same for the whole turn.</summary>
/// <param name="ActivityId">Id of the activity of this turn; a new question takes it as its own.</param>
/// <param name="Ask">The knowledge base as it is now: question and number of results in, answer out.</param>
/// <param name="Find">An article by its id, null where it is gone.</param>
/// <param name="IfNot">What an article says to do when its steps did not help, Markdown; null where it says nothing.</param>
/// <param name="Contact">How to reach the service desk besides this chat, in the operator's words; null where none was set.</param>
public sealed record TurnFacts(
    string ActivityId,
    string Channel,
    string? Locale,
    Texts Texts,
    Func<string, int, Answer> Ask,
    Func<ArticleId, Article?> Find,
    Func<ArticleId, string?> IfNot,
    string? Contact,
    Instant Now)
{
    /// <summary>Other people read along: answers are short, and what is private is not talked about.</summary>
    public bool InGroup { get; init; }

    /// <summary>What the bot is called here; null where the channel does not say.</summary>
    public string? BotName { get; init; }

    /// <summary>The way to another team for what is not the desk's, by its policy; null for everything else.</summary>
    public Func<string, ScopePath?> PathOf { get; init; } = _ => null;

    /// <summary>What to press where there is nothing better to offer.</summary>
    public ImmutableArray<string> Suggestions => [.. InGroup ? Texts.GroupSuggestions : Texts.Suggestions];

    /// <summary>An article's title as it is said to a person, its id where the article is gone.</summary>
    public string TitleOf(string articleId) => Find(new ArticleId(articleId))?.Title ?? articleId;
}
