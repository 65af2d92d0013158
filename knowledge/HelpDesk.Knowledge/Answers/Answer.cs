using HelpDesk.Knowledge.Articles;

namespace HelpDesk.Knowledge.Answers;

/// <summary>What the confidence of a search allows: tell, ask back, or be honest.</summary>
public enum AnswerDecision { Answer, Clarify, None }

/// <param name="Confidence">0 to 1: how likely the first result solves the question.</param>
/// <param name="Results">Best first, at most as many as asked for; never retired or draft articles. Empty where nothing fits, unless near misses were asked for.</param>
public sealed record Answer(AnswerDecision Decision, double Confidence, IReadOnlyList<AnswerResult> Results)
{
    /// <summary>The question with its typing errors corrected; null where there were none.</summary>
    public string? DidYouMean { get; init; }
}

/// <summary>A section of an article as an answer shows it.</summary>
/// <param name="Heading">The section's heading; empty for the text before the first one.</param>
/// <param name="Lead">The text before the steps, Markdown, short.</param>
/// <param name="Steps">The numbered steps, each Markdown; empty where the section has none (then <paramref name="Lead"/> is the answer).</param>
/// <param name="Image">URL of the first picture, https or site-relative only.</param>
public sealed record Passage(string Heading, string Lead, IReadOnlyList<string> Steps, string? Image, string? ImageAlt);
