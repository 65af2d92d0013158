using System.Collections.Immutable;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Triage.Rules;

/// <summary>What words in a text decide. A rule wins over the classifier; of two rules the earlier in the file decides category and scope.</summary>
/// <param name="Any">One of these must be found.</param>
/// <param name="And">And one of these, where there are any.</param>
/// <param name="Unless">And none of these.</param>
public sealed record TriageRule(string Id, ImmutableArray<Phrase> Any, ImmutableArray<Phrase> And, ImmutableArray<Phrase> Unless)
{
    public CategoryId? Category { get; init; }
    public ScopeId? Scope { get; init; }

    /// <summary>At least this many are affected.</summary>
    public Impact? Impact { get; init; }

    /// <summary>It is this urgent; of several rules the most urgent counts.</summary>
    public Urgency? Urgency { get; init; }

    /// <summary>Never less urgent than this, whatever the matrix says.</summary>
    public Priority? Priority { get; init; }

    /// <summary>One step more impact than otherwise: somebody for whom many wait.</summary>
    public bool RaisesImpact { get; init; }

    /// <summary>The words that made the rule apply; null when it does not.</summary>
    public string? FindIn(IReadOnlyList<string> words)
    {
        if (First(Any, words) is not { } found || First(Unless, words) is not null)
            return null;
        if (And.IsEmpty)
            return found;
        return First(And, words) is { } also ? $"{found}, {also}" : null;
    }

    private static string? First(ImmutableArray<Phrase> phrases, IReadOnlyList<string> words)
    {
        foreach (var phrase in phrases)
            if (phrase.FindIn(words) is { } found)
                return found;
        return null;
    }
}

/// <summary>The content of <c>triage-rules.yaml</c>.</summary>
/// <param name="SureFrom">The confidence from which the classifier's guess is taken, 0 to 1.</param>
public sealed record TriageRules(ImmutableArray<TriageRule> Rules, double SureFrom)
{
    public const double DefaultSureFrom = 0.5;

    public static readonly TriageRules None = new([], DefaultSureFrom);
}
