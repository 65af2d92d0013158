using System.Globalization;
using System.Text;

namespace HelpDesk.Handoff.Tickets;

/// <summary>The draft of a known-issue article, made of a problem's known error: Markdown with the front matter that the knowledge base reads.</summary>
public static class KnownIssue
{
    /// <summary>Null where the problem has no known error yet. The draft names the problem, so that the two stay together.</summary>
    public static string? Draft(Ticket problem)
    {
        if (problem.KnownError is not { } error) return null;
        var text = new StringBuilder();
        text.Append("---\n");
        Line(text, "id", $"known-issue-{problem.Number.ToLowerInvariant()}");
        Line(text, "title", error.Title);
        Line(text, "summary", FirstLine(error.Symptom));
        text.Append("category: known-issue\nstate: draft\n");
        Line(text, "problem", problem.Number);
        if (problem.Category is { } category) text.Append(CultureInfo.InvariantCulture, $"keywords: [{Quoted(category.Value)}]\n");
        text.Append("---\n\n");
        Section(text, "What you see", error.Symptom);
        Section(text, "What to do meanwhile", error.Workaround);
        Section(text, "Why it happens", error.Cause);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Line(StringBuilder text, string key, string value) => text.Append(CultureInfo.InvariantCulture, $"{key}: {Quoted(value)}\n");

    private static void Section(StringBuilder text, string title, string words) => text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n{words.Trim()}\n\n");

    private static string FirstLine(string words) => words.Trim().Split('\n')[0].TrimEnd();

    /// <summary>Always quoted: people's words hold colons, hashes and quotes that YAML would read as its own.</summary>
    private static string Quoted(string value)
    {
        var escaped = new StringBuilder("\"");
        foreach (var c in value)
        {
            if (c is '"' or '\\') escaped.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or '\u0085') escaped.Append(' ');
            else escaped.Append(c);
        }
        return escaped.Append('"').ToString();
    }
}
