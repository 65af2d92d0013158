using System.Collections.Immutable;
using HelpDesk.Knowledge.Answers;
using HelpDesk.Knowledge.Articles;

namespace HelpDesk.Bot.Dialogs;

/// <summary>What the bot wants to say, before a channel gives it a shape.</summary>
public abstract record Reply
{
    private Reply() { }

    /// <summary>Plain words; <paramref name="Suggestions"/> are pressed to send exactly that text, <paramref name="OfferPerson"/> adds the way to a human.</summary>
    public sealed record Say(string Text, ImmutableArray<string> Suggestions, bool OfferPerson = false) : Reply
    {
        public Say(string text) : this(text, []) { }
    }

    /// <summary>One article's answer, to be judged. <paramref name="Intro"/> is said before it, <paramref name="AlsoSee"/> are at most two others,
    /// <paramref name="HasGuide"/> offers to go through it step by step.</summary>
    public sealed record ShowAnswer(
        string Intro, string QuestionId, Article Article, Passage Passage, ImmutableArray<Article> AlsoSee, bool HasGuide = false) : Reply;

    /// <summary>A clarifying question with 2 to 4 articles to choose from.</summary>
    public sealed record AskWhich(string QuestionId, ImmutableArray<Article> Choices) : Reply;

    /// <summary>Words with buttons that mean something of their own; where there are no cards the buttons' titles are suggestions.</summary>
    public sealed record Choose(string Text, ImmutableArray<Option> Options) : Reply;

    /// <summary>Asks for 1 to 5 and a comment.</summary>
    /// <param name="Ticket">The ticket that is rated.</param>
    public sealed record Rate(string Text, string Ticket) : Reply;

    /// <summary>One node of an article's guide with the answers to press.</summary>
    public sealed record AskGuide(string QuestionId, ArticleId Article, string Node, string Text, ImmutableArray<string> Answers) : Reply;
}

/// <summary>A button of <see cref="Reply.Choose"/>.</summary>
public sealed record Option(string Title, Said.Press Press, bool Primary = false);
