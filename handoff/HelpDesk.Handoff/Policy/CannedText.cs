using System.Text.RegularExpressions;

namespace HelpDesk.Handoff.Policy;

/// <summary>The variables of a canned reply: <c>{person}</c>, <c>{agent}</c>…</summary>
public static partial class CannedText
{
    /// <summary>Every variable that a reply may name, and what it becomes.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["person"] = "the person's first name",
        ["agent"] = "the agent's name",
        ["ticket"] = "the ticket's number",
        ["subject"] = "the ticket's subject",
        ["desk"] = "the desk's name",
        ["due"] = "when it is due, in the person's zone",
        ["vendor"] = "the vendor of the open case",
        ["reference"] = "the vendor's case reference",
        ["days"] = "days until the ticket closes by itself",
    };

    public static IEnumerable<string> VariablesIn(string text) => Variable().Matches(text).Select(m => m.Groups["name"].Value);

    /// <summary>Fills in what is known; a variable without a value stays as it is, so that the agent sees it before he sends.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Variable().Replace(text, m => values.TryGetValue(m.Groups["name"].Value, out var value) ? value : m.Value);

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
