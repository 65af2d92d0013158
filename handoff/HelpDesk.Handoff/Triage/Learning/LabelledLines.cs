using HelpDesk.Handoff.Policy;
using HelpDesk.Handoff.Triage.Files;
using HelpDesk.Handoff.Tickets;

namespace HelpDesk.Handoff.Triage.Learning;

/// <summary>Reads <c>triage.tsv</c>: a label, a tab, a text; empty lines and lines that begin with # are comments.</summary>
public static class LabelledLines
{
    /// <summary>Fewer lines than this cannot be cross-validated in five folds.</summary>
    public const int LeastPerLabel = 5;

    /// <param name="errors">Every line that could not be read; the others are returned.</param>
    public static IReadOnlyList<LabelledLine> Read(string file, string text, ICollection<PolicyError> errors)
    {
        var lines = new List<LabelledLine>();
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var number = 0;
        foreach (var raw in text.EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty || line[0] == '#')
                continue;
            if (ReadLine(line, out var read) is { } problem)
                errors.Add(new PolicyError(file, number, "line", problem, "Write: category, a tab, what the employee wrote."));
            else if (!seen.TryAdd(read.Text, number))
                errors.Add(new PolicyError(file, number, "line", $"The same text is in line {seen[read.Text]}.", "Remove one: a text that is learned and tested at once flatters the result."));
            else
                lines.Add(read);
        }
        foreach (var rare in lines.GroupBy(l => l.Label).Where(g => g.Count() < LeastPerLabel))
            errors.Add(new PolicyError(file, 1, rare.Key.Value, $"Only {rare.Count()} lines.", $"Add lines until there are at least {LeastPerLabel}; 40 make a good category."));
        return lines;
    }

    private static string? ReadLine(ReadOnlySpan<char> line, out LabelledLine read)
    {
        read = new LabelledLine(default, "");
        var tab = line.IndexOf('\t');
        if (tab <= 0)
            return "There is no tab between category and text.";
        var text = line[(tab + 1)..].Trim();
        if (text.IsEmpty)
            return "The text is missing.";
        read = new LabelledLine(new CategoryId(line[..tab].Trim().ToString()), text.ToString());
        return null;
    }
}
