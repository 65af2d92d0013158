using NodaTime;

namespace HelpDesk.Knowledge.Articles;

/// <summary>An article's permanent name, lower-case words joined by '-', such as <c>vpn-keeps-disconnecting</c>.</summary>
public readonly record struct ArticleId(string Value)
{
    public override string ToString() => Value;
}

public enum ArticleCategory { HowTo, Troubleshooting, Faq, Policy, KnownIssue }

public enum ArticleState { Draft, Validated, Published, Retired }

/// <summary>One article: Markdown with its front matter. Source: design section 6; Microsoft Learn's front matter maps onto the same fields.</summary>
public sealed record Article
{
    public required ArticleId Id { get; init; }
    public required string Title { get; init; }
    public string Summary { get; init; } = "";
    public ArticleCategory Category { get; init; } = ArticleCategory.HowTo;
    public ArticleState State { get; init; } = ArticleState.Published;
    public string Audience { get; init; } = "everyone";
    public IReadOnlyList<string> Products { get; init; } = [];
    public IReadOnlyList<string> Keywords { get; init; } = [];
    public IReadOnlyList<string> Related { get; init; } = [];
    public string? Owner { get; init; }
    public LocalDate? Reviewed { get; init; }

    /// <summary>How long a review holds, in days; null where the article never falls due.</summary>
    public int? ReviewEveryDays { get; init; }

    /// <summary>BCP 47 language of the text.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The text below the front matter, CommonMark.</summary>
    public required string Body { get; init; }

    /// <summary>Front matter keys that this version does not know (guide, actions and foreign ones included), as YAML text, so that nothing is lost on export.</summary>
    public IReadOnlyDictionary<string, string> Other { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>SHA-256 of the file that it came from, hex; null for one written in the product.</summary>
    public string? SourceHash { get; init; }

    /// <summary>Path of that file relative to the imported folder.</summary>
    public string? SourcePath { get; init; }
}
