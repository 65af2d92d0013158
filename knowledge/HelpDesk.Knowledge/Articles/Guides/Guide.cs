namespace HelpDesk.Knowledge.Articles.Guides;

/// <summary>An article's decision tree (front matter <c>guide:</c>): one question or instruction at a time, each answer leads on, every walk ends.</summary>
/// <param name="Start">Name of the first node.</param>
public sealed record Guide(string Start, IReadOnlyDictionary<string, GuideNode> Nodes);

/// <param name="Text">What is said, card-safe Markdown.</param>
public abstract record GuideNode(string Text)
{
    /// <summary>A question, or something to do and report on: 2 to 4 answers.</summary>
    public sealed record Step(string Text, IReadOnlyList<GuideAnswer> Answers) : GuideNode(Text);

    /// <summary>The problem is gone.</summary>
    public sealed record Solved(string Text) : GuideNode(Text);

    /// <summary>A person takes over.</summary>
    public sealed record Person(string Text) : GuideNode(Text);

    /// <summary>Another article goes on from here.</summary>
    public sealed record Continue(string Text, ArticleId Article) : GuideNode(Text);
}

/// <param name="Say">The button's words.</param>
/// <param name="Next">Name of the node that it leads to.</param>
public sealed record GuideAnswer(string Say, string Next);
